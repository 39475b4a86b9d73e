# What became of announcements, the week's questions, what was done with contributions, and files to take away.
announcement-report = 📊 Bilan
report-not-left = Cette annonce n’est pas partie : son bilan viendra ensuite.
report-head =
    <b>📊 Bilan de l’annonce n° { $number }</b>
    « { $excerpt } »
report-reach = <b>Portée :</b> la moitié des personnes atteintes l’ont eue en { $half }, 95 % en { $nearly }, toutes en { $all }.
report-opt-outs = <b>Désabonnements</b> sous l’annonce ou dans les { $hours } heures : { $count } ({ $share } des personnes atteintes)
report-blocks = Ont bloqué le bot dans les { $hours } heures : { $count }
report-taps = <b>Boutons touchés</b>
report-taps-none = Aucun pour l’instant.
report-taps-elsewhere = <i>Les boutons vers d’autres sites ne sont pas comptés : Telegram n’en dit rien.</i>
report-votes = <b>Sondage { $which }</b> · { $count ->
        [one] { $count } votant
       *[other] { $count } votants
    }
report-vote = – { $label } : { $count } ({ $share })
report-caption = Annonce n° { $number } : { $sent } messages reçus sur { $total } ; { $left ->
        [one] { $left } désabonnement
       *[other] { $left } désabonnements
    }. Les mêmes chiffres sont dans le message ci-dessus.
report-picture-title = Annonce n° { $number }
report-picture-reach = Personnes atteintes, depuis le départ
report-picture-became = Ce que sont devenus les messages
report-picture-did = Ce qu’ont fait les lecteurs
report-picture-votes = Sondage ({ $language })
report-bar-sent = Reçus
report-bar-blocked = Bot bloqué
report-bar-failed = Échecs
report-bar-unknown = Incertains
report-bar-skipped = Non envoyés
report-bar-opt-out = Se sont désabonnés
report-bar-block = Ont bloqué le bot

# /export
command-export = Emporter les contributions, les chiffres, le rapport PGO
export-which =
    <b>📥 Que voulez-vous emporter ?</b>

    Chaque choix vous envoie un tableau (CSV, pour un tableur) et les mêmes données en JSON, avec leur schéma. Le rapport PGO y ajoute un document à publier.
export-take-contributions = 📥 Contributions publiées
export-take-announcements = 📥 Chiffres des annonces
export-take-ogp = 📥 Rapport PGO
export-in-private = Les fichiers vous sont envoyés en privé : écrivez-moi /export dans notre discussion.
export-coming = Je prépare les fichiers…
export-done = C’est tout. Dans le tableau, une apostrophe précède ce qu’un tableur aurait pris pour une formule ; le JSON garde les textes tels quels.
export-later = Telegram n’a pas pris tous les fichiers. Recommencez dans un instant avec /export.
export-too-large = Ces fichiers sont trop gros pour Telegram. La commande « citizenbot export » les écrit sur le serveur.
export-contributions = Contributions publiées
export-announcements = Annonces et leurs chiffres
export-ogp-inputs = Ce qui a été reçu et comment c’est considéré, par thème
export-ogp-responses = Réponses motivées
export-column-number = Numéro
export-column-received = Reçue le
export-column-published = Décidée le
export-column-supports = Soutiens
export-column-commitments = Engagements liés
export-column-kind = Nature
export-column-about = À propos de l’annonce
export-column-state = État
export-column-departed = Partie le
export-column-ended = Finie le
export-column-format = Format
export-column-text = Texte
export-column-audience = Destinataires
export-column-recipients = Nombre de destinataires
export-column-sent = Envoyées
export-column-blocked = Bloquées
export-column-failed = Échecs
export-column-unknown = Incertaines
export-column-skipped = Non envoyées
export-column-opt-outs = Désabonnements
export-column-blocks-after = Blocages du bot ensuite
export-column-taps = Boutons touchés
export-column-votes = Sondage
export-column-theme = Thème (clé)
export-column-theme-title = Thème
export-column-inputs-received = Reçues
export-column-inputs-published = Publiées
export-column-inputs-merged = Doublons
export-column-inputs-refused = Refusées (charte)
export-column-inputs-withdrawn = Retirées par leur auteur
export-column-inputs-waiting = En attente
export-column-considered-retained = Retenues
export-column-considered-partly = Retenues en partie
export-column-considered-not-retained = Non retenues
export-column-considered-unanswered = Pas encore de réponse
export-column-contribution-title = Contribution
export-column-verdict = Suite (clé)
export-column-verdict-label = Suite
export-column-commitment = Engagement
export-column-commitment-title = Titre de l’engagement
export-column-response = Réponse motivée
export-column-answered = Répondue le
export-verdict-retained = Retenue
export-verdict-partly = Retenue en partie
export-verdict-not-retained = Non retenue
export-verdict-unanswered = Pas encore de réponse
ogp-title = Ce que les citoyens ont dit, et ce qu’il en est fait : { $title }
ogp-summary = Au { $day } : { $total } contributions reçues, { $published } publiées, dont { $answered } avec une réponse motivée.
ogp-none-published = Aucune contribution publiée sur ce thème.
ogp-contribution = n° { $number } : { $title }
ogp-where = engagement n° { $number }, { $title }

# Le bilan de la semaine
weekly-head = <b>📬 Les questions de la semaine</b>, du { $since } au { $until }
weekly-asked = Posées : { $count }
weekly-answered = Répondues par la FAQ : { $count }
weekly-passed-on = Transmises au service de presse : { $count }
weekly-settled = Auxquelles vous avez répondu : { $count }
weekly-waiting = Sujets qui attendent une réponse aujourd’hui : { $count }
weekly-top = <b>Les plus demandées</b>
weekly-top-line = – « { $text } » : { $count }
weekly-entries = <b>Les réponses de la FAQ les plus lues</b>
weekly-see = 📋 Répondre aux questions
weekly-off = 🔕 Ne plus recevoir ce bilan
weekly-on = 🔔 Recevoir ce bilan chaque lundi
weekly-is-off = C’est noté : ce bilan ne viendra plus. Il reste sous /questions.
weekly-is-on = C’est noté : ce bilan viendra chaque lundi à 9 h.
weekly-show = 📬 Bilan de la semaine

# « Ce que vous avez dit, ce que nous faisons »
said-done = 🤝 Ce que vous avez dit, ce que nous faisons
said-done-which =
    <b>🤝 Ce que vous avez dit, ce que nous faisons</b>

    Je compose une annonce à partir des contributions reliées à des engagements, avec vos réponses. Vous la relisez et la changez avant tout envoi. Sur quel thème ?
said-done-all = 🗂 Tous les thèmes
said-done-theme = { $theme } ({ $count })
said-done-nothing = Aucune contribution n’est encore reliée à un engagement. /relier le fait.
said-done-head = Ce que vous avez dit, ce que nous faisons
said-done-head-theme = { $theme } : ce que vous avez dit, ce que nous faisons
said-done-commitment = { $fed ->
        [0] Engagement n° { $number } : { $title }
        [one] Engagement n° { $number } : { $title } ({ $fed } contribution l’a nourri)
       *[other] Engagement n° { $number } : { $title } ({ $fed } contributions l’ont nourri)
    }
said-done-stage = Où en est-on ? { $stage }.
said-done-you-said = Vous avez dit : « { $title } »
said-done-we-do = Nous répondons : { $answer }
said-done-not-retained = { $count ->
        [one] { $count } contribution n’a pas été retenue : son auteur a reçu la raison.
       *[other] { $count } contributions n’ont pas été retenues : leurs auteurs ont reçu la raison.
    }
said-done-more = { $count ->
        [one] Et { $count } autre engagement : /engagements
       *[other] Et { $count } autres engagements : /engagements
    }
said-done-tail = Tous les engagements et ce qu’ils doivent à vos contributions : /engagements
