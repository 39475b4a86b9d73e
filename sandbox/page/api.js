// Speaks with the sandbox's server: orders by POST, news by Server-Sent Events.

const MARK = { "X-Sandbox": "1" };
const PATIENCE_MS = 2000;

async function post(path, body, headers = MARK) {
  const answer = await fetch(path, { method: "POST", headers, body });
  return answer.json();
}

/** Posts JSON; a network failure or a body that is no JSON becomes {ok: false}, so that callers show it. */
async function postJson(path, order) {
  try {
    return await post(path, JSON.stringify(order), { ...MARK, "Content-Type": "application/json" });
  } catch {
    return { ok: false, error: null };
  }
}

/** Does what a person does: send, tap, edit, block, unblock, join, leave, start. */
export const act = (order) => postJson("/sandbox/act", order);

/** Creates a citizen and answers them, or {ok: false}. */
export const addPerson = (order) => postJson("/sandbox/people", order);

/** Sends a file with an optional caption. */
export async function upload({ as, chat, kind, caption, file }) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ as, chat, kind, caption })) form.append(name, String(value));
  form.append("file", file, file.name);
  try {
    return await post("/sandbox/upload", form);
  } catch {
    return { ok: false, error: null };
  }
}

async function loadState() {
  const answer = await fetch("/sandbox/state", { headers: MARK });
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  return answer.json();
}

/**
 * Follows the events for as long as the page lives.
 *
 * Loads the state once the stream is open, so that nothing falls between the two; loads it again when a number is
 * missing or the stream comes back. Events that arrive meanwhile wait, and those the state already tells are dropped.
 * A state older than what was heard is another sandbox at the same address: the page starts afresh.
 */
export class Feed {
  #onState;
  #onEvent;
  #onLink;
  #last = null;
  #waiting = null;

  constructor({ onState, onEvent, onLink }) {
    this.#onState = onState;
    this.#onEvent = onEvent;
    this.#onLink = onLink;
    onLink("wait");
  }

  open() {
    const source = new EventSource("/sandbox/events");
    source.onopen = () => this.#reload();
    source.onmessage = (message) => this.#receive(message);
    source.onerror = () => {
      this.#onLink("lost");
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), PATIENCE_MS);
    };
  }

  #receive({ lastEventId, data }) {
    const number = Number(lastEventId);
    const gap = this.#last !== null && number > this.#last + 1;
    this.#last = Math.max(this.#last ?? 0, number);
    if (gap) this.#reload();
    const event = JSON.parse(data);
    if (this.#waiting) this.#waiting.push({ number, event });
    else this.#onEvent(event);
  }

  async #reload() {
    if (this.#waiting) return;
    this.#waiting = [];
    const heard = this.#last;
    try {
      const state = await loadState();
      if (heard !== null && state.seq < heard) window.location.reload();
      else this.#take(state);
    } catch {
      this.#onLink("lost");
      setTimeout(() => {
        this.#waiting = null;
        this.#reload();
      }, PATIENCE_MS);
    }
  }

  #take(state) {
    const held = this.#waiting.filter(({ number }) => number > state.seq);
    this.#onState(state);
    this.#onLink("live");
    this.#waiting = null;
    this.#last = Math.max(this.#last ?? 0, state.seq);
    held.forEach(({ event }) => this.#onEvent(event));
  }
}
