// A conversation's messages: appended and patched by id, kept at the bottom unless the reader looked up.

import { drawMessage } from "./message.js";
import { roam } from "./dom.js";

const NEAR_PX = 80;
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

/** Fills `list` (inside the scrolling `host`) and calls `onUnread(count)` when messages arrive out of sight. */
export function createLog(host, list, { onUnread }) {
  const rows = new Map();
  let context = null;
  let newest = null;
  let current = null;
  let unread = 0;
  let pinned = true;
  let seenTop = 0;

  const atBottom = () => host.scrollHeight - host.scrollTop - host.clientHeight < NEAR_PX;
  const controls = (node) => [...node.querySelectorAll("button, a[href], audio, [role=button]")];
  const keysOf = (node) => [...node.querySelectorAll(".key")];

  function stick() {
    host.scrollTop = host.scrollHeight;
    seenTop = host.scrollTop;
  }

  const follow = () => { if (pinned) stick(); };

  function toBottom() {
    pinned = true;
    unread = 0;
    onUnread(0);
    stick();
  }

  /** Only one message at a time has its controls in the Tab order; the arrows move it. */
  function setCurrent(node) {
    current?.classList.remove("current");
    if (current) controls(current).forEach((control) => { control.tabIndex = -1; });
    current = node;
    current?.classList.add("current");
    if (current) controls(current).forEach((control) => { control.tabIndex = 0; });
  }

  function draw(view, before) {
    const node = drawMessage(view, before, context);
    controls(node).forEach((control) => { control.tabIndex = -1; });
    return node;
  }

  /** The newest message with buttons among the last few, else the newest. */
  function settle() {
    if (host.contains(document.activeElement) && document.activeElement !== host) return;
    const tail = [...list.children].slice(-6).reverse();
    setCurrent(tail.find((node) => keysOf(node).length) ?? tail[0] ?? null);
  }

  function append(view) {
    const node = draw(view, newest);
    rows.set(view.id, { view, node, before: newest });
    list.append(node);
    newest = view;
  }

  function patch(view) {
    const row = rows.get(view.id);
    const keys = keysOf(row.node);
    const focused = keys.indexOf(document.activeElement);
    const held = row.node.contains(document.activeElement);
    const node = draw(view, row.before);
    row.node.replaceWith(node);
    if (current === row.node) setCurrent(node);
    Object.assign(row, { view, node });
    if (newest.id === view.id) newest = view;
    if (held) (keysOf(node)[focused] ?? node).focus({ preventScroll: true });
  }

  function put(view) {
    const near = pinned || view.from.id === context.holder;
    if (rows.has(view.id)) {
      patch(view);
      follow();
      settle();
      return;
    }
    append(view);
    settle();
    if (near) toBottom();
    else onUnread(++unread);
  }

  function remove(id) {
    const row = rows.get(id);
    if (!row) return;
    if (row.node.contains(document.activeElement)) host.focus();
    row.node.remove();
    rows.delete(id);
    if (newest.id === id) newest = [...rows.values()].at(-1)?.view ?? null;
    if (current === row.node) settle();
  }

  /** Shows a conversation from its beginning; silent for assistive technology while it fills. */
  function show(next) {
    context = next;
    host.setAttribute("aria-busy", "true");
    rows.clear();
    newest = current = null;
    list.replaceChildren();
    const parts = document.createDocumentFragment();
    for (const view of next.chat?.messages.values() ?? []) {
      const node = draw(view, newest);
      rows.set(view.id, { view, node, before: newest });
      parts.append(node);
      newest = view;
    }
    list.append(parts);
    settle();
    toBottom();
    host.removeAttribute("aria-busy");
  }

  /** Brings the same conversation up to date with a fresh copy, touching only what differs. */
  function sync(chat) {
    context.chat = chat;
    for (const id of [...rows.keys()]) if (!chat.messages.has(id)) remove(id);
    for (const view of chat.messages.values()) if (!same(rows.get(view.id)?.view, view)) put(view);
  }

  function reveal(id) {
    const node = rows.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
    setCurrent(node);
  }

  host.addEventListener("scroll", () => {
    // Growing content never lowers scrollTop: only a reader who looks up lets go of the bottom.
    if (atBottom()) pinned = true;
    else if (host.scrollTop < seenTop - 1) pinned = false;
    seenTop = host.scrollTop;
    if (pinned && unread) onUnread(unread = 0);
  }, { passive: true });

  host.addEventListener("keydown", (event) => {
    const inKeys = event.target.closest(".keyboard");
    if (inKeys && roam(event, keysOf(inKeys), { back: ["ArrowLeft"], forth: ["ArrowRight"] })) return;
    if (!["ArrowUp", "ArrowDown"].includes(event.key) || event.target.closest("audio") || !current) return;
    event.preventDefault();
    const inside = current.contains(document.activeElement);
    const step = event.key === "ArrowUp" ? current.previousElementSibling : current.nextElementSibling;
    const next = inside ? step : current;
    if (!next) return;
    setCurrent(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });
  host.addEventListener("focusin", (event) => {
    const node = event.target.closest(".row");
    if (node && node !== current) setCurrent(node);
  });
  new ResizeObserver(follow).observe(list);
  new ResizeObserver(follow).observe(host);

  return { show, sync, put, remove, reveal, toBottom, follow };
}
