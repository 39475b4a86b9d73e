// The page's own words. French first, English second; the bot's words never pass through here.

const MEMORY = "sandbox.language";

const FR = {
  "page.title": "Bac à sable",
  "page.tagline": "Un Telegram local\u00a0: rien ne sort de cette machine.",
  "page.skip": "Aller aux téléphones",
  "page.phones": "Téléphones",
  "page.language": "Langue de la page",
  "link.live": "En direct",
  "link.wait": "Connexion…",
  "link.lost": "Reconnexion…",
  "role.citizen": "Citoyens",
  "role.moderator": "Modération",
  "role.press": "Service de presse",
  "phone.of": "Téléphone\u00a0: {role}",
  "phone.holder": "Qui tient le téléphone",
  "phone.chats": "Conversations",
  "phone.unread": "non lus",
  "phone.nobody": "Personne ne tient ce téléphone.",
  "phone.nochat": "Aucune conversation.",
  "citizen.add": "Citoyen",
  "citizen.add.label": "Ajouter un citoyen",
  "citizen.title": "Un citoyen de plus",
  "citizen.hint": "Il aura son téléphone et sa conversation avec le bot.",
  "citizen.name": "Prénom ou nom (facultatif)",
  "citizen.language": "Sa langue",
  "citizen.create": "Ajouter",
  "common.cancel": "Annuler",
  "common.close": "Fermer",
  "common.ok": "D’accord",
  "chat.bot": "bot",
  "chat.channel": "canal · {n} membres",
  "chat.group": "groupe · {n} membres",
  "chat.channel.one": "canal · 1 membre",
  "chat.group.one": "groupe · 1 membre",
  "chat.typing": "écrit…",
  "chat.blocked": "bot bloqué",
  "chat.log": "Messages de {chat}",
  "chat.help": "Flèches haut et bas\u00a0: passer d’un message à l’autre. Tabulation\u00a0: atteindre ses boutons.",
  "chat.more": "Options de la conversation",
  "chat.block": "Bloquer le bot",
  "chat.unblock": "Débloquer le bot",
  "chat.join": "Rejoindre",
  "chat.leave": "Quitter",
  "chat.deeplink": "Ouvrir par un lien…",
  "chat.start": "Démarrer",
  "chat.empty.title": "Que peut faire ce bot\u202f?",
  "chat.empty.bot": "Appuyez sur Démarrer pour faire connaissance.",
  "chat.empty": "Aucun message pour l’instant.",
  "chat.blocked.note": "Vous avez bloqué ce bot\u00a0: il ne peut plus vous écrire.",
  "chat.outside": "{name} n’est pas membre de cette conversation.",
  "chat.readonly": "Seuls les administrateurs publient dans ce canal.",
  "chat.latest": "Derniers messages",
  "chat.pinned": "Message épinglé",
  "deeplink.title": "Ouvrir par un lien",
  "deeplink.hint": "Comme si la personne suivait t.me/{bot}?start=…",
  "deeplink.payload": "Paramètre du lien",
  "deeplink.open": "Ouvrir",
  "message.you": "Vous",
  "message.edited": "modifié",
  "message.reply": "Répondre",
  "message.edit": "Modifier",
  "message.text": "Message",
  "message.photo": "Photo",
  "message.photo.open": "Agrandir la photo",
  "message.document": "Document",
  "message.voice": "Message vocal",
  "message.video": "Vidéo",
  "message.sticker": "Autocollant",
  "message.location": "Position",
  "message.poll": "Sondage",
  "message.service": "Message de service",
  "message.spoiler": "Texte masqué\u00a0: afficher",
  "message.goto": "Aller au message cité",
  "message.keys": "Boutons du message",
  "message.newtab": "(nouvel onglet)",
  "day.today": "Aujourd’hui",
  "day.yesterday": "Hier",
  "compose.label": "Message de {name}",
  "compose.placeholder": "Message",
  "compose.send": "Envoyer",
  "compose.save": "Enregistrer la modification",
  "compose.attach": "Joindre une photo ou un PDF",
  "compose.commands": "Commandes",
  "compose.keys": "Touches proposées",
  "compose.keys.show": "Afficher les touches proposées",
  "compose.keys.hide": "Masquer les touches proposées",
  "compose.replying": "Réponse à {name}",
  "compose.editing": "Modifier le message",
  "compose.drop": "Abandonner",
  "compose.detach": "Retirer la pièce jointe",
  "compose.badfile": "Choisissez une photo ou un PDF.",
  "alert.title": "Message pour {name}",
  "toast.for": "Pour {name}\u00a0: {text}",
  "toast.offline": "Le bac à sable ne répond pas.",
  "story.title": "Visite guidée",
  "story.dismiss": "Masquer la visite guidée",
  "story.do": "Faites-le pour moi",
  "story.stop": "Arrêter",
  "story.stalled": "À vous de continuer\u00a0: le bot attend une réponse que la visite ne connaît pas.",
  "story.empty": "Rien n’attend ici pour l’instant\u00a0: commencez par l’étape précédente.",
  "story.flag": "Étape {n}",
  "story.done": "fait",
  "story.todo": "à faire",
  "story.all": "Le tour est complet. Tout reste ouvert\u00a0: essayez ce que vous voulez.",
  "story.ask.title": "Posez une question",
  "story.ask.text": "Sur le téléphone du citoyen, écrivez une question avec vos mots. Le bot répond et cite sa source.",
  "story.contribute.title": "Contribuez",
  "story.contribute.text": "Envoyez /contribuer et laissez-vous guider. À la fin, un accusé de réception donne votre numéro.",
  "story.moderate.title": "Modérez",
  "story.moderate.text": "La contribution arrive en modération. Décidez avec les boutons sous sa carte\u00a0: l’auteur est prévenu.",
  "story.announce.title": "Annoncez",
  "story.announce.text": "Un citoyen s’abonne avec /abonnements. Au service de presse, envoyez /annonce, écrivez, relisez l’aperçu, confirmez.",
};

const EN = {
  "page.title": "Sandbox",
  "page.tagline": "A local Telegram: nothing leaves this machine.",
  "page.skip": "Skip to the phones",
  "page.phones": "Phones",
  "page.language": "Language of the page",
  "link.live": "Live",
  "link.wait": "Connecting…",
  "link.lost": "Reconnecting…",
  "role.citizen": "Citizens",
  "role.moderator": "Moderation",
  "role.press": "Press office",
  "phone.of": "Phone: {role}",
  "phone.holder": "Who holds the phone",
  "phone.chats": "Conversations",
  "phone.unread": "unread",
  "phone.nobody": "Nobody holds this phone.",
  "phone.nochat": "No conversation.",
  "citizen.add": "Citizen",
  "citizen.add.label": "Add a citizen",
  "citizen.title": "One more citizen",
  "citizen.hint": "They get a phone and a conversation with the bot.",
  "citizen.name": "First name or name (optional)",
  "citizen.language": "Their language",
  "citizen.create": "Add",
  "common.cancel": "Cancel",
  "common.close": "Close",
  "common.ok": "OK",
  "chat.bot": "bot",
  "chat.channel": "channel · {n} members",
  "chat.group": "group · {n} members",
  "chat.channel.one": "channel · 1 member",
  "chat.group.one": "group · 1 member",
  "chat.typing": "typing…",
  "chat.blocked": "bot blocked",
  "chat.log": "Messages of {chat}",
  "chat.help": "Up and down arrows: move between messages. Tab: reach a message’s buttons.",
  "chat.more": "Conversation options",
  "chat.block": "Block the bot",
  "chat.unblock": "Unblock the bot",
  "chat.join": "Join",
  "chat.leave": "Leave",
  "chat.deeplink": "Open through a link…",
  "chat.start": "Start",
  "chat.empty.title": "What can this bot do?",
  "chat.empty.bot": "Press Start to get acquainted.",
  "chat.empty": "No message yet.",
  "chat.blocked.note": "You blocked this bot: it can no longer write to you.",
  "chat.outside": "{name} is not a member of this conversation.",
  "chat.readonly": "Only administrators post in this channel.",
  "chat.latest": "Latest messages",
  "chat.pinned": "Pinned message",
  "deeplink.title": "Open through a link",
  "deeplink.hint": "As if the person followed t.me/{bot}?start=…",
  "deeplink.payload": "Parameter of the link",
  "deeplink.open": "Open",
  "message.you": "You",
  "message.edited": "edited",
  "message.reply": "Reply",
  "message.edit": "Edit",
  "message.text": "Message",
  "message.photo": "Photo",
  "message.photo.open": "Enlarge the photo",
  "message.document": "Document",
  "message.voice": "Voice message",
  "message.video": "Video",
  "message.sticker": "Sticker",
  "message.location": "Location",
  "message.poll": "Poll",
  "message.service": "Service message",
  "message.spoiler": "Hidden text: show",
  "message.goto": "Go to the quoted message",
  "message.keys": "Buttons of the message",
  "message.newtab": "(new tab)",
  "day.today": "Today",
  "day.yesterday": "Yesterday",
  "compose.label": "Message from {name}",
  "compose.placeholder": "Message",
  "compose.send": "Send",
  "compose.save": "Save the change",
  "compose.attach": "Attach a photo or a PDF",
  "compose.commands": "Commands",
  "compose.keys": "Suggested keys",
  "compose.keys.show": "Show the suggested keys",
  "compose.keys.hide": "Hide the suggested keys",
  "compose.replying": "Reply to {name}",
  "compose.editing": "Edit the message",
  "compose.drop": "Discard",
  "compose.detach": "Remove the attachment",
  "compose.badfile": "Choose a photo or a PDF.",
  "alert.title": "Message for {name}",
  "toast.for": "For {name}: {text}",
  "toast.offline": "The sandbox does not answer.",
  "story.title": "Guided tour",
  "story.dismiss": "Hide the guided tour",
  "story.do": "Do it for me",
  "story.stop": "Stop",
  "story.stalled": "Your turn: the bot waits for an answer the tour does not know.",
  "story.empty": "Nothing waits here for now: begin with the step before.",
  "story.flag": "Step {n}",
  "story.done": "done",
  "story.todo": "to do",
  "story.all": "The tour is complete. Everything stays open: try what you like.",
  "story.ask.title": "Ask a question",
  "story.ask.text": "On the citizen’s phone, write a question in your own words. The bot answers and quotes its source.",
  "story.contribute.title": "Contribute",
  "story.contribute.text": "Send /contribuer and be guided. At the end, a receipt gives your number.",
  "story.moderate.title": "Moderate",
  "story.moderate.text": "The contribution reaches moderation. Decide with the buttons under its card: its author is told.",
  "story.announce.title": "Announce",
  "story.announce.text": "A citizen subscribes with /abonnements. As the press office, send /annonce, write, check the preview, confirm.",
};

const TABLE = { fr: FR, en: EN };
const SLOTS = { t: null, tLabel: "aria-label", tTitle: "title" };

/** British forms in English: a 24-hour clock and the day before the month, as on the French side. */
const LOCALES = { fr: "fr", en: "en-GB" };
const CLOCKS = { hour: "2-digit", minute: "2-digit" };
const DATES = { day: "numeric", month: "long", year: "numeric" };

/** The page's words in one language at a time, remembered by the browser. */
export class Strings {
  #clock;

  constructor() {
    const kept = window.localStorage.getItem(MEMORY);
    this.#speak(TABLE[kept] ? kept : "fr");
  }

  /** The words for an id; also used alone, as `const { t } = strings`. */
  t = (id, values = {}) => {
    const text = TABLE[this.language][id];
    if (text === undefined) throw new Error(`No words for "${id}"`);
    return text.replace(/\{(\w+)\}/gu, (_, name) => String(values[name]));
  };

  switchTo(language) {
    window.localStorage.setItem(MEMORY, language);
    this.#speak(language);
    document.documentElement.lang = language;
    this.relabel(document.documentElement);
  }

  /** Fills every `data-t…` slot of a node and of what it holds; answers the node. */
  relabel(root) {
    const nodes = [root, ...root.querySelectorAll("[data-t], [data-t-label], [data-t-title]")];
    for (const node of nodes) {
      for (const [slot, attribute] of Object.entries(SLOTS)) {
        const id = node.dataset[slot];
        if (id && attribute) node.setAttribute(attribute, this.t(id));
        else if (id) node.textContent = this.t(id);
      }
    }
    return root;
  }

  time(iso) {
    return this.#clock.format(new Date(iso));
  }

  /** A day as people say it: today, yesterday, or its date. */
  day(iso, now = new Date()) {
    const then = new Date(iso);
    const eve = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
    if (then.toDateString() === now.toDateString()) return this.t("day.today");
    if (then.toDateString() === eve.toDateString()) return this.t("day.yesterday");
    return then.toLocaleDateString(LOCALES[this.language], DATES);
  }

  /** A file's size in the unit that fits. */
  size(bytes) {
    const power = Math.min(2, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
    const value = bytes / 1000 ** power;
    const unit = ["byte", "kilobyte", "megabyte"][power];
    const unitDisplay = power ? "short" : "long";  // "995 byte" is how the short form goes in English
    const maximumFractionDigits = value < 10 ? 1 : 0;
    return value.toLocaleString(LOCALES[this.language], { style: "unit", unit, unitDisplay, maximumFractionDigits });
  }

  #speak(language) {
    this.language = language;
    this.#clock = new Intl.DateTimeFormat(LOCALES[language], CLOCKS);
  }
}
