// Wires the page: one store, three phones, the story, the language, the tabs of narrow screens.

import { Feed, addPerson } from "./api.js";
import { createAlerts, openForm } from "./dialogs.js";
import { h, icon, part } from "./dom.js";
import { Guide } from "./guide.js";
import { Phone } from "./phone.js";
import { Store } from "./store.js";
import { Strings } from "./strings.js";
import { Tabs } from "./tabs.js";

const ROLES = ["citizen", "moderator", "press"];

/** Remembers for this tab of the browser who holds each phone and what it shows. */
const memory = {
  load: (role) => JSON.parse(window.sessionStorage.getItem(`sandbox.phone.${role}`) ?? "null"),
  save: (role, choice) => window.sessionStorage.setItem(`sandbox.phone.${role}`, JSON.stringify(choice)),
};

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

function wireNewCitizen(phone, strings) {
  const add = part(phone.root, "add");
  add.hidden = false;
  add.append(icon("plus"), strings.relabel(h("span", { dataset: { t: "citizen.add" } })));
  add.addEventListener("click", () => openForm("citizen-template", strings, async ({ name, language }) => {
    const person = await addPerson({ language, ...(name.trim() ? { name: name.trim() } : {}) });
    if (person.id) phone.expect(person.id);
    else phone.complain(person);
  }));
}

/** A toast shows in the phone of the one who tapped, in the first when nobody holds it; an alert, over the page. */
function wireToasts(store, strings, phones) {
  const alertFor = createAlerts(strings);
  store.listen(({ kind, person, text, alert }) => {
    if (kind !== "toast") return;
    const name = store.world.people.get(person)?.name ?? "?";
    const held = Object.values(phones).some((phone) => phone.holder?.id === person);
    if (alert) alertFor(name, text);
    else if (!held) phones.citizen.say(strings.t("toast.for", { name, text }));
  });
}

function begin(page) {
  const strings = new Strings();
  strings.switchTo(strings.language);
  const store = new Store();
  const phones = Object.fromEntries(ROLES.map((role) =>
    [role, new Phone({ role, store, strings, memory, onUnread: (count) => tabs.note(role, count) })]));
  part(page, "phones").append(...ROLES.map((role) => phones[role].root));
  const tabs = new Tabs(part(page, "phone-tabs"), phones, strings);
  const guide = new Guide(page, { store, strings, phones, tabs });
  wireNewCitizen(phones.citizen, strings);
  wireToasts(store, strings, phones);
  store.listen(({ kind }) => {
    if (kind === "reset") part(page, "bot-name").textContent = `@${store.world.bot.username}`;
  });

  const link = part(page, "link");
  const words = part(page, "link-text");
  const showLink = (state) => {
    link.dataset.state = state;
    words.dataset.t = `link.${state}`;
    strings.relabel(words);
  };
  wireLanguage(page, strings, () => {
    ROLES.forEach((role) => phones[role].refresh());
    tabs.paint();
    guide.paint();
  });
  tabs.paint();
  new Feed({ onState: (state) => store.reset(state), onEvent: (event) => store.apply(event), onLink: showLink }).open();
}

begin(document);
