// What the holder of a phone can do beyond writing: tap, start, follow links, block, join, leave.

import { act } from "./api.js";
import { openForm } from "./dialogs.js";
import { part } from "./dom.js";
import { deepLink } from "./rich.js";

const TAP_MS = 4000;

/** `view` is the phone's {holder, chat}; `complain(answer)` shows a refusal; `showChat(id)` changes conversation. */
export function createHands(view, { store, strings, complain, showChat }) {
  const { world } = store;

  /** Acts as the holder, in the conversation shown unless the order names another; answers whether it was done. */
  async function perform(order) {
    const answer = await act({ as: view.holder.id, chat: view.chat.id, ...order });
    if (!answer.ok) complain(answer);
    return answer.ok;
  }

  async function start(payload = "") {
    const own = store.privateChatOf(view.holder.id);
    if (own && own.id !== view.chat?.id) showChat(own.id);
    await perform({ do: "start", text: payload });
  }

  async function join(chat) {
    if (await perform({ do: "join", chat: chat.id })) showChat(chat.id);
  }

  async function tap(message, button, node) {
    node.classList.add("waiting");
    const done = await perform({ do: "tap", message: message.id, data: button.data });
    setTimeout(() => node.classList.remove("waiting"), done ? TAP_MS : 0);
  }

  /** Opens an address; one that leads to this bot starts it here instead. Answers whether it stayed here. */
  function follow(url) {
    const payload = deepLink(url, world.bot.username);
    if (payload === null) return false;
    start(payload);
    return true;
  }

  function askDeepLink() {
    const dialog = openForm("deeplink-template", strings, ({ payload }) => start(payload));
    part(dialog, "hint").textContent = strings.t("deeplink.hint", { bot: world.bot.username });
  }

  /** The choices of the conversation's menu: [label, what it does]. */
  function choices() {
    const { holder, chat } = view;
    if (!holder || !chat) return [];
    const quoted = (id, title) => `${strings.t(id)} «\u00a0${title}\u00a0»`;
    const turn = holder.blocked ? "unblock" : "block";
    const here = chat.type === "private"
      ? [[strings.t("chat.deeplink"), askDeepLink], [strings.t(`chat.${turn}`), () => perform({ do: turn })]]
      : [[quoted("chat.leave", chat.title), () => perform({ do: "leave" })]];
    const elsewhere = [...world.chats.values()]
      .filter((other) => other.type !== "private" && !other.members.includes(holder.id))
      .map((other) => [quoted("chat.join", other.title), () => join(other)]);
    return [...(chat.members.includes(holder.id) ? here : []), ...elsewhere];
  }

  return { perform, start, join, tap, follow, choices };
}
