// A small panel that a button opens: Escape, a choice or a click elsewhere closes it.

import { roam } from "./dom.js";

/** Ties a button and its panel of buttons; `fill(query)` runs at each opening. */
export class Menu {
  #button;
  #panel;
  #fill;
  #opener;

  constructor(button, panel, fill) {
    this.#button = button;
    this.#panel = panel;
    this.#fill = fill;
    this.#opener = button;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => this.#toggle());
    panel.addEventListener("keydown", (event) => this.#pressed(event));
    panel.addEventListener("click", (event) => { if (event.target.closest("button")) this.close(); });
    document.addEventListener("pointerdown", (event) => {
      if (!panel.contains(event.target) && !button.contains(event.target)) this.close();
    });
  }

  items() {
    return [...this.#panel.querySelectorAll("button")];
  }

  isOpen() {
    return !this.#panel.hidden;
  }

  /** Opens when there is something to choose; `query` narrows it, `from` gets the focus back. */
  open(query = "", from = this.#button) {
    this.#opener = from;
    this.#fill(query);
    this.#panel.hidden = this.items().length === 0;
    this.#button.setAttribute("aria-expanded", String(this.isOpen()));
  }

  close() {
    this.#panel.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
  }

  #toggle() {
    if (this.isOpen()) {
      this.close();
      return;
    }
    this.open();
    this.items()[0]?.focus();
  }

  #pressed(event) {
    if (event.key !== "Escape") {
      roam(event, this.items());
      return;
    }
    event.stopPropagation();
    this.close();
    this.#opener.focus();
  }
}
