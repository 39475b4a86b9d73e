# /annonce and /annonces: composing, sending and following announcements.
broadcast-unsubscribe = 🔕 Se désabonner / Unsubscribe
broadcast-ask =
    <b>Nouvelle annonce</b>

    Envoyez-moi le message à diffuser, en français : du texte, une photo, une vidéo ou un document avec sa légende, un album, ou un sondage. La mise en forme est gardée telle quelle.

    Vous choisirez ensuite les destinataires, les boutons, l’heure de départ et, si vous le souhaitez, une version anglaise. Rien ne part avant que vous ayez vu l’aperçu et touché « 📨 Envoyer ».
broadcast-ask-again = Envoyez le nouveau message : il remplacera celui de l’aperçu.
broadcast-review =
    <b>Voici votre annonce, ci-dessus</b>, exactement comme elle sera reçue.

    Destinataires : <b>{ $count } { $count ->
        [one] personne abonnée
       *[other] personnes abonnées
    }</b>.

    Relisez-la bien. Pour la changer, touchez « 📝 Modifier » ; corriger votre propre message dans la discussion ne suffit pas.
broadcast-review-nobody =
    <b>Voici votre annonce, ci-dessus</b>, exactement comme elle serait reçue.

    Destinataires : <b>aucun</b>. Elle ne peut donc pas être envoyée pour l’instant. Elle reste en brouillon : /annonce la retrouve.
broadcast-nobody = Cette annonce n’a plus de destinataire : elle n’est pas partie. Elle reste en brouillon, /annonce la retrouve.
broadcast-already-sent = Cette annonce est déjà partie, ou a été effacée. /annonces dit où en sont les dernières.
broadcast-changed-since = L’annonce a changé depuis cet aperçu : rien n’est parti. /annonce montre la dernière version.
broadcast-on-its-way = { $count ->
        [one] C’est parti pour { $count } personne.
       *[other] C’est parti pour { $count } personnes.
    }
broadcast-in-private = Les annonces se préparent dans notre discussion privée : écrivez-moi /annonce là-bas.
broadcast-unsupported = Je ne sais pas encore diffuser ce genre de message. Envoyez du texte, une photo, une vidéo, un document, un album ou un sondage ; ce que vous aviez préparé est gardé.
broadcast-caption-too-long = La légende est trop longue de { $excess } { $excess ->
        [one] caractère
       *[other] caractères
    } ({ $maximum } au plus). Raccourcissez-la et renvoyez le tout ; ce que vous aviez préparé est gardé.
broadcast-refused-by-telegram = Telegram n’accepte pas ce message tel quel ({ $why }). Changez-le et renvoyez-le ; ce que vous aviez préparé est gardé.
broadcast-order-too-late = Trop tard : cette annonce n’est plus dans cet état. /annonces dit où elle en est.
broadcast-pause-done = En pause : plus rien ne part d’ici une seconde.
broadcast-resume-done = L’envoi reprend.
broadcast-stop-done = Arrêtée : le reste ne partira pas.
broadcast-no-text = sans texte
broadcast-list-empty = Aucune annonce pour l’instant. /annonce en prépare une.
broadcast-list-head = <b>Les dernières annonces</b>
broadcast-list-line =
    <b>Annonce n° { $number }</b> · { $when } · { $state }
    « { $excerpt } »
broadcast-state-sending = envoi en cours
broadcast-state-paused = en pause
broadcast-state-stopped = arrêtée
broadcast-state-finished = envoyée
progress-sending = <b>Annonce n° { $number } : envoi en cours</b>
progress-paused =
    <b>Annonce n° { $number } : en pause</b>
    Plus rien ne part tant que vous ne touchez pas « ▶️ Reprendre ».
progress-stopped = <b>Annonce n° { $number } : arrêtée</b>
progress-finished = <b>Annonce n° { $number } : envoi terminé</b>
progress-count-sent = Envoyées : { $count }
progress-count-blocked = Bloquées : { $count }
progress-count-failed = Échecs : { $count }
progress-count-unknown = Incertaines : { $count }
progress-count-skipped = Non envoyées : { $count }
progress-count-remaining = Restantes : { $count }
progress-percent = Avancement : { $percent } %
progress-pace = Avancement : { $percent } % · rythme : { $rate } par seconde
progress-pace-and-end = Avancement : { $percent } % · rythme : { $rate } par seconde · encore { $left } environ
progress-order-pause = ⏸ Mettre en pause (n° { $number })
progress-order-resume = ▶️ Reprendre (n° { $number })
progress-order-stop = ✖️ Arrêter pour de bon (n° { $number })
report-finished = <b>Annonce n° { $number } : c’est terminé.</b> Elle était destinée à { $total } { $total ->
        [one] personne
       *[other] personnes
    }.
report-stopped = <b>Annonce n° { $number } : arrêtée avant la fin.</b> Elle était destinée à { $total } { $total ->
        [one] personne
       *[other] personnes
    }.
report-took = Durée : { $took }.
report-blocked = Bloquées : ces personnes ont bloqué le service ou fermé leur compte. Nous ne leur écrirons plus, sauf si elles reviennent.
report-failed = Échecs : Telegram a refusé le message pour ces personnes.
report-unknown = Incertaines : le service s’est interrompu pendant l’appel à Telegram, et nul ne sait si le message est arrivé. Pour que personne ne le reçoive deux fois, rien n’est renvoyé sans votre accord.
report-skipped = Non envoyées : ces personnes se sont désabonnées avant leur tour, ou l’envoi a été arrêté.
