// Copies the few formats a message may carry; anything else in the server's HTML keeps only its text.

import { h } from "./dom.js";

const PLAIN = new Set(["B", "I", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "BR"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** An address that may be opened, with https:// where Telegram lets it be left out; null for any other scheme. */
export function openable(address) {
  const whole = URL.canParse(address) ? address : `https://${address}`;
  return URL.canParse(whole) && SCHEMES.has(new URL(whole).protocol) ? whole : null;
}

/** The payload of a link that opens this bot (t.me/bot?start=x), or null for any other link. */
export function deepLink(address, bot) {
  const whole = openable(address);
  if (!whole) return null;
  const url = new URL(whole);
  const inApp = url.protocol === "tg:" && url.searchParams.get("domain") === bot;
  const onWeb = url.hostname === "t.me" && url.pathname === `/${bot}`;
  return inApp || onWeb ? url.searchParams.get("start") ?? "" : null;
}

function link(node, strings) {
  const address = openable(node.getAttribute("href"));
  if (!address) return h("span");
  const title = `${address} ${strings.t("message.newtab")}`;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", title });
}

function spoiler(strings) {
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const { currentTarget: node } = event;
    node.classList.add("shown");
    ["role", "tabindex", "aria-label"].forEach((name) => node.removeAttribute(name));
  };
  return h("span", {
    class: "spoiler", role: "button", tabindex: "0", "aria-label": strings.t("message.spoiler"),
    onclick: reveal, onkeydown: reveal,
  }, h("span", { class: "hidden-words" }));
}

function copy(node, strings) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  let twin = h("span");
  if (PLAIN.has(node.tagName)) twin = h(node.tagName.toLowerCase());
  else if (node.tagName === "A") twin = link(node, strings);
  else if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) twin = spoiler(strings);
  const inside = twin.firstElementChild ?? twin;
  for (const child of node.childNodes) {
    const grown = copy(child, strings);
    if (grown) inside.append(grown);
  }
  return twin;
}

/** Formatted text as nodes. Parsed in an inert document: nothing in it runs or loads. */
export function richText(html, strings) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  const fragment = document.createDocumentFragment();
  for (const child of source.childNodes) {
    const grown = copy(child, strings);
    if (grown) fragment.append(grown);
  }
  return fragment;
}
