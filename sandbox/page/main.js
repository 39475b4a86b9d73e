// Wires the page: one store, three phones, the story, the language, the tabs of narrow screens.

import { addPerson, follow } from "./api.js";
import { createAlerts, openForm, toast } from "./dialogs.js";
import { h, icon, part, roam } from "./dom.js";
import { createGuide } from "./guide.js";
import { createPhone } from "./phone.js";
import { createStore } from "./store.js";
import { createStrings } from "./strings.js";

const ROLES = ["citizen", "moderator", "press"];
const WIDE = "(min-width: 1100px)";

/** Remembers for this tab of the browser who holds each phone and what it shows. */
function createMemory(storage = window.sessionStorage) {
  return {
    load: (role) => JSON.parse(storage.getItem(`sandbox.phone.${role}`) ?? "null"),
    save: (role, choice) => storage.setItem(`sandbox.phone.${role}`, JSON.stringify(choice)),
  };
}

/** On narrow screens the phones are tabs: one is shown, the others count what arrives. */
function createTabs(bar, phones, strings) {
  const wide = window.matchMedia(WIDE);
  const unread = new Map();
  let shown = ROLES[0];

  function paint() {
    for (const role of ROLES) {
      const { root } = phones[role];
      root.hidden = !wide.matches && role !== shown;
      root.setAttribute("role", wide.matches ? "region" : "tabpanel");
    }
    bar.hidden = wide.matches;
    const focused = bar.contains(document.activeElement);
    bar.replaceChildren(...ROLES.map(tab));
    if (focused) bar.querySelector('[aria-selected="true"]').focus();
  }

  function tab(role) {
    const count = unread.get(role) ?? 0;
    const node = h("button", {
      type: "button", role: "tab", class: "phone-tab", id: `tab-${role}`, "aria-controls": `phone-${role}`,
      "aria-selected": String(role === shown), tabindex: role === shown ? "0" : "-1", onclick: () => show(role),
    }, icon(role), h("span", {}, strings.t(`role.${role}`)));
    if (count) node.append(h("span", { class: "count" }, String(count), h("span", { class: "unseen" }, `\u00a0${strings.t("phone.unread")}`)));
    return node;
  }

  function show(role) {
    shown = role;
    unread.delete(role);
    paint();
  }

  function note(role, count) {
    if (count === 0) unread.delete(role);
    else if (!wide.matches && role !== shown) unread.set(role, (unread.get(role) ?? 0) + count);
    else return;
    paint();
  }

  bar.addEventListener("keydown", (event) => {
    const moved = roam(event, [...bar.children], { back: ["ArrowLeft"], forth: ["ArrowRight"] });
    if (moved) document.activeElement.click();
  });
  wide.addEventListener("change", paint);
  return { show, note, paint };
}

function wireLanguage(page, strings, refresh) {
  const buttons = page.querySelectorAll("[data-language]");
  const mark = () => buttons.forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset.language === strings.language)));
  buttons.forEach((button) => button.addEventListener("click", () => {
    strings.switchTo(button.dataset.language);
    mark();
    refresh();
  }));
  mark();
}

function wireNewCitizen(phone, store, strings) {
  const add = part(phone.root, "add");
  add.hidden = false;
  const label = () => add.replaceChildren(icon("plus"), h("span", {}, strings.t("citizen.add")));
  add.addEventListener("click", () => openForm("citizen-template", strings, async ({ name, language }) => {
    const person = await addPerson({ language, ...(name.trim() ? { name: name.trim() } : {}) });
    if (person.id) phone.expect(person.id);
    else toast(part(phone.root, "toasts"), person.error || strings.t("toast.offline"), { failed: true });
  }));
  label();
  return label;
}

function begin(page) {
  const strings = createStrings();
  strings.switchTo(strings.language);
  const store = createStore();
  const memory = createMemory();
  const alertFor = createAlerts(strings);
  const phones = {};
  for (const role of ROLES) {
    phones[role] = createPhone({ role, store, strings, memory, onUnread: (count) => tabs.note(role, count) });
    strings.relabel(phones[role].root);
    part(page, "phones").append(phones[role].root);
  }
  const tabs = createTabs(part(page, "phone-tabs"), phones, strings);
  const guide = createGuide({ store, strings, phones, reveal: tabs.show, page });
  const relabelAdd = wireNewCitizen(phones.citizen, store, strings);
  let link = "wait";

  function paintLink(state = link) {
    link = state;
    part(page, "link").dataset.state = state;
    part(page, "link-text").textContent = strings.t(`link.${state}`);
  }

  store.listen((change) => {
    const held = (id) => ROLES.some((role) => phones[role].holder?.id === id);
    if (change.kind === "reset") part(page, "bot-name").textContent = `@${store.world.bot.username}`;
    if (change.kind !== "toast") return;
    const { name } = store.world.people.get(change.person) ?? { name: "?" };
    if (change.alert) alertFor(name, change.text);
    else if (!held(change.person)) {
      toast(part(phones.citizen.root, "toasts"), strings.t("toast.for", { name, text: change.text }));
    }
  });
  wireLanguage(page, strings, () => {
    relabelAdd();
    ROLES.forEach((role) => phones[role].refresh());
    tabs.paint();
    guide.paint();
    paintLink();
  });
  tabs.paint();
  follow({ onState: store.reset, onEvent: store.apply, onLink: paintLink });
}

begin(document);
