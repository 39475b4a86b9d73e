# What may be chosen for an announcement, who approves it, what puts it right.

broadcast-unsubscribe-by-command = 🔕 Se désabonner / Unsubscribe : /stop
broadcast-begun = { $count ->
        [one] Vous avez <b>{ $count } brouillon</b>. Lequel reprenez-vous ?
       *[other] Vous avez <b>{ $count } brouillons</b>. Lequel reprenez-vous ?
    }
broadcast-another = ➕ Une autre annonce
broadcast-ask-english =
    <b>Version anglaise</b>

    Envoyez-moi le même message en anglais : les personnes qui ont choisi cette langue le recevront à la place du français.
broadcast-french-only = ✖️ Sans version anglaise
broadcast-other-kind = La version anglaise doit être du même genre que la française : un texte pour un texte, une photo pour une photo. Ce que vous aviez préparé est gardé.
broadcast-review-some =
    <b>Voici votre annonce, ci-dessus</b>, exactement comme elle sera reçue.

    Destinataires : <b>{ $count } { $count ->
        [one] personne
       *[other] personnes
    }</b>.
broadcast-two-versions = 🇬🇧 En deux langues : chaque personne la reçoit dans la sienne, le français par défaut.
broadcast-due = 🕘 Départ : <b>{ $when }</b>, heure de Paris.
broadcast-paid-on = ⭐ Diffusion payante : <b>{ $stars } { $stars ->
        [one] Star
       *[other] Stars
    } au plus</b>, pour { $count } { $count ->
        [one] message
       *[other] messages
    }.
broadcast-will-be-proposed = 👥 Une autre personne du service de presse devra l’approuver avant qu’elle parte.
broadcast-propose = 📨 Envoyer pour approbation
broadcast-schedule-it = 📨 Envoyer à l’heure dite
broadcast-audience = 🎯 Destinataires
broadcast-when = 🕘 Programmer
broadcast-english = 🇬🇧 Version anglaise
broadcast-buttons = 🔗 Boutons
broadcast-link-preview = 🖼 Aperçu du lien
broadcast-pay = ⭐ Diffusion payante
broadcast-paid-off = ⭐ Ne plus payer
broadcast-album-coming = Un album arrive. Quand toutes ses images sont là, touchez « 👁 Voir l’aperçu ».
broadcast-album-see = 👁 Voir l’aperçu
broadcast-album-full = Un album compte { $most } images au plus : celle-ci n’a pas été ajoutée.
broadcast-poll-later = Telegram ne répond pas, et un sondage doit être montré avant de partir. Renvoyez-le dans un instant.
broadcast-no-quiz = Je ne diffuse pas les quiz, seulement les sondages : ils recueillent un avis, sans bonne réponse. Ce que vous aviez préparé est gardé.

broadcast-buttons-ask =
    <b>Boutons sous l’annonce</b>

    Écrivez-en un par ligne, { $most } au plus : le libellé, une barre, l’adresse en https (ou une commande, comme /contribuer : ses touches seront comptées). Un troisième morceau est le libellé pour les lecteurs en anglais, s’il le faut.

    <code>Lire le plan | https://exemple.fr/plan | Read the plan</code>

    Pour l’instant :
    { $kept }
broadcast-buttons-none = ✖️ Sans bouton
broadcast-buttons-too-many = Pas plus de { $most } boutons, pour que l’annonce reste lisible.
broadcast-buttons-unread = Je n’ai pas compris cette ligne : « { $line } ». Écrivez le libellé, une barre |, puis l’adresse.
broadcast-buttons-label-long = Ce libellé est trop long : « { $label } ». { $most } caractères au plus, sinon les téléphones le coupent.
broadcast-buttons-not-https = Cette adresse ne convient pas : « { $url } ». Il en faut une qui commence par https://, sans mot de passe ; ou l’une de ces commandes : { $commands }.

broadcast-preview-ask =
    <b>Aperçu du lien</b>

    Comment montrer la page dont l’adresse est dans votre texte ?
broadcast-preview-written = Comme je l’ai écrit
broadcast-preview-small = Petite image
broadcast-preview-large = Grande image
broadcast-preview-none = Pas d’aperçu

broadcast-when-ask =
    <b>Quand doit-elle partir ?</b>

    Écrivez-le comme vous le diriez, à l’heure de Paris : « demain 9h », « lundi 14h30 », « 12/03/2027 08:30 ».

    Il est maintenant : { $now }.
broadcast-when-now = ⚡ Dès que je l’envoie
broadcast-when-unread = Je n’ai pas compris ce moment. Écrivez par exemple « demain 9h » ou « 12/03/2027 08:30 ».
broadcast-when-no-such-day = Ce jour n’existe pas. Écrivez par exemple « 12/03/2027 08:30 ».
broadcast-when-past = Ce moment est déjà passé. Écrivez-en un à venir, par exemple « demain 9h ».
broadcast-when-far = C’est dans plus d’un an : choisissez un moment plus proche.
broadcast-when-missing-hour = Cette nuit-là, on passe à l’heure d’été : { $hour } n’existe pas. Choisissez une autre heure.
broadcast-when-double-hour = Cette nuit-là, on passe à l’heure d’hiver : { $hour } a lieu deux fois. Choisissez une autre heure.
broadcast-when-gone = L’heure de départ est passée : rien n’est parti. Choisissez-en une autre avec « 🕘 Programmer ».

broadcast-pay-sure =
    <b>Diffusion payante de Telegram</b>

    Telegram laisse alors passer jusqu’à 1 000 messages par seconde au lieu de 30, et retire <b>{ $price } Star par message</b> du solde du bot.

    Pour { $count } { $count ->
        [one] personne
       *[other] personnes
    } : <b>{ $stars } { $stars ->
        [one] Star
       *[other] Stars
    } au plus</b>. Si le solde ne suffit pas, Telegram refuse les messages.
broadcast-pay-yes = ⭐ Oui, { $stars } { $stars ->
        [one] Star
       *[other] Stars
    } au plus

broadcast-proposed-done = C’est transmis : une autre personne du service de presse doit l’approuver.
broadcast-scheduled-done = C’est programmé : { $when }.
broadcast-recalled = Elle ne partira pas. La voici de nouveau en brouillon.
broadcast-state-proposed = à approuver
broadcast-state-scheduled = programmée
broadcast-state-held = programmée, en pause
broadcast-state-recalled = pas partie
progress-recalled = <b>Annonce n° { $number } : elle n’est pas partie</b>
progress-proposed =
    <b>Annonce n° { $number } : à approuver</b>
    Elle partira quand une autre personne du service de presse l’aura approuvée.
progress-scheduled = <b>Annonce n° { $number } : programmée</b>
progress-held =
    <b>Annonce n° { $number } : programmée, en pause</b>
    Elle ne partira pas tant que vous ne touchez pas « ▶️ Reprendre », même si son heure passe.
progress-recall = 📝 Reprendre en brouillon (n° { $number })

audience-ask = <b>Destinataires</b> : { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    } en ce moment. Chaque groupe s’ajoute ou s’enlève d’un geste.
audience-one = 🎯 Pour { $group }
audience-any = 🎯 Pour toute personne de l’un de ces groupes :
audience-all-at-once = 🎯 Seulement pour les personnes qui sont dans tous ces groupes à la fois :
audience-nobody = 🎯 Aucun groupe n’est choisi : elle n’irait à personne.
audience-group-everyone = les personnes abonnées à toutes les annonces
audience-group-theme = les personnes qui suivent le thème « { $name } »
audience-group-departement = les personnes qui suivent { $name }
audience-group-event = les personnes qui sont inscrites à « { $name } »
audience-group-commitment = les personnes dont une contribution est reliée à l’engagement { $name }
audience-group-received = les personnes qui ont reçu l’annonce n° { $name }
audience-everyone-button = Toutes les personnes abonnées
audience-add-themes = 🏷 Ajouter un thème
audience-add-departements = 📍 Ajouter un département
audience-add-events = 📅 Ajouter un événement
audience-add-commitments = 🤝 Ajouter un engagement
audience-match-all = 🔀 Seulement tous ces groupes à la fois
audience-match-any = 🔀 N’importe lequel de ces groupes
audience-which-theme = Quel thème ? Les personnes qui le suivent recevront l’annonce.
audience-which-departement = Quel département ? Les personnes qui le suivent recevront l’annonce.
audience-which-event = Quel événement ? Les personnes inscrites recevront l’annonce, sauf celles qui n’en veulent plus aucune.
audience-no-event = L’agenda n’a aucun événement.
audience-which-commitment = Quel engagement ? Les personnes dont une contribution lui est reliée recevront l’annonce, sauf celles qui n’en veulent plus aucune.
audience-no-commitment = Aucun engagement n’est enregistré : /engagements les montre.

approval-asked = 👥 <b>{ $name }</b> propose l’annonce n° { $number }. Elle attend qu’une autre personne du service de presse l’ait vue et approuvée.
approval-look = 👁 Voir l’annonce n° { $number }
approval-later = Telegram ne répond pas. Touchez de nouveau « 👁 Voir » dans un instant.
approval-decide = <b>Voici l’annonce n° { $number }, ci-dessus</b>, exactement comme elle sera reçue.
approval-yes = ✅ Approuver
approval-no = ❌ Refuser
approval-own = C’est votre annonce : une autre personne du service de presse doit l’approuver.
approval-decided = C’est déjà décidé, ou l’annonce a été reprise. /annonces dit où elle en est.
approval-done = C’est noté.
approval-approved = ✅ Annonce n° { $number } approuvée. { $count ->
        [0] Elle partira à l’heure dite.
        [one] Elle part pour { $count } personne.
       *[other] Elle part pour { $count } personnes.
    }
approval-refused = ❌ Annonce n° { $number } refusée. Elle est de nouveau en brouillon chez la personne qui l’a écrite.
approval-author-approved = ✅ { $name } a approuvé votre annonce n° { $number }.
approval-author-refused = ❌ { $name } a refusé votre annonce n° { $number }. Elle est de nouveau en brouillon : /annonce la retrouve.

correction-begin = ✏️ Rectificatif
correction-rewrite = 📝 Réécrire sur place
correction-delete = 🗑 Supprimer
correction-ask =
    <b>Rectificatif de l’annonce n° { $number }</b>

    Envoyez-moi le message. Il ira aux personnes qui ont reçu l’annonce, en réponse à celle-ci, et commencera par « Rectificatif ».
edit-ask =
    <b>Réécrire l’annonce n° { $number }</b>

    Envoyez-moi le nouveau message : il prendra la place de l’ancien chez toutes les personnes qui l’ont reçu, sans notification. Sous une photo ou un fichier, un texte seul change la légende.
correction-head = Rectificatif de l’annonce n° { $number } ({ $when })
correction-review =
    <b>Voici le rectificatif de l’annonce n° { $number }, ci-dessus.</b>

    Destinataires : { $count ->
        [one] <b>{ $count } personne</b> qui l’a reçue
       *[other] <b>{ $count } personnes</b> qui l’ont reçue
    }. Qui ne veut plus aucune annonce ne le recevra pas.
edit-review =
    <b>Voici la nouvelle version de l’annonce n° { $number }, ci-dessus.</b>

    Elle prendra la place de l’ancienne chez <b>{ $count } { $count ->
        [one] personne
       *[other] personnes
    }</b>. L’archive montrera les deux.
deletion-review =
    <b>Supprimer l’annonce n° { $number }</b>

    { $count ->
        [0] Aucun message ne peut plus être supprimé
        [one] <b>{ $count } message</b> peut être supprimé
       *[other] <b>{ $count } messages</b> peuvent être supprimés
    } : Telegram le permet pendant 48 heures. Cela ne se défait pas ; l’archive dira que l’annonce a été retirée.
deletion-too-old = ⚠️ { $count ->
        [one] <b>{ $count } message</b> restera où il est : trop ancien, ou envoyé à une personne qui n’est plus joignable.
       *[other] <b>{ $count } messages</b> resteront où ils sont : trop anciens, ou envoyés à des personnes qui ne sont plus joignables.
    } Un rectificatif peut les accompagner.
deletion-send = 🗑 Supprimer maintenant
correction-of = ✏️ Rectificatif (n° { $number }) : { $text }
edit-of = 📝 Réécriture (n° { $number }) : { $text }
deletion-of = 🗑 Suppression de l’annonce n° { $number } { $text }
correction-of-line = ✏️ Rectificatif de l’annonce n° { $number }
edit-of-line = 📝 Réécriture de l’annonce n° { $number }
deletion-of-line = 🗑 Suppression de l’annonce n° { $number }
correction-done-line = ✏️ Rectifiée par le n° { $number }, le { $when }
edit-done-line = 📝 Réécrite par le n° { $number }, le { $when }
deletion-done-line = 🗑 Supprimée par le n° { $number }, le { $when }
correction-no-poll = Un rectificatif ne peut pas être un sondage. Envoyez un texte, une photo ou un document ; ce que vous aviez préparé est gardé.
correction-no-poll-edit = Telegram ne permet pas de réécrire un sondage. Envoyez un rectificatif, ou supprimez-le.
correction-too-long = Avec la ligne « Rectificatif », le texte est trop long de { $excess } { $excess ->
        [one] caractère
       *[other] caractères
    }. Raccourcissez-le et renvoyez-le.
correction-still-sending = L’annonce n° { $number } est encore en route : mettez-la en pause et arrêtez-la, ou attendez la fin.
correction-edit-text-only = Cette annonce est un texte : seul un autre texte peut prendre sa place. Pour montrer une image, envoyez un rectificatif.
correction-edit-one = Telegram ne permet pas ce remplacement. Envoyez un texte pour changer la légende, ou une seule photo, vidéo ou pièce jointe.
correction-edit-both = L’annonce a une version anglaise : réécrivez-la aussi, avec « 🇬🇧 Version anglaise », pour que personne ne la reçoive dans l’autre langue.

announcement-open = 📄 Ouvrir l’annonce n° { $number }
announcement-all = ↩️ Toutes les annonces
announcement-read = 👁 Relire
announcement-again = 🔁 Renvoyer les incertaines ({ $count })
announcement-again-sure =
    <b>Annonce n° { $number } : { $count ->
        [one] { $count } envoi incertain
       *[other] { $count } envois incertains
    }</b>

    Le service s’est interrompu pendant l’appel à Telegram : nul ne sait si ces messages sont arrivés. <b>Certaines personnes peuvent donc la recevoir deux fois.</b> Les renvoyer tout de même ?
announcement-again-yes = 🔁 Oui, renvoyer ({ $count })
announcement-again-no = ↩️ Retour, ne rien renvoyer
announcement-again-done = 🔁 { $count ->
        [one] { $count } envoi reprend
       *[other] { $count } envois reprennent
    } pour l’annonce n° { $number }. /annonces dit où elle en est.
announcement-none-in-doubt = Il n’y a plus d’envoi incertain pour cette annonce.
announcement-changed-since = L’annonce a été réécrite ou supprimée depuis : l’ancien texte ne repart pas. Envoyez un rectificatif.
