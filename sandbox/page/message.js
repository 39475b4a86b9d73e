// Draws one message: bubble, file, formatted text, time, inline keyboard, tools.

import { h, icon } from "./dom.js";
import { richText } from "./rich.js";

const PICTURES = new Set(["photo", "sticker"]);
// kinds that say their name when no file shows them
const NAMED = new Set(["video", "location", "poll", "sticker"]);

function picture(view, { strings, actions }) {
  const alt = view.text ? `${strings.t("message.photo")}\u00a0: ${view.text}` : strings.t("message.photo");
  const image = h("img", { src: view.file.url, alt, loading: "lazy", decoding: "async" });
  return h("button", {
    type: "button", class: "picture", "aria-label": `${strings.t("message.photo.open")}\u00a0: ${alt}`,
    onclick: () => actions.enlarge(view.file.url, alt),
  }, image);
}

function documentCard(view, { strings }) {
  return h("a", { class: "document", href: view.file.url, download: view.file.name },
    h("span", { class: "document-icon" }, icon("file")),
    h("span", { class: "document-words" },
      h("span", { class: "document-name" }, view.file.name),
      h("span", { class: "document-size" }, strings.size(view.file.size))));
}

function media(view, context) {
  const { strings } = context;
  if (view.file && (PICTURES.has(view.kind) || view.file.mime?.startsWith("image/"))) return picture(view, context);
  if (view.file && view.kind === "voice") {
    const label = strings.t("message.voice");
    return h("audio", { class: "voice", controls: true, preload: "none", src: view.file.url, "aria-label": label });
  }
  if (view.file) return documentCard(view, context);
  return NAMED.has(view.kind) ? h("p", { class: "kind" }, strings.t(`message.${view.kind}`)) : null;
}

function quote(view, { strings, actions }) {
  if (!view.reply_to) return null;
  return h("button", {
    type: "button", class: "quote", "aria-label": `${strings.t("message.goto")}\u00a0: ${view.reply_to.text}`,
    onclick: () => actions.reveal(view.reply_to.id),
  }, h("span", { class: "quote-text" }, view.reply_to.text || "…"));
}

function meta(view, { strings }) {
  const when = h("time", { datetime: view.date }, strings.time(view.date));
  const edited = view.edited ? h("span", { class: "edited" }, strings.t("message.edited")) : null;
  return h("span", { class: "meta" }, edited, when);
}

function key(button, view, { strings, actions }) {
  const opens = Boolean(button.url);
  const node = h("button", { type: "button", class: "key" }, h("span", { class: "key-text" }, button.text));
  if (opens) node.append(icon("out"), h("span", { class: "unseen" }, strings.t("message.newtab")));
  node.addEventListener("click", () => (opens ? actions.follow(button.url) : actions.tap(view, button, node)));
  return node;
}

function keyboard(view, context) {
  if (!view.keyboard?.length) return null;
  const rows = view.keyboard.map((row) =>
    h("div", { class: "key-row" }, ...row.map((button) => key(button, view, context))));
  return h("div", { class: "keyboard", role: "group", "aria-label": context.strings.t("message.keys") }, ...rows);
}

function tools(view, mine, { strings, actions }) {
  const make = (name, run) => {
    const label = strings.t(`message.${name}`);
    const onclick = () => run(view);
    return h("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick }, icon(name));
  };
  const editable = mine && (view.kind === "text" || view.file);
  return h("div", { class: "tools" }, make("reply", actions.reply), editable ? make("edit", actions.edit) : null);
}

/** Whether a message continues the one before: same sender, same day, within five minutes. */
export function follows(view, before) {
  if (!before || before.kind === "service" || view.kind === "service") return false;
  const gap = new Date(view.date) - new Date(before.date);
  return before.from.id === view.from.id && gap < 300_000 && newDay(view, before) === false;
}

/** Whether a message is the first of its day. */
export function newDay(view, before) {
  return !before || new Date(view.date).toDateString() !== new Date(before.date).toDateString();
}

function bubble(view, mine, named, context) {
  const { strings } = context;
  const who = mine ? strings.t("message.you") : view.from.name;
  const sender = named
    ? h("span", { class: "sender", dataset: { tint: String(Math.abs(view.from.id) % 6) } }, who)
    : h("span", { class: "unseen" }, `${who}\u00a0: `);
  const text = h("div", { class: "text", dir: "auto" });
  if (view.html) text.append(richText(view.html, strings));
  text.append(meta(view, context));
  const shown = media(view, context);
  const bare = shown?.classList.contains("picture") && !view.text;
  const looks = ["bubble", shown && "with-media", bare && "bare"].filter(Boolean).join(" ");
  return h("div", { class: looks }, sender, quote(view, context), shown, text);
}

/**
 * One row of a conversation. `context` holds {strings, actions, holder, chat}; `before` is the message above,
 * which decides of the day's heading and of the grouping.
 */
export function drawMessage(view, before, context) {
  const { strings, holder, chat } = context;
  const heading = newDay(view, before) ? h("h3", { class: "day" }, strings.day(view.date)) : null;
  if (view.kind === "service") {
    const words = view.text || strings.t("message.service");
    return h("article", { class: "row service", dataset: { id: view.id }, tabindex: "-1" }, heading, h("p", {}, words));
  }
  const mine = view.from.id === holder;
  const grouped = follows(view, before);
  const named = !mine && !grouped && chat.type !== "private";
  const stack = h("div", { class: "stack" }, bubble(view, mine, named, context), keyboard(view, context));
  const side = mine ? "mine" : "theirs";
  return h("article", { class: `row ${side}${grouped ? " follows" : ""}`, dataset: { id: view.id }, tabindex: "-1" },
    heading, h("div", { class: "line" }, stack, tools(view, mine, context)));
}
