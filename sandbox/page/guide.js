// The guided story's panel: what to do now, ticks, and a hand that does it for the reader.

import { h, icon, part, roam } from "./dom.js";
import { play } from "./player.js";
import { STEPS, createNotes, hear, offers } from "./story.js";

const MEMORY = "sandbox.story.hidden";

/** `phones` by role; `reveal(role)` brings a phone to the front on narrow screens. */
export function createGuide({ store, strings, phones, reveal, page }) {
  const panel = part(page, "story");
  const [list, text, doIt, dismiss, resume] =
    ["steps", "story-text", "story-do", "story-dismiss", "story-resume"].map((name) => part(page, name));
  const done = new Set();
  let notes = createNotes();
  let current = 0;
  let playing = null;
  let note = null;
  let hidden = window.localStorage.getItem(MEMORY) === "1";

  const finished = () => done.size === STEPS.length;
  const step = () => STEPS[current];

  function item(one, index) {
    const ticked = done.has(one.id);
    const title = strings.t(`story.${one.id}.title`);
    return h("li", { class: ticked ? "step ticked" : "step" }, h("button", {
      type: "button", "aria-current": index === current && !finished() ? "step" : null, onclick: () => choose(index),
    }, h("span", { class: "step-mark" }, ticked ? icon("save") : String(index + 1)),
    h("span", { class: "step-title" }, title),
    h("span", { class: "unseen" }, `\u00a0(${strings.t(ticked ? "story.done" : "story.todo")})`)));
  }

  function paintFlags() {
    for (const [role, phone] of Object.entries(phones)) {
      const here = !hidden && !finished() && step().phone === role;
      phone.flag(here ? strings.t("story.flag", { n: current + 1 }) : null);
    }
  }

  function paintText() {
    const name = finished() ? "" : `${strings.t(`story.${step().id}.title`)}. `;
    const words = finished() ? strings.t("story.all") : note ?? strings.t(`story.${step().id}.text`);
    if (text.textContent === name + words) return;
    text.replaceChildren(h("strong", { class: "story-name" }, name), words);
  }

  function paint() {
    panel.hidden = hidden;
    resume.hidden = !hidden;
    resume.replaceChildren(icon("tour"), h("span", {}, strings.t("story.resume")),
      h("span", { class: "count" }, `${done.size}/${STEPS.length}`));
    const held = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    list.replaceChildren(...STEPS.map(item));
    if (held >= 0) list.querySelectorAll("button")[held].focus();
    paintText();
    doIt.hidden = finished();
    doIt.replaceChildren(icon(playing ? "stop" : "play"), h("span", {}, strings.t(playing ? "story.stop" : "story.do")));
    dismiss.replaceChildren(icon("close"));
    paintFlags();
  }

  function choose(index) {
    if (playing) playing.stop = true;
    current = index;
    note = null;
    reveal(step().phone);
    paint();
  }

  function tick(one) {
    done.add(one.id);
    if (one === step() && !finished()) {
      current = STEPS.findIndex((other) => !done.has(other.id));
      note = null;
      if (!playing) reveal(step().phone);
    }
    paint();
  }

  function look(view, chat) {
    if (!view.from.bot) hear(view, chat, notes);
    else for (const one of STEPS) if (!done.has(one.id) && one.seen(view, chat, notes)) tick(one);
  }

  function lookAtAll() {
    notes = createNotes();
    const views = [...store.world.chats.values()].flatMap((chat) => [...chat.messages.values()].map((view) => ({ view, chat })));
    views.sort((one, other) => one.view.date.localeCompare(other.view.date));
    for (const { view, chat } of views) look(view, chat);
    paint();
  }

  /** The conversation an act happens in: with the bot, or the one whose newest card waits. */
  function stage({ where, first }, person) {
    if (where === "private") return store.privateChatOf(person);
    const shared = store.chatsOf(person).filter((chat) => chat.type !== "private");
    const waits = (chat) => [...chat.messages.values()].some((view) => offers(view, first.tap));
    return shared.find(waits) ?? shared[0];
  }

  /** Brings the act's phone and conversation to the front, then plays it. */
  async function perform(one, scene, round) {
    const phone = phones[scene.phone];
    const person = phone.holder?.id;
    const chat = person && stage(scene, person);
    if (!chat) return "empty";
    reveal(scene.phone);
    if (phone.chat !== chat) phone.showChat(chat.id);
    return play(scene, { store, person, chat, isDone: () => done.has(one.id), stopped: () => round.stop });
  }

  async function run() {
    if (playing) {
      playing.stop = true;
      return;
    }
    const one = step();
    const round = { stop: false };
    let outcome = "done";
    playing = round;
    note = null;
    paint();
    for (const scene of one.acts) if (outcome === "done" && !round.stop) outcome = await perform(one, scene, round);
    playing = null;
    if (outcome !== "done" && !round.stop) note = strings.t(`story.${outcome}`);
    else if (!finished()) reveal(step().phone);
    paint();
  }

  function show(visible) {
    hidden = !visible;
    window.localStorage.setItem(MEMORY, hidden ? "1" : "0");
    paint();
    (hidden ? resume : doIt).focus();
  }

  store.listen((change) => {
    if (change.kind === "reset") lookAtAll();
    else if (change.kind === "message") look(change.view, change.chat);
  });
  doIt.addEventListener("click", run);
  dismiss.addEventListener("click", () => show(false));
  resume.addEventListener("click", () => show(true));
  list.addEventListener("keydown", (event) =>
    roam(event, [...list.querySelectorAll("button")], { back: ["ArrowLeft", "ArrowUp"], forth: ["ArrowRight", "ArrowDown"] }));

  return { paint };
}
