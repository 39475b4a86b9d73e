// The foot of a phone: send box, attachment, reply and edit, commands, reply keyboard.

import { h, part } from "./dom.js";
import { Menu } from "./menu.js";

const WELCOME = /^(image\/|application\/pdf$)/u;

/** `actions`: send(text, replyTo), edit(view, text), upload(file, caption), each true when done; complain(text). */
export class Composer {
  #root;
  #strings;
  #actions;
  #field;
  #holder = null;
  #chat = null;
  // what is written is for: {mode: "reply" | "edit", view}, or null
  #target = null;
  #file = null;
  #folded = false;

  constructor(root, strings, actions) {
    this.#root = root;
    this.#strings = strings;
    this.#actions = actions;
    this.#field = this.#get("field");
    this.commands = new Menu(this.#get("slash"), this.#get("commands"), (query) => this.#fillCommands(query));
    this.#wireField();
    this.#wireButtons();
  }

  /** Shows the box of one person in one conversation; the draft of another conversation is dropped. */
  show(holder, chat) {
    const moved = this.#chat && (this.#chat.id !== chat.id || this.#holder.id !== holder.id);
    this.#holder = holder;
    this.#chat = chat;
    if (moved) {
      this.#clear();
      this.commands.close();
    }
    this.#field.setAttribute("aria-label", this.#strings.t("compose.label", { name: holder.name }));
    this.#field.lang = holder.language;
    this.#get("slash").hidden = this.#known().length === 0;
    this.#paintKeys();
    this.#paintSend();
  }

  edit(view) {
    this.attach(null);
    this.#field.value = view.text;
    this.#aim({ mode: "edit", view });
    this.#field.focus();
  }

  reply(view) {
    this.#aim({ mode: "reply", view });
    this.#field.focus();
  }

  /** Attaches a file, or takes it away. */
  attach(file) {
    if (file && !WELCOME.test(file.type)) {
      this.#actions.complain(this.#strings.t("compose.badfile"));
      return;
    }
    this.#file = file;
    const banner = this.#get("attachment");
    banner.hidden = !file;
    part(banner, "name").textContent = file?.name ?? "";
    part(banner, "size").textContent = file ? this.#strings.size(file.size) : "";
    this.#get("chooser").value = "";
    if (file) this.#field.focus();
    this.#paintSend();
  }

  #get(name) {
    return part(this.#root, name);
  }

  #known() {
    return this.#chat?.commands[this.#holder.id] ?? [];
  }

  #fillCommands(query) {
    const found = this.#known().filter((one) => one.command.startsWith(query.toLowerCase()));
    this.#get("commands").replaceChildren(...found.map((one) =>
      h("button", { type: "button", class: "command", onclick: () => this.#send(`/${one.command}`) },
        h("span", { class: "command-name" }, `/${one.command}`),
        h("span", { class: "command-about" }, one.description))));
  }

  #aim(target) {
    if (this.#target?.mode === "edit" && target?.mode !== "edit") this.#field.value = "";
    this.#target = target;
    const editing = target?.mode === "edit";
    const banner = this.#get("banner");
    banner.hidden = !target;
    this.#root.classList.toggle("editing", editing);
    this.#get("send").setAttribute("aria-label", this.#strings.t(editing ? "compose.save" : "compose.send"));
    if (target) {
      const { view } = target;
      const { t } = this.#strings;
      const replying = t("compose.replying", { name: view.from.name });
      part(banner, "title").textContent = editing ? t("compose.editing") : replying;
      part(banner, "text").textContent = view.text || t(`message.${view.kind}`);
    }
    this.#paintSend();
  }

  #clear() {
    this.#field.value = "";
    this.#aim(null);
    this.attach(null);
  }

  #paintSend() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    this.#get("send").disabled = !this.#field.value.trim() && !this.#file;
  }

  #paintKeys() {
    const keyboard = this.#chat?.reply_keyboard[this.#holder.id] ?? null;
    const rows = (keyboard?.keyboard ?? []).map((row) => row.map((key) => key.text ?? key));
    const [toggle, keys] = [this.#get("keys-toggle"), this.#get("keys")];
    toggle.hidden = rows.length === 0;
    keys.hidden = rows.length === 0 || this.#folded;
    toggle.setAttribute("aria-expanded", String(!this.#folded));
    toggle.setAttribute("aria-label", this.#strings.t(this.#folded ? "compose.keys.show" : "compose.keys.hide"));
    this.#field.placeholder = keyboard?.input_field_placeholder || this.#strings.t("compose.placeholder");
    const wanted = JSON.stringify(rows);
    if (keys.dataset.rows === wanted) return;
    keys.dataset.rows = wanted;
    keys.replaceChildren(...rows.map((row) => h("div", { class: "key-row" }, ...row.map((text) => this.#key(text)))));
  }

  #key(text) {
    return h("button", { type: "button", class: "reply-key", onclick: () => this.#send(text) }, text);
  }

  /** Sends at once; the words come back in the box when they are refused. */
  async #send(text) {
    const [target, file] = [this.#target, this.#file];
    this.#clear();
    this.commands.close();
    this.#field.focus();
    const done = await this.#deliver(text, target, file);
    if (done || this.#field.value) return;
    if (file) this.attach(file);
    this.#aim(target);
    this.#field.value = text;
    this.#paintSend();
  }

  #deliver(text, target, file) {
    if (target?.mode === "edit") return this.#actions.edit(target.view, text);
    if (file) return this.#actions.upload(file, text);
    return this.#actions.send(text, target?.view.id ?? null);
  }

  #wireField() {
    const field = this.#field;
    this.#get("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text || this.#file) this.#send(text);
    });
    field.addEventListener("input", () => {
      this.#paintSend();
      const typed = field.value.match(/^\/(\w*)$/u);
      if (typed) this.commands.open(typed[1], field);
      else this.commands.close();
    });
    field.addEventListener("keydown", (event) => this.#pressed(event));
    field.addEventListener("paste", ({ clipboardData }) => {
      if (clipboardData.files[0]) this.attach(clipboardData.files[0]);
    });
  }

  #wireButtons() {
    const chooser = this.#get("chooser");
    const drop = (name, run) => part(this.#get(name), "drop").addEventListener("click", () => {
      run();
      this.#field.focus();
    });
    this.#get("attach").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", () => { if (chooser.files[0]) this.attach(chooser.files[0]); });
    drop("attachment", () => this.attach(null));
    drop("banner", () => this.#aim(null));
    this.#get("keys-toggle").addEventListener("click", () => {
      this.#folded = !this.#folded;
      this.#paintKeys();
    });
  }

  #pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#get("form").requestSubmit();
    } else if (event.key === "Escape") this.#escape();
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") this.#arrow(event);
  }

  #escape() {
    if (this.commands.isOpen()) this.commands.close();
    else if (this.#file) this.attach(null);
    else this.#aim(null);
  }

  /** Goes to the commands when they show; in an empty box, the arrow up edits one's last message. */
  #arrow(event) {
    const up = event.key === "ArrowUp";
    const empty = !this.#field.value && !this.#file && !this.#target;
    const own = up && empty && [...this.#chat.messages.values()].findLast((view) => view.from.id === this.#holder.id);
    if (!this.commands.isOpen() && !own) return;
    event.preventDefault();
    if (this.commands.isOpen()) this.commands.items().at(up ? -1 : 0)?.focus();
    else this.edit(own);
  }
}
