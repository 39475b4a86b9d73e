// A conversation's messages: appended and patched by id, kept at the bottom unless the reader looked up.

import { roam } from "./dom.js";
import { drawMessage } from "./message.js";

const NEAR_PX = 80;
const RECENT = 6;
const JUST_BEGUN = 2;

const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
const controlsOf = (node) => [...node.querySelectorAll("button, a[href], audio, [role=button]")];
const keysOf = (node) => [...node.querySelectorAll(".key")];

/** Fills `list` inside the scrolling `host`; `onUnread(count)` hears of messages that arrive out of sight. */
export class Log {
  #host;
  #list;
  #onUnread;
  #context = null;
  #rows = new Map();
  #newest = null;
  #current = null;
  #unread = 0;
  #pinned = true;
  #seenTop = 0;

  constructor(host, list, onUnread) {
    this.#host = host;
    this.#list = list;
    this.#onUnread = onUnread;
    host.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    host.addEventListener("keydown", (event) => this.#pressed(event));
    host.addEventListener("focusin", (event) => this.#makeCurrent(event.target.closest(".row") ?? this.#current));
    const watch = new ResizeObserver(() => this.follow());
    watch.observe(list);
    watch.observe(host);
  }

  /** Shows a conversation from its beginning; silent for assistive technology while it fills. */
  show(context) {
    this.#context = context;
    this.#host.setAttribute("aria-busy", "true");
    this.#rows.clear();
    this.#newest = this.#current = null;
    const parts = document.createDocumentFragment();
    for (const view of context.chat?.messages.values() ?? []) parts.append(this.#add(view));
    this.#list.replaceChildren(parts);
    this.#settle();
    this.toBottom();
    this.#host.removeAttribute("aria-busy");
  }

  /** Brings the same conversation up to date with a fresh copy, touching only what differs. */
  sync(chat) {
    this.#context.chat = chat;
    for (const id of [...this.#rows.keys()]) if (!chat.messages.has(id)) this.remove(id);
    for (const view of chat.messages.values()) if (!same(this.#rows.get(view.id)?.view, view)) this.put(view);
  }

  /** Appends a message, or patches the one of the same id. */
  put(view) {
    if (this.#rows.has(view.id)) {
      this.#patch(view);
      this.follow();
      this.#settle();
      return;
    }
    const near = this.#pinned || view.from.id === this.#context.holder;
    this.#list.append(this.#add(view));
    this.#settle();
    if (near) this.toBottom();
    else this.#tell(this.#unread + 1);
  }

  remove(id) {
    const row = this.#rows.get(id);
    if (!row) return;
    if (row.node.contains(document.activeElement)) this.#host.focus();
    row.node.remove();
    this.#rows.delete(id);
    if (this.#newest.id === id) this.#newest = [...this.#rows.values()].at(-1)?.view ?? null;
    if (this.#current === row.node) this.#settle();
  }

  /** Brings a message into view, and the keyboard to it. */
  reveal(id) {
    const node = this.#rows.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
  }

  toBottom() {
    this.#pinned = true;
    this.#tell(0);
    this.follow();
  }

  /** Stays at the bottom when the conversation grows, unless the reader looked up; a greeting is read from its top. */
  follow() {
    if (!this.#pinned) return;
    this.#host.scrollTop = this.#rows.size > JUST_BEGUN ? this.#host.scrollHeight : 0;
    this.#seenTop = this.#host.scrollTop;
  }

  #tell(unread) {
    this.#unread = unread;
    this.#onUnread(unread);
  }

  #draw(view, before) {
    const node = drawMessage(view, before, this.#context);
    controlsOf(node).forEach((control) => { control.tabIndex = -1; });
    return node;
  }

  #add(view) {
    const node = this.#draw(view, this.#newest);
    this.#rows.set(view.id, { view, node, before: this.#newest });
    this.#newest = view;
    return node;
  }

  #patch(view) {
    const row = this.#rows.get(view.id);
    const focusedKey = keysOf(row.node).indexOf(document.activeElement);
    const held = row.node.contains(document.activeElement);
    const node = this.#draw(view, row.before);
    const wasCurrent = this.#current === row.node;
    row.node.replaceWith(node);
    Object.assign(row, { view, node });
    if (wasCurrent) this.#makeCurrent(node);
    if (this.#newest.id === view.id) this.#newest = view;
    if (held) (keysOf(node)[focusedKey] ?? node).focus({ preventScroll: true });
  }

  /** Only one message at a time has its controls in the Tab order; the arrows and the focus move it. */
  #makeCurrent(node) {
    if (node === this.#current) return;
    if (this.#current) controlsOf(this.#current).forEach((control) => { control.tabIndex = -1; });
    this.#current?.classList.remove("current");
    this.#current = node;
    node?.classList.add("current");
    if (node) controlsOf(node).forEach((control) => { control.tabIndex = 0; });
  }

  /** The newest message with buttons among the last few, else the newest, unless the keyboard is at work here. */
  #settle() {
    if (this.#host.contains(document.activeElement) && document.activeElement !== this.#host) return;
    const tail = [];
    let node = this.#list.lastElementChild;
    for (; node && tail.length < RECENT; node = node.previousElementSibling) tail.push(node);
    this.#makeCurrent(tail.find((row) => keysOf(row).length) ?? tail[0] ?? null);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#host;
    // Growing content never lowers scrollTop: only a reader who looks up lets go of the bottom.
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#pinned = true;
    else if (scrollTop < this.#seenTop - 1) this.#pinned = false;
    this.#seenTop = scrollTop;
    if (this.#pinned && this.#unread) this.#tell(0);
  }

  #pressed(event) {
    const keyboard = event.target.closest(".keyboard");
    if (keyboard && roam(event, keysOf(keyboard), { back: ["ArrowLeft"], forth: ["ArrowRight"] })) return;
    if (!["ArrowUp", "ArrowDown"].includes(event.key) || event.target.closest("audio") || !this.#current) return;
    event.preventDefault();
    const inside = this.#current.contains(document.activeElement);
    const beside = event.key === "ArrowUp" ? this.#current.previousElementSibling : this.#current.nextElementSibling;
    const next = inside ? beside : this.#current;
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }
}
