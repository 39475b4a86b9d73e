// The top of a phone: its role, who holds it, the conversation's name, and the tabs between conversations.

import { h, icon, paintAvatar, part } from "./dom.js";

/** Paints from the phone's `view` {role, holder, chat, typing, waiting}; `pick(chatId)` answers a tab. */
export function createHead(root, view, { store, strings, pick }) {
  const get = (name) => part(root, name);
  const { world } = store;
  const titleOf = (chat) => (chat.type === "private" ? world.bot.name : chat.title);

  function subtitle() {
    const { chat, holder } = view;
    if (!chat) return "";
    if (view.typing) return strings.t("chat.typing");
    if (chat.type === "private") {
      return holder.blocked ? strings.t("chat.blocked") : `@${world.bot.username} · ${strings.t("chat.bot")}`;
    }
    const kind = chat.type === "channel" ? "channel" : "group";
    const n = chat.members.length;
    return strings.t(n === 1 ? `chat.${kind}.one` : `chat.${kind}`, { n });
  }

  function paintTitle(hasChoices) {
    const { chat } = view;
    const direct = chat?.type === "private";
    get("title").textContent = chat ? titleOf(chat) : strings.t("phone.nochat");
    get("subtitle").textContent = subtitle();
    get("subtitle").classList.toggle("busy", view.typing);
    paintAvatar(get("avatar"), direct ? world.bot.id : chat?.id ?? 0, chat ? titleOf(chat) : "");
    get("avatar").classList.toggle("bot", direct);
    get("more").disabled = !hasChoices;
    const pinned = chat?.messages.get(chat.pinned);
    get("pinned").hidden = !pinned;
    if (pinned) get("pinned").replaceChildren(icon("pin"), h("span", {}, `${strings.t("chat.pinned")}\u00a0: ${pinned.text}`));
  }

  function chatTab(chat) {
    const count = view.waiting.get(chat.id) ?? 0;
    const badge = count && h("span", { class: "count" }, String(count), h("span", { class: "unseen" }, `\u00a0${strings.t("phone.unread")}`));
    return h("button", {
      type: "button", class: "chat-tab", "aria-pressed": String(chat.id === view.chat?.id), onclick: () => pick(chat.id),
    }, h("span", {}, titleOf(chat)), badge || null);
  }

  function paintChats() {
    const own = view.holder ? store.chatsOf(view.holder.id) : [];
    const bar = get("chats");
    const focused = bar.contains(document.activeElement);
    bar.hidden = own.length < 2;
    bar.replaceChildren(...own.map(chatTab));
    if (focused) bar.querySelector('[aria-pressed="true"]')?.focus();
  }

  function paintHolders() {
    const people = [...world.people.values()];
    const select = get("holder");
    const names = JSON.stringify(people.map((person) => [person.id, person.name]));
    if (select.dataset.names !== names) {
      select.dataset.names = names;
      select.replaceChildren(...people.map((person) => h("option", { value: person.id }, person.name)));
    }
    if (view.holder) select.value = String(view.holder.id);
  }

  function paintRole() {
    const name = strings.t(`role.${view.role}`);
    get("role").replaceChildren(icon(view.role), h("span", {}, name));
    root.setAttribute("aria-label", strings.t("phone.of", { role: name }));
  }

  return { titleOf, paintTitle, paintChats, paintHolders, paintRole };
}
