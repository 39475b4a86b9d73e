// One phone: who holds it, which conversation it shows, and what the world's events change there.

import { upload } from "./api.js";
import { createComposer } from "./composer.js";
import { enlarge, toast } from "./dialogs.js";
import { h, icon, part, stamp } from "./dom.js";
import { createHands } from "./hands.js";
import { createHead } from "./head.js";
import { createLog } from "./log.js";
import { createMenu } from "./menu.js";

const TYPING_MS = 5500;
const ICONS = { more: "more", slash: "slash", "keys-toggle": "keys", attach: "attach", latest: "down" };

function dress(root, role) {
  root.id = `phone-${role}`;
  root.dataset.role = role;
  for (const [name, drawn] of Object.entries(ICONS)) part(root, name).prepend(icon(drawn));
  root.querySelectorAll('[data-part="drop"]').forEach((button) => button.append(icon("close")));
  part(root, "send").append(icon("send"), icon("save"));
}

/** `memory` keeps the choices over a reload; `onUnread(count)` counts what arrives, 0 when it is looked at. */
export function createPhone({ role, store, strings, memory, onUnread }) {
  const root = stamp("phone-template");
  const get = (name) => part(root, name);
  const { world } = store;
  const view = { role, holder: null, chat: null, typing: false, waiting: new Map() };
  let typingTimer = 0;
  let expected = null;

  dress(root, role);
  const complain = (answer) => toast(get("toasts"), answer.error || strings.t("toast.offline"), { failed: true });
  const hands = createHands(view, { store, strings, complain, showChat });
  const head = createHead(root, view, { store, strings, pick: showChat });

  const log = createLog(get("log"), get("list"), {
    onUnread: (count) => {
      get("latest").hidden = count === 0;
      get("latest").dataset.count = String(count);
      get("latest").setAttribute("aria-label", `${strings.t("chat.latest")} (${count} ${strings.t("phone.unread")})`);
    },
  });

  const composer = createComposer(get("composer"), strings, {
    complain: (text) => complain({ error: text }),
    send: (text, replyTo) => hands.perform({ do: "send", text, ...(replyTo ? { reply_to: replyTo } : {}) }),
    edit: (message, text) => hands.perform({ do: "edit", message: message.id, text }),
    upload: async (file, caption) => {
      const kind = file.type.startsWith("image/") ? "photo" : "document";
      const answer = await upload({ as: view.holder.id, chat: view.chat.id, kind, caption, file });
      if (!answer.ok) complain(answer);
      return answer.ok;
    },
  });

  const actions = {
    reply: composer.reply,
    edit: composer.edit,
    reveal: log.reveal,
    tap: hands.tap,
    enlarge: (url, alt) => enlarge(url, alt, strings),
    follow: (url) => hands.follow(url) || window.open(url, "_blank", "noopener,noreferrer"),
  };

  createMenu(get("more"), get("menu"), () => {
    get("menu").replaceChildren(...hands.choices().map(([label, run]) =>
      h("button", { type: "button", class: "choice", onclick: run }, label)));
  });

  const paintTitle = () => head.paintTitle(hands.choices().length > 0);

  function setTyping(on) {
    clearTimeout(typingTimer);
    if (on) typingTimer = setTimeout(() => setTyping(false), TYPING_MS);
    if (on === view.typing) return;
    view.typing = on;
    get("typing").hidden = !on;
    paintTitle();
    log.follow();
  }

  /** What stands in place of the send box: start, unblock, join, or nothing. */
  function gate() {
    const { holder, chat } = view;
    if (!holder || !chat) return { text: strings.t(holder ? "phone.nochat" : "phone.nobody") };
    const direct = chat.type === "private";
    if (direct && holder.blocked) {
      return { text: strings.t("chat.blocked.note"), label: strings.t("chat.unblock"), run: () => hands.perform({ do: "unblock" }) };
    }
    if (direct && chat.messages.size === 0) return { text: "", label: strings.t("chat.start"), run: () => hands.start() };
    if (chat.members.includes(holder.id)) return chat.type === "channel" ? { text: strings.t("chat.readonly") } : null;
    return { text: strings.t("chat.outside", { name: holder.name }), label: strings.t("chat.join"), run: () => hands.join(chat) };
  }

  function paintFoot() {
    const shut = gate();
    const lost = get(shut ? "composer" : "gate").contains(document.activeElement);
    get("composer").hidden = Boolean(shut);
    get("gate").hidden = !shut;
    get("gate-text").hidden = !shut?.text;
    get("gate-text").textContent = shut?.text ?? "";
    get("gate-button").hidden = !shut?.label;
    get("gate-button").textContent = shut?.label ?? "";
    get("gate-button").onclick = shut?.run ?? null;
    if (view.holder && view.chat) composer.show(view.holder, view.chat);
    if (lost) get(shut ? "gate-button" : "field").focus();
  }

  function paintEmpty() {
    get("empty").hidden = !view.chat || view.chat.messages.size > 0;
    if (get("empty").hidden) return;
    const lines = view.chat.type === "private"
      ? [h("strong", {}, strings.t("chat.empty.title")), h("span", {}, strings.t("chat.empty.bot"))]
      : [h("span", {}, strings.t("chat.empty"))];
    get("empty").replaceChildren(...lines);
  }

  function paint() {
    head.paintRole();
    head.paintHolders();
    head.paintChats();
    paintTitle();
    paintFoot();
    paintEmpty();
  }

  function fillLog() {
    const name = view.chat ? head.titleOf(view.chat) : strings.t("phone.nochat");
    get("log").setAttribute("aria-label", strings.t("chat.log", { chat: name }));
    get("log").lang = view.holder?.language ?? strings.language;
    log.show({ strings, actions, holder: view.holder?.id ?? null, chat: view.chat });
  }

  function showChat(id) {
    view.chat = world.chats.get(id) ?? null;
    view.waiting.delete(id);
    setTyping(false);
    memory.save(role, { holder: view.holder?.id, chat: view.chat?.id });
    paint();
    fillLog();
    onUnread(0);
  }

  /** The conversation a role opens on: the moderator's shared one, else the bot. */
  function homeOf(person) {
    const shared = store.chatsOf(person).find((chat) => chat.type !== "private");
    return (role === "moderator" && shared) || store.privateChatOf(person) || shared;
  }

  function hold(id, chatId = null) {
    view.holder = world.people.get(id) ?? null;
    view.waiting.clear();
    const kept = store.chatsOf(id).find((chat) => chat.id === chatId);
    showChat((kept ?? homeOf(id))?.id);
  }

  function begin() {
    const kept = memory.load(role);
    const someone = world.roles[role] ?? world.people.keys().next().value;
    if (world.people.has(kept?.holder)) hold(kept.holder, kept.chat);
    else hold(someone);
  }

  /** Hands the phone to a person just created, as soon as their conversation is known. */
  function expect(id = expected) {
    expected = id;
    if (!expected || !world.people.has(expected) || !store.privateChatOf(expected)) return;
    expected = null;
    hold(id);
  }

  function onReset() {
    const { holder, chat } = view;
    if (!world.people.has(holder?.id) || !world.chats.has(chat?.id)) {
      begin();
      return;
    }
    view.holder = world.people.get(holder.id);
    view.chat = world.chats.get(chat.id);
    paint();
    log.sync(view.chat);
  }

  function onElsewhere({ chat, view: message, fresh }) {
    const { holder, waiting } = view;
    if (!fresh || !holder || message.from.id === holder.id || !chat.members.includes(holder.id)) return;
    waiting.set(chat.id, (waiting.get(chat.id) ?? 0) + 1);
    head.paintChats();
  }

  function onMessage(change) {
    if (change.chat !== view.chat) {
      onElsewhere(change);
      return;
    }
    if (change.view.from.bot) setTyping(false);
    log.put(change.view);
    if (view.chat.messages.size === 1 || view.chat.pinned === change.view.id) paint();
    if (change.fresh) onUnread(1);
  }

  function onChat({ chat }) {
    if (chat.id === view.chat?.id) {
      view.chat = chat;
      log.sync(chat);
    }
    if (view.chat) paint();
    else if (view.holder) hold(view.holder.id);
    expect();
  }

  function onToast({ person, text, alert }) {
    if (person !== view.holder?.id) return;
    get("list").querySelectorAll(".waiting").forEach((key) => key.classList.remove("waiting"));
    if (!alert) toast(get("toasts"), text);
  }

  const ON = {
    reset: onReset,
    message: onMessage,
    chat: onChat,
    toast: onToast,
    delete: ({ chat, id }) => { if (chat === view.chat) log.remove(id); },
    typing: ({ chat }) => { if (chat && chat === view.chat) setTyping(true); },
    person: ({ person }) => {
      if (person.id === view.holder?.id) view.holder = person;
      paint();
      expect();
    },
  };

  store.listen((change) => ON[change.kind](change));
  get("holder").addEventListener("change", (event) => hold(Number(event.target.value)));
  get("latest").addEventListener("click", log.toBottom);
  get("pinned").addEventListener("click", () => log.reveal(view.chat.pinned));
  get("list").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && hands.follow(link.href)) event.preventDefault();
  });
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) composer.attach(event.dataTransfer.files[0]);
  });

  return {
    root,
    role,
    expect,
    showChat,
    get holder() { return view.holder; },
    get chat() { return view.chat; },
    /** Marks the phone as the one a step of the story speaks of. */
    flag: (words) => {
      root.classList.toggle("spotlight", Boolean(words));
      get("flag").hidden = !words;
      get("flag").textContent = words ?? "";
    },
    refresh: () => {
      strings.relabel(root);
      paint();
      fillLog();
    },
  };
}
