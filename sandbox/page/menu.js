// A small panel that a button opens: Escape, a choice or a click elsewhere closes it.

import { roam } from "./dom.js";

/** Ties a button and its panel of buttons; `fill` runs at each opening. */
export function createMenu(button, panel, fill) {
  const items = () => [...panel.querySelectorAll("button")];
  const isOpen = () => !panel.hidden;
  let opener = button;

  function close({ refocus = false } = {}) {
    if (!isOpen()) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (refocus) opener.focus();
  }

  /** Opens when there is something to choose; `query` narrows it, `from` gets the focus back. */
  function open(query = "", from = button) {
    opener = from;
    fill(query);
    panel.hidden = items().length === 0;
    button.setAttribute("aria-expanded", String(isOpen()));
  }

  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    if (isOpen()) close();
    else {
      open();
      items()[0]?.focus();
    }
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close({ refocus: true });
    } else roam(event, items());
  });
  panel.addEventListener("click", (event) => { if (event.target.closest("button")) close(); });
  document.addEventListener("pointerdown", (event) => {
    if (!panel.contains(event.target) && !button.contains(event.target)) close();
  });

  return { open, close, isOpen, items };
}
