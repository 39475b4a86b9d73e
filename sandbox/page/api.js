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

export async function loadState() {
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
export function follow({ onState, onEvent, onLink }) {
  let last = null;
  let waiting = null;
  let source = null;

  async function reload() {
    if (waiting) return;
    waiting = [];
    const heard = last;
    let state;
    try {
      state = await loadState();
    } catch {
      onLink("lost");
      setTimeout(() => { waiting = null; reload(); }, PATIENCE_MS);
      return;
    }
    if (heard !== null && state.seq < heard) {
      window.location.reload();
      return;
    }
    onState(state);
    onLink("live");
    const held = waiting.filter(({ number }) => !(number <= state.seq));
    waiting = null;
    last = Math.max(last ?? 0, state.seq);
    held.forEach(({ event }) => onEvent(event));
  }

  function receive(message) {
    const number = Number(message.lastEventId);
    const gap = last !== null && number > last + 1;
    last = Math.max(last ?? 0, number);
    if (gap) reload();
    const event = JSON.parse(message.data);
    if (waiting) waiting.push({ number, event });
    else onEvent(event);
  }

  function open() {
    source = new EventSource("/sandbox/events");
    source.onopen = reload;
    source.onmessage = receive;
    source.onerror = () => {
      onLink("lost");
      if (source.readyState === EventSource.CLOSED) setTimeout(open, PATIENCE_MS);
    };
  }

  onLink("wait");
  open();
}
