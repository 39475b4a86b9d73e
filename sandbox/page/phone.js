// One phone: who holds it, which conversation it shows, and what the world's events change there.

import { Composer } from "./composer.js";
import { enlarge, toast } from "./dialogs.js";
import { h, icon, part, stamp } from "./dom.js";
import { Hands } from "./hands.js";
import { Head } from "./head.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";

const TYPING_MS = 5500;
const ICONS = { more: "more", slash: "slash", "keys-toggle": "keys", attach: "attach", latest: "down" };

function dressed(role) {
  const root = stamp("phone-template");
  root.id = `phone-${role}`;
  root.dataset.role = role;
  for (const [name, drawn] of Object.entries(ICONS)) part(root, name).prepend(icon(drawn));
  root.querySelectorAll('[data-part="drop"]').forEach((button) => button.append(icon("close")));
  part(root, "send").append(icon("send"), icon("save"));
  return root;
}

/** `memory` keeps the choices over a reload; `onUnread(count)` counts what arrives, 0 when it is looked at. */
export class Phone {
  #store;
  #strings;
  #memory;
  #onUnread;
  #view;
  #hands;
  #head;
  #log;
  #composer;
  #actions;
  #typingTimer = 0;
  #expected = null;

  constructor({ role, store, strings, memory, onUnread }) {
    this.role = role;
    this.root = strings.relabel(dressed(role));
    this.#store = store;
    this.#strings = strings;
    this.#memory = memory;
    this.#onUnread = onUnread;
    this.#view = { role, holder: null, chat: null, typing: false, waiting: new Map() };
    this.#assemble();
    this.#wire();
    store.listen((change) => this.#hear(change));
  }

  get holder() {
    return this.#view.holder;
  }

  get chat() {
    return this.#view.chat;
  }

  /** Shows a conversation of the holder. */
  showChat(id) {
    const view = this.#view;
    view.chat = this.#store.world.chats.get(id) ?? null;
    view.waiting.delete(id);
    this.#setTyping(false);
    this.#memory.save(this.role, { holder: view.holder?.id, chat: view.chat?.id });
    this.#paint();
    this.#fillLog();
    this.#onUnread(0);
  }

  /** Hands the phone to a person just created, as soon as their conversation is known. */
  expect(id = this.#expected) {
    this.#expected = id;
    if (!id || !this.#store.world.people.has(id) || !this.#store.privateChatOf(id)) return;
    this.#expected = null;
    this.#hold(id);
  }

  /** Marks the phone as the one a step of the story speaks of. */
  flag(words) {
    this.root.classList.toggle("spotlight", Boolean(words));
    this.#get("flag").hidden = !words;
    this.#get("flag").textContent = words ?? "";
  }

  complain(answer) {
    toast(this.#get("toasts"), answer.error || this.#strings.t("toast.offline"), { failed: true });
  }

  say(text) {
    toast(this.#get("toasts"), text);
  }

  /** Says everything again, in the page's present language. */
  refresh() {
    this.#strings.relabel(this.root);
    this.#paint();
    this.#fillLog();
  }

  #get(name) {
    return part(this.root, name);
  }

  #assemble() {
    const [store, strings] = [this.#store, this.#strings];
    const showChat = (id) => this.showChat(id);
    this.#hands = new Hands(this.#view, { store, strings, showChat, complain: (answer) => this.complain(answer) });
    this.#head = new Head(this.root, this.#view, { store, strings, pick: showChat });
    this.#log = new Log(this.#get("log"), this.#get("list"), (count) => this.#paintLatest(count));
    const hands = this.#hands;
    this.#composer = new Composer(this.#get("composer"), strings, {
      complain: (text) => this.complain({ error: text }),
      send: (text, replyTo) => hands.perform({ do: "send", text, ...(replyTo ? { reply_to: replyTo } : {}) }),
      edit: (message, text) => hands.perform({ do: "edit", message: message.id, text }),
      upload: (file, caption) => hands.upload(file, caption),
    });
    this.#actions = {
      reply: (message) => this.#composer.reply(message),
      edit: (message) => this.#composer.edit(message),
      reveal: (id) => this.#log.reveal(id),
      tap: (message, button, node) => hands.tap(message, button, node),
      enlarge: (url, alt) => enlarge(url, alt, strings),
      follow: (url) => hands.follow(url),
    };
  }

  #wire() {
    new Menu(this.#get("more"), this.#get("menu"), () => {
      this.#get("menu").replaceChildren(...this.#hands.choices().map(([label, run]) =>
        h("button", { type: "button", class: "choice", onclick: run }, label)));
    });
    this.#get("holder").addEventListener("change", (event) => this.#hold(Number(event.target.value)));
    this.#get("latest").addEventListener("click", () => this.#log.toBottom());
    this.#get("pinned").addEventListener("click", () => this.#log.reveal(this.#view.chat.pinned));
    this.#get("list").addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && this.#hands.startedBy(link.href)) event.preventDefault();
    });
    this.root.addEventListener("dragover", (event) => event.preventDefault());
    this.root.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files[0]) this.#composer.attach(event.dataTransfer.files[0]);
    });
  }

  // Who holds it, what it shows

  #hold(id, chatId = null) {
    this.#view.holder = this.#store.world.people.get(id) ?? null;
    this.#view.waiting.clear();
    const kept = this.#store.chatsOf(id).find((chat) => chat.id === chatId);
    this.showChat((kept ?? this.#homeOf(id))?.id);
  }

  /** The conversation a role opens on: the moderator's shared one, else the bot. */
  #homeOf(person) {
    const shared = this.#store.chatsOf(person).find((chat) => chat.type !== "private");
    return (this.role === "moderator" && shared) || this.#store.privateChatOf(person) || shared;
  }

  #begin() {
    const { people, roles } = this.#store.world;
    const kept = this.#memory.load(this.role);
    if (people.has(kept?.holder)) this.#hold(kept.holder, kept.chat);
    else this.#hold(roles[this.role] ?? people.keys().next().value);
  }

  // Painting

  #paint() {
    this.#head.paint(this.#hands.choices().length > 0);
    this.#paintFoot();
    this.#paintEmpty();
  }

  #paintLatest(count) {
    const latest = this.#get("latest");
    const { t } = this.#strings;
    latest.hidden = count === 0;
    latest.dataset.count = String(count);
    latest.setAttribute("aria-label", `${t("chat.latest")} (${count} ${t("phone.unread")})`);
  }

  #fillLog() {
    const { holder, chat } = this.#view;
    const log = this.#get("log");
    log.setAttribute("aria-label", this.#strings.t("chat.log", { chat: this.#head.titleOf(chat) }));
    log.lang = holder?.language ?? this.#strings.language;
    this.#log.show({ strings: this.#strings, actions: this.#actions, holder: holder?.id ?? null, chat });
  }

  /** What stands in place of the send box: why not, a way out; or nothing. */
  #gate() {
    const { holder, chat } = this.#view;
    const { t } = this.#strings;
    if (!holder || !chat) return { text: t(holder ? "phone.nochat" : "phone.nobody") };
    if (!chat.members.includes(holder.id)) {
      const run = () => this.#hands.join(chat);
      return { text: t("chat.outside", { name: holder.name }), label: t("chat.join"), run };
    }
    if (chat.type === "channel") return { text: t("chat.readonly") };
    if (chat.type !== "private") return null;
    if (holder.blocked) {
      const run = () => this.#hands.perform({ do: "unblock" });
      return { text: t("chat.blocked.note"), label: t("chat.unblock"), run };
    }
    return chat.messages.size === 0 ? { text: "", label: t("chat.start"), run: () => this.#hands.start() } : null;
  }

  #paintFoot() {
    const shut = this.#gate();
    const [words, button] = [this.#get("gate-text"), this.#get("gate-button")];
    const lost = this.#get(shut ? "composer" : "gate").contains(document.activeElement);
    this.#get("composer").hidden = Boolean(shut);
    this.#get("gate").hidden = !shut;
    words.hidden = !shut?.text;
    words.textContent = shut?.text ?? "";
    button.hidden = !shut?.label;
    button.textContent = shut?.label ?? "";
    button.onclick = shut?.run ?? null;
    if (this.holder && this.chat) this.#composer.show(this.holder, this.chat);
    if (lost) this.#get(shut ? "gate-button" : "field").focus();
  }

  #paintEmpty() {
    const { chat } = this.#view;
    const { t } = this.#strings;
    const empty = this.#get("empty");
    empty.hidden = !chat || chat.messages.size > 0;
    const lines = chat?.type === "private"
      ? [h("strong", {}, t("chat.empty.title")), h("span", {}, t("chat.empty.bot"))]
      : [h("span", {}, t("chat.empty"))];
    empty.replaceChildren(...lines);
  }

  #setTyping(on) {
    clearTimeout(this.#typingTimer);
    if (on) this.#typingTimer = setTimeout(() => this.#setTyping(false), TYPING_MS);
    if (on === this.#view.typing) return;
    this.#view.typing = on;
    this.#get("typing").hidden = !on;
    this.#head.paintTitle(this.#hands.choices().length > 0);
    this.#log.follow();
  }

  // What the world tells

  #hear(change) {
    const hear = {
      reset: () => this.#onReset(),
      message: () => this.#onMessage(change),
      delete: () => { if (change.chat === this.chat) this.#log.remove(change.id); },
      chat: () => this.#onChat(change.chat),
      person: () => this.#onPerson(change.person),
      toast: () => this.#onToast(change),
      typing: () => { if (change.chat && change.chat === this.chat) this.#setTyping(true); },
    };
    hear[change.kind]();
  }

  #onReset() {
    const { people, chats } = this.#store.world;
    if (!people.has(this.holder?.id) || !chats.has(this.chat?.id)) {
      this.#begin();
      return;
    }
    this.#view.holder = people.get(this.holder.id);
    this.#view.chat = chats.get(this.chat.id);
    this.#paint();
    this.#log.sync(this.chat);
  }

  #onMessage({ chat, view: message, fresh }) {
    if (chat !== this.chat) {
      if (fresh) this.#onElsewhere(chat, message);
      return;
    }
    if (message.from.bot) this.#setTyping(false);
    this.#log.put(message);
    if (chat.messages.size === 1 || chat.pinned === message.id) this.#paint();
    if (fresh) this.#onUnread(1);
  }

  #onElsewhere(chat, message) {
    const { holder, waiting } = this.#view;
    if (!holder || message.from.id === holder.id || !chat.members.includes(holder.id)) return;
    waiting.set(chat.id, (waiting.get(chat.id) ?? 0) + 1);
    this.#head.paintChats();
  }

  #onChat(chat) {
    if (chat.id === this.chat?.id) {
      this.#view.chat = chat;
      this.#log.sync(chat);
    }
    if (this.chat) this.#paint();
    else if (this.holder) this.#hold(this.holder.id);
    this.expect();
  }

  #onPerson(person) {
    if (person.id === this.holder?.id) this.#view.holder = person;
    this.#paint();
    this.expect();
  }

  #onToast({ person, text, alert }) {
    if (person !== this.holder?.id) return;
    this.#get("list").querySelectorAll(".waiting").forEach((key) => key.classList.remove("waiting"));
    if (!alert) this.say(text);
  }
}
