// The guided story as one table. Change the bot's words, and only this table may need a look.
//
// A step names its phone and its `acts`, played one after the other by « Faites-le pour moi ». An act says on which
// phone and in which conversation (`where`: "private" with the bot, or "shared"); what opens it (`first`: a message to
// send, or a button to tap); how to go on (`moves`: the button of the bot's latest message to tap, tried in order, else
// the next of `texts` is sent); and, but for the last, the message of the bot that ends it (`until`).
// `seen` recognises the bot's message that ticks the step, whoever did what led to it.

/** Whether a message offers a button whose label matches. */
export const offers = (view, label) => (view.keyboard ?? []).flat().some((button) => label.test(button.text));

/** What was said so far: the last words of a person in each chat, and what followed /annonce there. */
export function createNotes() {
  return { said: new Map(), announcing: new Set(), drafts: [] };
}

/** Notes what a person says, in the order it is said. */
export function hear(view, chat, notes) {
  if (view.from.bot || chat.type !== "private" || !view.text) return;
  const { text } = view;
  notes.said.set(chat.id, text);
  if (/^\/(annonce|announce)\b/u.test(text)) notes.announcing.add(chat.id);
  else if (notes.announcing.has(chat.id) && !text.startsWith("/")) notes.drafts.push({ chat: chat.id, text });
}

const SEND = /envoyer|\bsend\b/iu;
const APPROVE = /approuver|approve/iu;
const UNDO = /revenir sur|undo/iu;
const RECEIPT = /contribution (n°|no\.)\s*\d/iu;
const UNSUBSCRIBE = /se désabonner|unsubscribe/iu;

export const STEPS = [
  {
    id: "ask",
    phone: "citizen",
    acts: [{
      phone: "citizen",
      where: "private",
      first: { type: "Quand le plan d’action sera-t-il terminé\u202f?" },
      moves: [/\?$/u],
      texts: [],
    }],
    seen: (view, chat, notes) => chat.type === "private" && /source/iu.test(view.text)
      && /^[^/]/u.test(notes.said.get(chat.id) ?? ""),
  },
  {
    id: "contribute",
    phone: "citizen",
    acts: [{
      phone: "citizen",
      where: "private",
      first: { type: "/contribuer" },
      moves: [
        SEND, /j’accepte|i agree/iu, /reprendre|continuer|go on|resume/iu, /passer|skip/iu, /anonym/iu,
        /toute la france|national/iu, /^\P{L}*(citoyen|citizen)/iu, /participation/iu,
      ],
      texts: [
        "Des ateliers ouverts dans chaque département",
        "Les réunions publiques se tiennent souvent loin de chez nous, aux heures de travail.",
        "Organiser un atelier le soir dans chaque département, et publier son compte rendu en ligne.",
      ],
    }],
    seen: (view, chat) => chat.type === "private" && RECEIPT.test(view.text) && !offers(view, SEND),
  },
  {
    id: "moderate",
    phone: "moderator",
    acts: [{ phone: "moderator", where: "shared", first: { tap: APPROVE }, moves: [], texts: [] }],
    seen: (view, chat) => chat.type !== "private" && view.edited && (offers(view, UNDO) || !view.keyboard?.length),
  },
  {
    id: "announce",
    phone: "press",
    acts: [
      {
        phone: "citizen",
        where: "private",
        first: { type: "/abonnements" },
        moves: [/s’abonner|\bsubscribe/iu],
        texts: [],
        until: (view) => offers(view, UNSUBSCRIBE),
      },
      {
        phone: "press",
        where: "private",
        first: { type: "/annonce" },
        moves: [SEND],
        texts: ["Le plan d’action 2021-2023 sera finalisé en décembre 2021. Merci de vos contributions\u202f!"],
      },
    ],
    seen: (view, chat, notes) => chat.type === "private"
      && notes.drafts.some((draft) => draft.chat !== chat.id && view.text.includes(draft.text)),
  },
];
