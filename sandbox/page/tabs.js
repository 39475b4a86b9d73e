// On narrow screens the phones are tabs: one is shown, the others count what arrives.

import { h, icon, roam } from "./dom.js";

const WIDE = "(min-width: 1100px)";

export class Tabs {
  #bar;
  #phones;
  #strings;
  #wide = window.matchMedia(WIDE);
  #unread = new Map();
  #flags = new Map();
  #shown;

  /** `phones` by role; the first is shown. */
  constructor(bar, phones, strings) {
    this.#bar = bar;
    this.#phones = phones;
    this.#strings = strings;
    [this.#shown] = Object.keys(phones);
    bar.addEventListener("keydown", (event) => {
      const moved = roam(event, [...bar.children], { back: ["ArrowLeft"], forth: ["ArrowRight"] });
      if (moved) document.activeElement.click();
    });
    this.#wide.addEventListener("change", () => this.paint());
  }

  /** Brings a phone to the front. */
  show(role) {
    this.#shown = role;
    this.#unread.delete(role);
    this.paint();
  }

  /** Marks a phone as the one a step of the story speaks of. */
  flag(role, words) {
    if (this.#flags.get(role) === words) return;
    this.#flags.set(role, words);
    this.paint();
  }

  /** Counts messages of a phone that is not in front; 0 forgets them. */
  note(role, count) {
    if (count === 0) this.#unread.delete(role);
    else if (!this.#wide.matches && role !== this.#shown) this.#unread.set(role, (this.#unread.get(role) ?? 0) + count);
    else return;
    this.paint();
  }

  paint() {
    const roles = Object.keys(this.#phones);
    for (const role of roles) {
      const { root } = this.#phones[role];
      root.hidden = !this.#wide.matches && role !== this.#shown;
      root.setAttribute("role", this.#wide.matches ? "region" : "tabpanel");
    }
    const focused = this.#bar.contains(document.activeElement);
    this.#bar.hidden = this.#wide.matches;
    this.#bar.replaceChildren(...roles.map((role) => this.#tab(role)));
    if (focused) this.#bar.querySelector('[aria-selected="true"]').focus();
  }

  #tab(role) {
    const count = this.#unread.get(role);
    const unread = h("span", { class: "unseen" }, `\u00a0${this.#strings.t("phone.unread")}`);
    const selected = role === this.#shown;
    const flag = this.#flags.get(role);
    return h("button", {
      type: "button", role: "tab", class: "phone-tab", "aria-controls": `phone-${role}`,
      "aria-selected": String(selected), tabindex: selected ? "0" : "-1", onclick: () => this.show(role),
    }, icon(role), h("span", {}, this.#strings.t(`role.${role}`)),
    flag ? h("span", { class: "tab-flag" }, flag) : null,
    count ? h("span", { class: "count" }, String(count), unread) : null);
  }
}
