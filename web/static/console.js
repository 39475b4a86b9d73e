// Comfort only: every page does all of this by links and forms. Nothing typed is ever lost to a refresh.
"use strict";

const main = document.querySelector("main");
const SWITCH = "keys-off";

function typing(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function keysOff() {
  return localStorage.getItem(SWITCH) === "1";
}

function move(step) {
  const links = [...document.querySelectorAll(".row-link")];
  if (links.length === 0) return false;
  const row = document.activeElement.closest(".row");
  const at = row ? links.indexOf(row.querySelector(".row-link")) : step > 0 ? -1 : links.length;
  links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
  return true;
}

function check() {
  const row = document.activeElement.closest(".row");
  const box = row && row.querySelector("input[type=checkbox]");
  if (!box) return false;
  box.checked = !box.checked;
  return true;
}

function press(key) {
  if (main.dataset.live === "list" && (key === "j" || key === "k")) return move(key === "j" ? 1 : -1);
  if (main.dataset.live === "list" && key === "x") return check();
  const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (found.tagName === "A") found.click();
  else found.focus(); // a decision takes Enter besides: no single key decides
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (typing(event.target)) return;
  if (press(event.key)) event.preventDefault();
});

const button = document.querySelector("#keys-switch");
if (button) {
  const show = () => { button.textContent = keysOff() ? button.dataset.off : button.dataset.on; };
  button.hidden = false;
  document.querySelector("#keys").hidden = false; // without scripts there are no shortcuts to tell of
  button.addEventListener("click", () => {
    localStorage.setItem(SWITCH, keysOff() ? "0" : "1");
    show();
  });
  show();
}

// What others do, in Telegram or here, shows by itself.
let source = null;
let dirty = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[method=post]") && typing(event.target)) dirty = true; });

function keep(fresh) {
  const here = document.activeElement;
  const focused = here && here.closest("#live") && (here.id ? `#${CSS.escape(here.id)}` : here.matches(".row-link") ? `[href="${here.getAttribute("href")}"]` : null);
  const checked = new Set([...document.querySelectorAll("#live input:checked")].map((box) => box.value));
  for (const box of fresh.querySelectorAll("input[type=checkbox]")) box.checked = checked.has(box.value);
  document.querySelector("#live").replaceWith(fresh);
  const again = focused && document.querySelector(focused);
  if (again) again.focus();
}

async function refresh() {
  const live = document.querySelector("#live");
  if (!live) return;
  const address = new URL(location.href);
  address.searchParams.delete("done");
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin" });
  } catch {
    return; // no network: the next change asks again
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#live");
  if (!fresh || fresh.dataset.stamp === live.dataset.stamp) return;
  if (main.dataset.live === "card" && dirty) document.querySelector("#stale").hidden = false;
  else keep(document.importNode(fresh, true));
  if (main.dataset.changed) document.querySelector("#announce").textContent = main.dataset.changed;
}

function follow() {
  if (source) source.close();
  source = null;
  if (!main.dataset.live || document.hidden) return; // a hidden page holds no connection
  source = new EventSource("/console/live");
  source.addEventListener("change", refresh);
  source.addEventListener("open", refresh); // whatever happened meanwhile
}

document.addEventListener("visibilitychange", follow);
window.addEventListener("pagehide", () => { if (source) source.close(); });
follow();
