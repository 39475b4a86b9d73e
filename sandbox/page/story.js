// The guided story as one table. Change the bot's words, and only this table may need a look.
//
// A step names its phone, what opens it (`first`: a message, or a button to tap), how to go on (`moves`, tried in
// order against the bot's latest message: tap the button whose label matches, else type the next of `texts`), and
// the bot's message that ticks it (`seen`).

/** Whether a message offers a button whose label matches. */
export const offers = (view, label) => (view.keyboard ?? []).flat().some((button) => label.test(button.text));

/** What was said so far: the last words of a person in each chat, and what followed /annonce there. */
export function createNotes() {
  return { said: new Map(), announcing: new Set(), drafts: [] };
}

/** Notes what a person says, in the order it is said. */
export function hear(view, chat, notes) {
  if (view.from.bot || chat.type !== "private" || !view.text) return;
  notes.said.set(chat.id, view.text);
  if (/^\/(annonce|announce)\b/u.test(view.text)) notes.announcing.add(chat.id);
  else if (notes.announcing.has(chat.id) && !view.text.startsWith("/")) notes.drafts.push({ chat: chat.id, text: view.text });
}

export const STEPS = [
  {
    id: "ask",
    phone: "citizen",
    where: "private",
    first: { type: "Qu’est-ce que le Partenariat pour un gouvernement ouvert\u202f?" },
    moves: [/partenariat/iu],
    texts: [],
    seen: (view, chat, notes) => chat.type === "private" && /source/iu.test(view.text)
      && /^[^/]/u.test(notes.said.get(chat.id) ?? ""),
  },
  {
    id: "contribute",
    phone: "citizen",
    where: "private",
    first: { type: "/contribuer" },
    moves: [
      /envoyer|\bsend\b/iu, /accepte|d’accord|commencer|compris|agree|accept/iu, /reprendre|continuer|resume/iu,
      /passer|skip/iu, /anonym/iu, /toute la france|national|all of france/iu, /^\P{L}*(un |une )?(citoyen|citizen)/iu,
      /participation/iu,
    ],
    texts: [
      "Des ateliers ouverts dans chaque département",
      "Les réunions publiques se tiennent souvent loin de chez nous, aux heures de travail.",
      "Organiser un atelier le soir dans chaque département, et publier son compte rendu en ligne.",
    ],
    seen: (view, chat) => chat.type === "private" && /n°\s*\S*\d/iu.test(view.text)
      && !offers(view, /envoyer|\bsend\b/iu),
  },
  {
    id: "moderate",
    phone: "moderator",
    where: "shared",
    first: { tap: /approuver|approve/iu },
    moves: [/confirmer|confirm/iu],
    texts: [],
    seen: (view, chat) => chat.type !== "private" && view.edited
      && !offers(view, /approuver|approve|retour|back|confirm/iu),
  },
  {
    id: "announce",
    phone: "press",
    where: "private",
    first: { type: "/annonce" },
    moves: [/envoyer|diffuser|confirmer|\bsend\b|confirm/iu, /nouvelle|écrire|\bnew\b/iu],
    texts: ["Le plan d’action 2021-2023 sera finalisé en décembre 2021. Merci de vos contributions\u202f!"],
    seen: (view, chat, notes) => chat.type === "private"
      && notes.drafts.some((draft) => draft.chat !== chat.id && view.text.includes(draft.text)),
  },
];
