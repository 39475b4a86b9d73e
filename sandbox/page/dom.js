// Builds DOM nodes without ever parsing a string as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Creates an element: `on…` are listeners, `dataset` a map, `true`/`false`/null are boolean attributes. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Draws one icon of the sprite; hidden from assistive technology, the control around it has the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Clones the only child of a <template>. */
export function stamp(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** Finds the part of a component marked `data-part`. */
export function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}

/** Moves focus among items with the arrow keys, Home and End; returns whether the key was used. */
export function roam(event, items, keys = { back: ["ArrowUp"], forth: ["ArrowDown"] }) {
  if (!items.length || event.ctrlKey || event.metaKey || event.altKey) return false;
  const here = items.indexOf(document.activeElement);
  const last = items.length - 1;
  let next = null;
  if (keys.forth.includes(event.key)) next = here < 0 || here === last ? 0 : here + 1;
  else if (keys.back.includes(event.key)) next = here <= 0 ? last : here - 1;
  else if (event.key === "Home") next = 0;
  else if (event.key === "End") next = last;
  if (next === null) return false;
  event.preventDefault();
  items[next].focus();
  return true;
}

/** The initials an avatar shows: those of the first two words that have a letter or a digit. */
export function initials(name) {
  const words = name.split(/\s+/u).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0]).filter(Boolean);
  return words.slice(0, 2).join("").toLocaleUpperCase() || "?";
}

/** Fills an avatar: initials, and one of the six tints chosen by id. */
export function paintAvatar(node, id, name) {
  node.textContent = initials(name);
  node.dataset.tint = String(Math.abs(Number(id)) % 6);
}
