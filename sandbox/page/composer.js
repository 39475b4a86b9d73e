// The foot of a phone: send box, attachment, reply and edit, commands, reply keyboard.

import { h, part } from "./dom.js";
import { createMenu } from "./menu.js";

const WELCOME = /^(image\/|application\/pdf$)/u;

/** Rows of a reply keyboard, whether it comes bare or with its options. */
function rowsOf(keyboard) {
  const rows = Array.isArray(keyboard) ? keyboard : keyboard?.keyboard ?? [];
  return rows.map((row) => row.map((button) => (typeof button === "string" ? button : button.text)));
}

/** `actions`: send(text, replyTo), edit(view, text), upload(file, caption), each answering true when done; complain(text). */
export function createComposer(root, strings, actions) {
  const [form, field, send, chooser] = ["form", "field", "send", "chooser"].map((name) => part(root, name));
  const [keysButton, keys, banner, attachment] = ["keys-toggle", "keys", "banner", "attachment"].map((name) => part(root, name));
  let target = null;
  let file = null;
  let shown = null;

  const known = () => shown?.chat.commands[shown.holder.id] ?? [];

  function fillCommands(query) {
    const found = known().filter((one) => one.command.startsWith(query.toLowerCase()));
    commandPanel.replaceChildren(...found.map((one) =>
      h("button", { type: "button", class: "command", onclick: () => submitText(`/${one.command}`) },
        h("span", { class: "command-name" }, `/${one.command}`),
        h("span", { class: "command-about" }, one.description))));
  }
  const commandPanel = part(root, "commands");
  const commands = createMenu(part(root, "slash"), commandPanel, fillCommands);

  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    send.disabled = !field.value.trim() && !file;
  }

  function paintBanner() {
    banner.hidden = !target;
    if (!target) return;
    const { mode, view } = target;
    const title = mode === "edit" ? strings.t("compose.editing") : strings.t("compose.replying", { name: view.from.name });
    part(banner, "title").textContent = title;
    part(banner, "text").textContent = view.text || strings.t(`message.${view.kind === "text" ? "service" : view.kind}`);
    send.setAttribute("aria-label", strings.t(mode === "edit" ? "compose.save" : "compose.send"));
  }

  function setTarget(next) {
    if (target?.mode === "edit" && next?.mode !== "edit") field.value = "";
    target = next;
    send.setAttribute("aria-label", strings.t("compose.send"));
    paintBanner();
    root.classList.toggle("editing", next?.mode === "edit");
    fit();
  }

  function setFile(next) {
    if (next && !WELCOME.test(next.type)) {
      actions.complain(strings.t("compose.badfile"));
      return;
    }
    file = next;
    attachment.hidden = !file;
    if (file) {
      part(attachment, "name").textContent = file.name;
      part(attachment, "size").textContent = strings.size(file.size);
      field.focus();
    }
    chooser.value = "";
    fit();
  }

  /** Sends at once; the words come back in the box when the sandbox refuses them. */
  async function submitText(text) {
    const sent = { target, file };
    const kept = text;
    field.value = "";
    setTarget(null);
    setFile(null);
    commands.close();
    field.focus();
    let done;
    if (sent.target?.mode === "edit") done = await actions.edit(sent.target.view, text);
    else if (sent.file) done = await actions.upload(sent.file, text);
    else done = await actions.send(text, sent.target?.view.id ?? null);
    if (done || field.value) return;
    if (sent.target) setTarget(sent.target);
    if (sent.file) setFile(sent.file);
    field.value = kept;
    fit();
  }

  function paintKeys() {
    const keyboard = shown?.chat.reply_keyboard[shown.holder.id] ?? null;
    const rows = rowsOf(keyboard);
    const folded = keysButton.getAttribute("aria-expanded") === "false";
    keysButton.hidden = rows.length === 0;
    keys.hidden = rows.length === 0 || folded;
    keysButton.setAttribute("aria-label", strings.t(folded ? "compose.keys.show" : "compose.keys.hide"));
    const hint = keyboard?.input_field_placeholder;
    field.placeholder = hint || strings.t("compose.placeholder");
    const wanted = JSON.stringify(rows);
    if (keys.dataset.rows === wanted) return;
    keys.dataset.rows = wanted;
    keys.replaceChildren(...rows.map((row) => h("div", { class: "key-row" },
      ...row.map((text) => h("button", { type: "button", class: "reply-key", onclick: () => submitText(text) }, text)))));
  }

  keysButton.addEventListener("click", () => {
    const folded = keysButton.getAttribute("aria-expanded") === "false";
    keysButton.setAttribute("aria-expanded", String(folded));
    paintKeys();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text || file) submitText(text);
  });
  field.addEventListener("input", () => {
    fit();
    const typed = field.value.match(/^\/(\w*)$/u);
    if (typed) commands.open(typed[1], field);
    else commands.close();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") {
      if (commands.isOpen()) commands.close();
      else if (file) setFile(null);
      else if (target) setTarget(null);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && commands.isOpen()) {
      event.preventDefault();
      commands.items().at(event.key === "ArrowUp" ? -1 : 0)?.focus();
    } else if (event.key === "ArrowUp" && !field.value && !file && !target) {
      const own = [...(shown?.chat.messages.values() ?? [])].reverse().find((view) => view.from.id === shown.holder.id);
      if (own) edit(own);
      if (own) event.preventDefault();
    }
  });
  field.addEventListener("paste", (event) => { if (event.clipboardData.files[0]) setFile(event.clipboardData.files[0]); });
  part(root, "attach").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => { if (chooser.files[0]) setFile(chooser.files[0]); });
  part(attachment, "drop").addEventListener("click", () => {
    setFile(null);
    field.focus();
  });
  part(banner, "drop").addEventListener("click", () => {
    setTarget(null);
    field.focus();
  });

  function edit(view) {
    setFile(null);
    field.value = view.text;
    setTarget({ mode: "edit", view });
    field.focus();
  }

  function reply(view) {
    setTarget({ mode: "reply", view });
    field.focus();
  }

  /** Shows the box of one person in one conversation; the draft of another conversation is dropped. */
  function show(holder, chat) {
    const moved = shown && (shown.chat.id !== chat.id || shown.holder.id !== holder.id);
    shown = { holder, chat };
    if (moved) {
      field.value = "";
      setTarget(null);
      setFile(null);
      commands.close();
    }
    field.setAttribute("aria-label", strings.t("compose.label", { name: holder.name }));
    field.lang = holder.language;
    part(root, "slash").hidden = known().length === 0;
    paintKeys();
    fit();
  }

  return { show, edit, reply, attach: setFile };
}
