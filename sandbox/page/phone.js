// One phone: who holds it, which conversation it shows, and everything a thumb can do there.

import { act, upload } from "./api.js";
import { createComposer } from "./composer.js";
import { enlarge, openForm, toast } from "./dialogs.js";
import { h, icon, paintAvatar, part, stamp } from "./dom.js";
import { createLog } from "./log.js";
import { createMenu } from "./menu.js";
import { deepLink } from "./rich.js";

const TYPING_MS = 5500;
const TAP_MS = 4000;
const ICONS = { more: "more", slash: "slash", "keys-toggle": "keys", attach: "attach", latest: "down" };

/** `memory` keeps the choices over a reload; `onUnread(count)` tells how many messages wait in the conversation shown. */
export function createPhone({ role, store, strings, memory, onUnread }) {
  const root = stamp("phone-template");
  const get = (name) => part(root, name);
  const { world } = store;
  let holder = null;
  let chat = null;
  let typingTimer = 0;
  let expected = null;
  const waiting = new Map();

  root.id = `phone-${role}`;
  root.dataset.role = role;
  get("role").id = `phone-${role}-title`;
  for (const [name, drawn] of Object.entries(ICONS)) get(name).prepend(icon(drawn));
  root.querySelectorAll('[data-part="drop"]').forEach((button) => button.append(icon("close")));
  get("send").append(icon("send"), icon("save"));

  const isBotChat = () => chat?.type === "private";
  const titleOf = (one) => (one.type === "private" ? world.bot.name : one.title);
  const complain = (answer) => toast(get("toasts"), answer.error || strings.t("toast.offline"), { failed: true });

  /** Acts as the holder in the conversation shown; shows why when refused. */
  async function perform(order) {
    const answer = await act({ as: holder.id, chat: chat.id, ...order });
    if (!answer.ok) complain(answer);
    return answer.ok;
  }

  const log = createLog(get("log"), get("list"), {
    onUnread: (count) => {
      get("latest").hidden = count === 0;
      get("latest").setAttribute("aria-label", `${strings.t("chat.latest")} (${strings.t("phone.unread", { n: count })})`);
      get("latest").dataset.count = String(count);
    },
  });

  const composer = createComposer(get("composer"), strings, {
    complain: (text) => complain({ error: text }),
    send: (text, replyTo) => perform({ do: "send", text, ...(replyTo ? { reply_to: replyTo } : {}) }),
    edit: (view, text) => perform({ do: "edit", message: view.id, text }),
    upload: async (file, caption) => {
      const kind = file.type.startsWith("image/") ? "photo" : "document";
      const answer = await upload({ as: holder.id, chat: chat.id, kind, caption, file });
      if (!answer.ok) complain(answer);
      return answer.ok;
    },
  });

  const actions = {
    reply: composer.reply,
    edit: composer.edit,
    reveal: log.reveal,
    enlarge: (url, alt) => enlarge(url, alt, strings),
    follow: (url) => {
      const payload = deepLink(url, world.bot.username);
      if (payload === null) window.open(url, "_blank", "noopener,noreferrer");
      else start(payload);
    },
    tap: async (view, button, node) => {
      node.classList.add("waiting");
      const done = await perform({ do: "tap", message: view.id, data: button.data });
      setTimeout(() => node.classList.remove("waiting"), done ? TAP_MS : 0);
    },
  };

  async function start(payload = "") {
    const own = store.privateChatOf(holder.id);
    if (own && own !== chat) showChat(own.id);
    await perform({ do: "start", text: payload });
  }

  function askDeepLink() {
    const dialog = openForm("deeplink-template", strings, ({ payload }) => start(payload));
    part(dialog, "hint").textContent = strings.t("deeplink.hint", { bot: world.bot.username });
  }

  function menuChoices() {
    if (!holder) return [];
    const choices = [];
    if (isBotChat()) {
      choices.push(["chat.deeplink", "", askDeepLink]);
      const turn = holder.blocked ? "unblock" : "block";
      choices.push([`chat.${turn}`, "", () => perform({ do: turn })]);
    } else if (chat) choices.push(["chat.leave", ` «\u00a0${chat.title}\u00a0»`, () => perform({ do: "leave" })]);
    for (const other of world.chats.values()) {
      if (other.type === "private" || other.members.includes(holder.id)) continue;
      choices.push(["chat.join", ` «\u00a0${other.title}\u00a0»`, () => join(other)]);
    }
    return choices;
  }

  async function join(other) {
    const answer = await act({ as: holder.id, chat: other.id, do: "join" });
    if (answer.ok) showChat(other.id);
    else complain(answer);
  }

  createMenu(get("more"), get("menu"), () => {
    get("menu").replaceChildren(...menuChoices().map(([id, suffix, run]) =>
      h("button", { type: "button", class: "choice", onclick: run }, strings.t(id) + suffix)));
  });

  function setTyping(on) {
    clearTimeout(typingTimer);
    get("typing").hidden = !on;
    if (on) typingTimer = setTimeout(() => setTyping(false), TYPING_MS);
    paintHead();
    if (on) log.follow();
  }

  function subtitle() {
    if (!chat) return "";
    if (!get("typing").hidden) return strings.t("chat.typing");
    if (isBotChat()) return holder.blocked ? strings.t("chat.blocked") : `@${world.bot.username} · ${strings.t("chat.bot")}`;
    const kind = chat.type === "channel" ? "channel" : "group";
    const n = chat.members.length;
    return strings.t(n === 1 ? `chat.${kind}.one` : `chat.${kind}`, { n });
  }

  function paintHead() {
    get("title").textContent = chat ? titleOf(chat) : strings.t("phone.nochat");
    get("subtitle").textContent = subtitle();
    get("subtitle").classList.toggle("busy", !get("typing").hidden);
    paintAvatar(get("avatar"), isBotChat() ? world.bot.id : chat?.id ?? 0, chat ? titleOf(chat) : "");
    get("avatar").classList.toggle("bot", Boolean(isBotChat()));
    get("more").disabled = menuChoices().length === 0;
    const pinned = chat?.pinned ? chat.messages.get(chat.pinned) : null;
    get("pinned").hidden = !pinned;
    if (pinned) get("pinned").replaceChildren(icon("pin"), h("span", {}, `${strings.t("chat.pinned")}\u00a0: ${pinned.text}`));
  }

  function paintChats() {
    const own = holder ? store.chatsOf(holder.id) : [];
    get("chats").hidden = own.length < 2;
    get("chats").replaceChildren(...own.map((one) => {
      const count = waiting.get(one.id) ?? 0;
      const node = h("button", {
        type: "button", class: "chat-tab", "aria-pressed": String(one === chat), onclick: () => showChat(one.id),
      }, h("span", {}, titleOf(one)));
      if (count) node.append(h("span", { class: "count", "aria-label": strings.t("phone.unread", { n: count }) }, String(count)));
      return node;
    }));
  }

  function paintHolders() {
    const options = [...world.people.values()].map((person) =>
      h("option", { value: person.id, selected: person.id === holder?.id }, person.name));
    get("holder").replaceChildren(...options);
    if (holder) get("holder").value = String(holder.id);
    get("role").replaceChildren(icon(role), h("span", {}, strings.t(`role.${role}`)));
    root.setAttribute("aria-label", strings.t("phone.of", { role: strings.t(`role.${role}`) }));
  }

  /** What stands in place of the send box: start, unblock, join, or nothing. */
  function gate() {
    if (!holder || !chat) return { text: strings.t(holder ? "phone.nochat" : "phone.nobody") };
    if (isBotChat() && holder.blocked) {
      return { text: strings.t("chat.blocked.note"), label: strings.t("chat.unblock"), run: () => perform({ do: "unblock" }) };
    }
    if (isBotChat() && chat.messages.size === 0) return { text: "", label: strings.t("chat.start"), run: () => start() };
    if (!chat.members.includes(holder.id)) {
      const text = strings.t("chat.outside", { name: holder.name });
      return { text, label: strings.t("chat.join"), run: () => join(chat) };
    }
    return null;
  }

  function paintFoot() {
    const shut = gate();
    const held = root.contains(document.activeElement) && get("foot").contains(document.activeElement);
    get("composer").hidden = Boolean(shut);
    get("gate").hidden = !shut;
    get("gate-text").textContent = shut?.text ?? "";
    get("gate-text").hidden = !shut?.text;
    get("gate-button").hidden = !shut?.label;
    get("gate-button").textContent = shut?.label ?? "";
    get("gate-button").onclick = shut?.run ?? null;
    if (holder && chat) composer.show({ holder, chat });
    if (held && get("composer").contains(document.activeElement) === Boolean(shut)) {
      (shut ? get("gate-button") : get("field")).focus();
    }
    paintEmpty();
  }

  function paintEmpty() {
    get("empty").hidden = !chat || chat.messages.size > 0;
    if (get("empty").hidden) return;
    const lines = isBotChat()
      ? [h("strong", {}, strings.t("chat.empty.title")), h("span", {}, strings.t("chat.empty.bot"))]
      : [h("span", {}, strings.t("chat.empty"))];
    get("empty").replaceChildren(...lines);
  }

  function paint() {
    paintHolders();
    paintChats();
    paintHead();
    paintFoot();
  }

  function fillLog() {
    const name = chat ? titleOf(chat) : strings.t("phone.nochat");
    get("log").setAttribute("aria-label", `${strings.t("chat.log", { chat: name })}. ${strings.t("chat.help")}`);
    get("log").lang = holder?.language ?? strings.language;
    log.show({ strings, actions, holder: holder?.id ?? null, chat });
  }

  function showChat(id) {
    chat = world.chats.get(id) ?? null;
    waiting.delete(id);
    setTyping(false);
    memory.save(role, { holder: holder?.id, chat: chat?.id });
    paint();
    fillLog();
    onUnread(0);
  }

  /** The conversation a role opens on: the moderator's channel, else the bot. */
  function homeOf(person) {
    const shared = store.chatsOf(person).find((one) => one.type !== "private");
    return (role === "moderator" && shared) || store.privateChatOf(person) || shared || null;
  }

  function hold(id, chatId = null) {
    holder = world.people.get(id) ?? null;
    const own = holder ? store.chatsOf(holder.id) : [];
    const kept = own.find((one) => one.id === chatId);
    waiting.clear();
    showChat((kept ?? (holder && homeOf(holder.id)))?.id ?? null);
  }

  function begin() {
    const kept = memory.load(role);
    const known = world.people.has(kept?.holder) ? kept.holder : world.roles[role];
    hold(known ?? world.people.keys().next().value, kept?.chat);
  }

  /** Hands the phone to a person just created, as soon as their conversation is known. */
  function expect(id = expected) {
    expected = id;
    if (!expected || !world.people.has(expected) || !store.privateChatOf(expected)) return;
    expected = null;
    hold(id);
  }

  const ON = {
    reset: () => {
      if (!holder || !world.people.has(holder.id) || !world.chats.has(chat?.id)) return begin();
      holder = world.people.get(holder.id);
      chat = world.chats.get(chat.id);
      paint();
      return log.sync(chat);
    },
    message: (change) => {
      if (change.chat !== chat) return noteElsewhere(change);
      if (change.view.from.bot) setTyping(false);
      log.put(change.view);
      if (chat.messages.size === 1 || chat.pinned === change.view.id) paint();
      return change.fresh && onUnread(1);
    },
    delete: (change) => { if (change.chat === chat) log.remove(change.id); },
    chat: (change) => {
      if (change.chat.id === chat?.id) {
        chat = change.chat;
        log.sync(chat);
      }
      if (!chat && holder) return hold(holder.id);
      paint();
      return expect();
    },
    person: ({ person }) => {
      if (person.id === holder?.id) holder = person;
      paint();
      expect();
    },
    toast: ({ person, text, alert }) => {
      if (person !== holder?.id) return;
      get("list").querySelectorAll(".waiting").forEach((key) => key.classList.remove("waiting"));
      if (!alert) toast(get("toasts"), text);
    },
    typing: (change) => { if (change.chat && change.chat === chat) setTyping(true); },
  };

  function noteElsewhere({ chat: other, view, fresh }) {
    if (!fresh || !holder || view.from.id === holder.id || !other.members.includes(holder.id)) return;
    waiting.set(other.id, (waiting.get(other.id) ?? 0) + 1);
    paintChats();
  }

  store.listen((change) => ON[change.kind]?.(change));
  get("holder").addEventListener("change", (event) => hold(Number(event.target.value)));
  get("latest").addEventListener("click", log.toBottom);
  get("pinned").addEventListener("click", () => log.reveal(chat.pinned));
  get("list").addEventListener("click", (event) => {
    const payload = event.target.closest("a") && deepLink(event.target.closest("a").href, world.bot.username);
    if (payload === null || payload === false) return;
    event.preventDefault();
    start(payload);
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
    flag: (words) => {
      get("flag").hidden = !words;
      get("flag").textContent = words ?? "";
    },
    refresh: () => {
      strings.relabel(root);
      paint();
      fillLog();
    },
    get holder() { return holder; },
    get chat() { return chat; },
  };
}
