// Alerts, small forms and the enlarged photo, each in a native <dialog>; toasts inside their phone.

import { h, part, stamp } from "./dom.js";

const TOAST_MS = 4500;

/** Shows a short message at the foot of a phone for a while. */
export function toast(region, text, { failed = false } = {}) {
  const node = h("p", { class: failed ? "toast failed" : "toast" }, text);
  region.append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

function opened(id, strings) {
  const dialog = strings.relabel(stamp(id));
  document.body.append(dialog);
  const back = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back?.isConnected) back.focus();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  part(dialog, "close")?.addEventListener("click", () => dialog.close());
  dialog.showModal();
  return dialog;
}

/** Alerts come one after the other, whoever they are for. */
export function createAlerts(strings) {
  const queue = [];

  function next() {
    if (!queue.length) return;
    const { name, text } = queue[0];
    const dialog = opened("alert-template", strings);
    part(dialog, "title").textContent = strings.t("alert.title", { name });
    part(dialog, "text").textContent = text;
    dialog.addEventListener("close", () => {
      queue.shift();
      next();
    });
  }

  return function alertFor(name, text) {
    queue.push({ name, text });
    if (queue.length === 1) next();
  };
}

/** Opens a form; `submit(values)` runs with its fields by name. */
export function openForm(id, strings, submit) {
  const dialog = opened(id, strings);
  const form = dialog.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    dialog.close();
    submit(values);
  });
  return dialog;
}

/** Enlarges a photo. */
export function enlarge(url, alt, strings) {
  const dialog = opened("photo-template", strings);
  const image = part(dialog, "image");
  image.src = url;
  image.alt = alt;
}
