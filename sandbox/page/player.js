// The hand of « Faites-le pour moi »: plays an act of the story in small visible moves.

import { act } from "./api.js";
import { offers } from "./story.js";

const PACE_MS = 900;
const TICK_MS = 100;
const PATIENCE_MS = 8000;
const MOST_MOVES = 30;

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Plays until its step is ticked (`isDone`), its act ends, it is stopped, or the bot says nothing it knows. */
export class Player {
  #store;
  #isDone;
  #stopped = false;
  #scene = null;
  #chat = null;
  #left = [];
  #tapped = new Set();
  // the bot's latest message in the conversation, and when it last said anything anywhere
  #latest = null;
  #stirredAt = null;
  #ended = false;

  constructor(store, isDone) {
    this.#store = store;
    this.#isDone = isDone;
  }

  stop() {
    this.#stopped = true;
  }

  /** Answers "done", "stopped", "stalled" when the bot says nothing the act knows, or "empty" when nothing waits. */
  async play(scene, person, chat) {
    this.#scene = scene;
    this.#chat = chat;
    this.#left = [...scene.texts];
    this.#latest = null;
    this.#ended = false;
    const unlisten = this.#store.listen((change) => this.#hear(change));
    let order = this.#opening();
    const begun = Boolean(order);
    for (let count = 0; order && count < MOST_MOVES; count += 1) {
      this.#stirredAt = null;
      const { ok } = await act({ as: person, chat: chat.id, ...order });
      order = ok ? await this.#afterAnswer() : null;
    }
    unlisten();
    if (this.#over()) return "done";
    if (this.#stopped) return "stopped";
    return begun ? "stalled" : "empty";
  }

  #over() {
    return this.#ended || this.#isDone();
  }

  #hear({ kind, chat, view }) {
    if (kind !== "message" || !view.from.bot) return;
    this.#stirredAt = Date.now();
    if (chat.id !== this.#chat.id) return;
    this.#latest = view;
    this.#ended ||= Boolean(this.#scene.until?.(view));
  }

  #opening() {
    const { first } = this.#scene;
    if (first.type) return { do: "send", text: first.type };
    const card = [...this.#chat.messages.values()].findLast((view) => offers(view, first.tap));
    return card ? this.#tap(card, first.tap) : null;
  }

  #next() {
    for (const label of this.#scene.moves) {
      const order = this.#tap(this.#latest, label);
      if (order) return order;
    }
    return this.#latest && this.#left.length ? { do: "send", text: this.#left.shift() } : null;
  }

  /** The tap on the button a label asks for, unless it was tapped already. */
  #tap(view, label) {
    const button = (view?.keyboard ?? []).flat().find((one) => one.data && label.test(one.text));
    const mark = button && `${view.chat} ${view.id} ${button.text}`;
    if (!button || this.#tapped.has(mark)) return null;
    this.#tapped.add(mark);
    return { do: "tap", message: view.id, data: button.data };
  }

  /** Waits for the bot to have spoken and fallen silent, then chooses; null when the act is over or stuck. */
  async #afterAnswer() {
    const asked = Date.now();
    while (!this.#over() && !this.#stopped && Date.now() - (this.#stirredAt ?? asked) < PATIENCE_MS) {
      await pause(TICK_MS);
      const quiet = this.#stirredAt && Date.now() - this.#stirredAt > PACE_MS;
      const order = quiet && !this.#over() && !this.#stopped ? this.#next() : null;
      if (order) return order;
    }
    return null;
  }
}
