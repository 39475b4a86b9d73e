// The hand of « Faites-le pour moi »: plays an act of the story in small visible moves.

import { act } from "./api.js";
import { offers } from "./story.js";

const PACE_MS = 900;
const TICK_MS = 100;
const PATIENCE_MS = 8000;
const MOST_MOVES = 30;

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Finds the button a label asks for on a message, unless it was tapped already. */
function findButton(view, label, tapped) {
  const button = (view?.keyboard ?? []).flat().find((one) => label.test(one.text) && one.data);
  return button && !tapped.has(`${view.id} ${button.text}`) ? button : null;
}

/** Answers "done", "stalled" when the bot says nothing the act knows, or "empty" when there is nothing to begin with. */
export async function play({ first, moves, texts, until }, { store, person, chat, isDone, stopped }) {
  const left = [...texts];
  const tapped = new Set();
  let latest = null;
  let stirredAt = null;
  let ended = false;

  const unlisten = store.listen((change) => {
    if (change.kind !== "message" || !change.view.from.bot) return;
    stirredAt = Date.now();
    if (change.chat.id !== chat.id) return;
    latest = change.view;
    ended ||= Boolean(until?.(latest));
  });
  const over = () => ended || isDone();

  function tap(view, button) {
    tapped.add(`${view.id} ${button.text}`);
    return { do: "tap", message: view.id, data: button.data };
  }

  function opening() {
    if (first.type) return { do: "send", text: first.type };
    const card = [...chat.messages.values()].reverse().find((view) => offers(view, first.tap));
    return card ? tap(card, findButton(card, first.tap, tapped)) : null;
  }

  function nextOrder() {
    const button = moves.map((label) => findButton(latest, label, tapped)).find(Boolean);
    if (button) return tap(latest, button);
    return latest && left.length ? { do: "send", text: left.shift() } : null;
  }

  /** Waits for the bot to have spoken and fallen silent, then chooses; null when the act is over or stuck. */
  async function afterAnswer() {
    const asked = Date.now();
    while (!over() && !stopped() && Date.now() - (stirredAt ?? asked) < PATIENCE_MS) {
      await pause(TICK_MS);
      const order = stirredAt && Date.now() - stirredAt > PACE_MS && !over() ? nextOrder() : null;
      if (order) return order;
    }
    return null;
  }

  let order = opening();
  const begun = Boolean(order);
  for (let count = 0; order && count < MOST_MOVES && !stopped(); count += 1) {
    stirredAt = null;
    const { ok } = await act({ as: person, chat: chat.id, ...order });
    order = ok ? await afterAnswer() : null;
  }
  unlisten();
  if (over()) return "done";
  return begun ? "stalled" : "empty";
}
