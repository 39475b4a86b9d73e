// What the holder of a phone can do: send, tap, start, follow links, block, join, leave.

import { act, upload } from "./api.js";
import { openForm } from "./dialogs.js";
import { part } from "./dom.js";
import { deepLink, openable } from "./rich.js";

const TAP_MS = 4000;

/** `view` is the phone's {holder, chat}; `complain(answer)` shows a refusal; `showChat(id)` changes conversation. */
export class Hands {
  #view;
  #store;
  #strings;
  #complain;
  #showChat;

  constructor(view, { store, strings, complain, showChat }) {
    this.#view = view;
    this.#store = store;
    this.#strings = strings;
    this.#complain = complain;
    this.#showChat = showChat;
  }

  /** Acts as the holder, in the conversation shown unless the order names another; answers whether it was done. */
  async perform(order) {
    return this.#judged(await act({ ...this.#here(), ...order }));
  }

  async upload(file, caption) {
    const kind = file.type.startsWith("image/") ? "photo" : "document";
    return this.#judged(await upload({ ...this.#here(), kind, caption, file }));
  }

  async start(payload = "") {
    const own = this.#store.privateChatOf(this.#view.holder.id);
    if (own && own.id !== this.#view.chat?.id) this.#showChat(own.id);
    await this.perform({ do: "start", text: payload });
  }

  async join(chat) {
    if (await this.perform({ do: "join", chat: chat.id })) this.#showChat(chat.id);
  }

  async tap(message, button, node) {
    node.classList.add("waiting");
    const done = await this.perform({ do: "tap", message: message.id, data: button.data });
    setTimeout(() => node.classList.remove("waiting"), done ? TAP_MS : 0);
  }

  /** Follows a button's address: to the bot, else in a new tab. */
  follow(url) {
    const address = openable(url);
    if (!this.startedBy(url) && address) window.open(address, "_blank", "noopener,noreferrer");
  }

  /** Starts the bot when an address leads to it; answers whether it did. */
  startedBy(url) {
    const payload = deepLink(url, this.#store.world.bot.username);
    if (payload === null) return false;
    this.start(payload);
    return true;
  }

  /** The choices of the conversation's menu: [label, what it does]. */
  choices() {
    const { holder, chat } = this.#view;
    if (!holder || !chat) return [];
    const quoted = (id, title) => `${this.#strings.t(id)} «\u00a0${title}\u00a0»`;
    const elsewhere = [...this.#store.world.chats.values()]
      .filter((other) => other.type !== "private" && !other.members.includes(holder.id))
      .map((other) => [quoted("chat.join", other.title), () => this.join(other)]);
    if (!chat.members.includes(holder.id)) return elsewhere;
    const leave = [quoted("chat.leave", chat.title), () => this.perform({ do: "leave" })];
    if (chat.type !== "private") return [leave, ...elsewhere];
    const turn = holder.blocked ? "unblock" : "block";
    return [
      [this.#strings.t("chat.deeplink"), () => this.#askDeepLink()],
      [this.#strings.t(`chat.${turn}`), () => this.perform({ do: turn })],
      ...elsewhere,
    ];
  }

  #here() {
    return { as: this.#view.holder.id, chat: this.#view.chat.id };
  }

  #judged(answer) {
    if (!answer.ok) this.#complain(answer);
    return answer.ok;
  }

  #askDeepLink() {
    const dialog = openForm("deeplink-template", this.#strings, ({ payload }) => this.start(payload));
    part(dialog, "hint").textContent = this.#strings.t("deeplink.hint", { bot: this.#store.world.bot.username });
  }
}
