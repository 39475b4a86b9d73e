// The top of a phone: its role, who holds it, the conversation's name, and the tabs between conversations.

import { h, icon, paintAvatar, part } from "./dom.js";

/** Paints from the phone's `view` {role, holder, chat, typing, waiting}; `pick(chatId)` answers a tab. */
export class Head {
  #root;
  #view;
  #store;
  #strings;
  #pick;

  constructor(root, view, { store, strings, pick }) {
    this.#root = root;
    this.#view = view;
    this.#store = store;
    this.#strings = strings;
    this.#pick = pick;
  }

  titleOf(chat) {
    if (!chat) return this.#strings.t("phone.nochat");
    return chat.type === "private" ? this.#store.world.bot.name : chat.title;
  }

  paint(hasChoices) {
    this.#paintRole();
    this.#paintHolders();
    this.paintChats();
    this.paintTitle(hasChoices);
  }

  paintTitle(hasChoices) {
    const { chat, typing } = this.#view;
    const { world } = this.#store;
    const direct = chat?.type === "private";
    this.#get("title").textContent = this.titleOf(chat);
    this.#get("subtitle").textContent = this.#subtitle();
    this.#get("subtitle").classList.toggle("busy", typing);
    paintAvatar(this.#get("avatar"), direct ? world.bot.id : chat?.id ?? 0, this.titleOf(chat));
    this.#get("avatar").classList.toggle("bot", direct);
    this.#get("more").disabled = !hasChoices;
    const pinned = chat?.messages.get(chat.pinned);
    this.#get("pinned").hidden = !pinned;
    if (!pinned) return;
    const words = `${this.#strings.t("chat.pinned")}\u00a0: ${pinned.text}`;
    this.#get("pinned").replaceChildren(icon("pin"), h("span", {}, words));
  }

  paintChats() {
    const { holder } = this.#view;
    const own = holder ? this.#store.chatsOf(holder.id) : [];
    const bar = this.#get("chats");
    const focused = bar.contains(document.activeElement);
    bar.hidden = own.length < 2;
    bar.replaceChildren(...own.map((chat) => this.#chatTab(chat)));
    if (focused) bar.querySelector('[aria-pressed="true"]')?.focus();
  }

  #get(name) {
    return part(this.#root, name);
  }

  #subtitle() {
    const { chat, holder, typing } = this.#view;
    const { t } = this.#strings;
    if (!chat) return "";
    if (typing) return t("chat.typing");
    if (chat.type === "private") {
      return holder.blocked ? t("chat.blocked") : `@${this.#store.world.bot.username} · ${t("chat.bot")}`;
    }
    const kind = chat.type === "channel" ? "channel" : "group";
    const n = chat.members.length;
    return t(n === 1 ? `chat.${kind}.one` : `chat.${kind}`, { n });
  }

  #chatTab(chat) {
    const { waiting, chat: shown } = this.#view;
    const count = waiting.get(chat.id);
    const unread = h("span", { class: "unseen" }, `\u00a0${this.#strings.t("phone.unread")}`);
    const pressed = String(chat.id === shown?.id);
    return h("button", {
      type: "button", class: "chat-tab", "aria-pressed": pressed, onclick: () => this.#pick(chat.id),
    }, h("span", {}, this.titleOf(chat)), count ? h("span", { class: "count" }, String(count), unread) : null);
  }

  #paintHolders() {
    const people = [...this.#store.world.people.values()];
    const select = this.#get("holder");
    const names = JSON.stringify(people.map((person) => [person.id, person.name]));
    if (select.dataset.names !== names) {
      select.dataset.names = names;
      select.replaceChildren(...people.map((person) => h("option", { value: person.id }, person.name)));
    }
    if (this.#view.holder) select.value = String(this.#view.holder.id);
  }

  #paintRole() {
    const name = this.#strings.t(`role.${this.#view.role}`);
    this.#get("role").replaceChildren(icon(this.#view.role), h("span", {}, name));
    this.#root.setAttribute("aria-label", this.#strings.t("phone.of", { role: name }));
  }
}
