// The guided story's panel: what to do now, ticks, and a button that does it for the reader.

import { h, icon, part, roam } from "./dom.js";
import { Player } from "./player.js";
import { STEPS, createNotes, hear, offers } from "./story.js";

const MEMORY = "sandbox.story.hidden";

/** `phones` by role; `tabs` bring a phone to the front on narrow screens, only when the reader asks for a step. */
export class Guide {
  #page;
  #store;
  #strings;
  #phones;
  #tabs;
  #done = new Set();
  #notes = createNotes();
  #current = 0;
  #player = null;
  #remark = null;
  #hidden = window.localStorage.getItem(MEMORY) === "1";

  constructor(page, { store, strings, phones, tabs }) {
    this.#page = page;
    this.#store = store;
    this.#strings = strings;
    this.#phones = phones;
    this.#tabs = tabs;
    store.listen((change) => {
      if (change.kind === "reset") this.#lookAtAll();
      else if (change.kind === "message") this.#look(change.view, change.chat);
    });
    this.#get("story-do").addEventListener("click", () => (this.#player ? this.#player.stop() : this.#run()));
    this.#get("story-dismiss").addEventListener("click", () => this.#show(false));
    this.#get("story-resume").addEventListener("click", () => this.#show(true));
    this.#get("steps").addEventListener("keydown", (event) =>
      roam(event, this.#buttons(), { back: ["ArrowLeft", "ArrowUp"], forth: ["ArrowRight", "ArrowDown"] }));
  }

  paint() {
    const finished = this.#finished();
    const [doIt, resume] = [this.#get("story-do"), this.#get("story-resume")];
    this.#get("story").hidden = this.#hidden;
    resume.hidden = !this.#hidden;
    resume.replaceChildren(icon("tour"), h("span", {}, this.#strings.t("story.title")),
      h("span", { class: "count" }, `${this.#done.size}/${STEPS.length}`));
    doIt.hidden = finished;
    doIt.replaceChildren(icon(this.#player ? "stop" : "play"),
      h("span", {}, this.#strings.t(this.#player ? "story.stop" : "story.do")));
    this.#get("story-dismiss").replaceChildren(icon("close"));
    this.#paintSteps();
    this.#paintText();
    this.#paintFlags();
  }

  #get(name) {
    return part(this.#page, name);
  }

  #buttons() {
    return [...this.#get("steps").querySelectorAll("button")];
  }

  #finished() {
    return this.#done.size === STEPS.length;
  }

  #step() {
    return STEPS[this.#current];
  }

  #paintSteps() {
    const held = this.#buttons().indexOf(document.activeElement);
    this.#get("steps").replaceChildren(...STEPS.map((step, index) => this.#item(step, index)));
    this.#buttons()[held]?.focus();
  }

  #item(step, index) {
    const ticked = this.#done.has(step.id);
    const { t } = this.#strings;
    return h("li", { class: ticked ? "step ticked" : "step" }, h("button", {
      type: "button", onclick: () => this.#choose(index),
      "aria-current": index === this.#current && !this.#finished() ? "step" : null,
    }, h("span", { class: "step-mark" }, ticked ? icon("save") : String(index + 1)),
    h("span", { class: "step-title" }, t(`story.${step.id}.title`)),
    h("span", { class: "unseen" }, `\u00a0(${t(ticked ? "story.done" : "story.todo")})`)));
  }

  #paintText() {
    const { t } = this.#strings;
    const { id } = this.#step();
    const name = this.#finished() ? "" : `${t(`story.${id}.title`)}. `;
    const words = this.#finished() ? t("story.all") : this.#remark ?? t(`story.${id}.text`);
    const text = this.#get("story-text");
    if (text.textContent !== name + words) text.replaceChildren(h("strong", { class: "story-name" }, name), words);
  }

  #paintFlags() {
    for (const phone of Object.values(this.#phones)) {
      const here = !this.#hidden && !this.#finished() && this.#step().phone === phone.role;
      const words = here ? this.#strings.t("story.flag", { n: this.#current + 1 }) : null;
      phone.flag(words);
      this.#tabs.flag(phone.role, words);
    }
  }

  #show(visible) {
    this.#hidden = !visible;
    window.localStorage.setItem(MEMORY, visible ? "0" : "1");
    this.paint();
    this.#get(visible ? "story-do" : "story-resume").focus();
  }

  #choose(index) {
    this.#player?.stop();
    this.#current = index;
    this.#remark = null;
    this.#tabs.show(this.#step().phone);
    this.paint();
  }

  // Ticks

  #lookAtAll() {
    this.#notes = createNotes();
    const views = [...this.#store.world.chats.values()]
      .flatMap((chat) => [...chat.messages.values()].map((view) => ({ view, chat })));
    views.sort((one, other) => one.view.date.localeCompare(other.view.date));
    for (const { view, chat } of views) this.#look(view, chat);
    this.paint();
  }

  #look(view, chat) {
    if (!view.from.bot) hear(view, chat, this.#notes);
    else for (const step of STEPS) if (!this.#done.has(step.id) && step.seen(view, chat, this.#notes)) this.#tick(step);
  }

  #tick(step) {
    this.#done.add(step.id);
    if (step === this.#step() && !this.#finished()) {
      this.#current = STEPS.findIndex((other) => !this.#done.has(other.id));
      this.#remark = null;
    }
    this.paint();
  }

  // « Faites-le pour moi »

  async #run() {
    const step = this.#step();
    const player = new Player(this.#store, () => this.#done.has(step.id));
    this.#player = player;
    this.#remark = null;
    this.paint();
    let outcome = "done";
    for (const scene of step.acts) if (outcome === "done") outcome = await this.#perform(scene, player);
    this.#player = null;
    if (outcome === "stalled" || outcome === "empty") this.#remark = this.#strings.t(`story.${outcome}`);
    this.paint();
  }

  /** Brings the act's phone and conversation to the front, then plays it. */
  async #perform(scene, player) {
    const phone = this.#phones[scene.phone];
    const person = phone.holder?.id;
    const chat = person && this.#stage(scene, person);
    if (!chat) return "empty";
    this.#tabs.show(scene.phone);
    if (phone.chat !== chat) phone.showChat(chat.id);
    return player.play(scene, person, chat);
  }

  /** The conversation an act happens in: with the bot, or the shared one where something waits. */
  #stage({ where, first }, person) {
    if (where === "private") return this.#store.privateChatOf(person);
    const shared = this.#store.chatsOf(person).filter((chat) => chat.type !== "private");
    const waits = (chat) => [...chat.messages.values()].some((view) => offers(view, first.tap));
    return shared.find(waits) ?? shared[0];
  }
}
