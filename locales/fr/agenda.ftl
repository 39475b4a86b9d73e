# /agenda: the events, registering, reminders, the link and QR code of an event; /ressources.

agenda-head = <b>Agenda</b> de la consultation
agenda-title = <b>{ $title }</b>
agenda-title-past = <b>{ $title }</b> (passé)
agenda-when = 🗓 { $when }
agenda-where = 📍 { $place }
agenda-month = { $month } (jour non précisé)
agenda-no-date = Date non précisée par le communiqué
agenda-no-place = Lieu non précisé par le communiqué
agenda-from = { $day } à { $begins }
agenda-from-to = { $day }, de { $begins } à { $ends }
agenda-about = { $text }
agenda-count = 👥 Inscriptions : { $count }
agenda-registered = ✅ Votre inscription est notée. Je vous le rappellerai la veille à 18 h.
agenda-registered-late = ✅ Votre inscription est notée. C’est pour bientôt : il n’y aura pas d’autre rappel.
agenda-registered-undated = ✅ C’est noté. Je vous écrirai quand la date sera connue, puis la veille à 18 h.
agenda-join = ✅ M’inscrire
agenda-tell-me = 🔔 Me prévenir de la date
agenda-quit = ✖️ Annuler mon inscription
agenda-do-not-tell-me = ✖️ Ne plus me prévenir
agenda-calendar = 📅 Ajouter à mon agenda
agenda-qr = 🔳 QR code
agenda-open = 🗓 Voir le rendez-vous
agenda-joined = C’est noté.
agenda-quit-done = C’est annulé : je ne vous écrirai plus à ce sujet.
agenda-over = Ce rendez-vous est passé.
agenda-no-day = La date n’est pas connue : il n’y a rien à ajouter à votre agenda pour l’instant.
agenda-gone = Ce rendez-vous n’est plus à l’agenda. /agenda montre les autres.
agenda-file-later = Je n’ai pas pu vous envoyer ce fichier. Réessayez dans un instant.
agenda-qr-caption =
    <b>{ $title }</b>
    Qui ouvre ce lien arrive ici par ce rendez-vous, et ses contributions de la journée y sont rattachées :
    { $address }
agenda-entered = Vous arrivez par « { $title } ». Pendant vingt-quatre heures, les contributions que vous commencez y seront rattachées ; vous restez anonyme, sauf si vous signez.
agenda-detach = 🏷 Ne pas rattacher
agenda-detached = C’est noté : rien n’y sera rattaché.
agenda-reminder =
    ⏰ <b>Demain : { $title }</b>

    🗓 { $when }
    📍 { $place }

    Vous recevez ce rappel parce que votre inscription est notée.
agenda-reminder-today =
    ⏰ <b>Aujourd’hui : { $title }</b>

    🗓 { $when }
    📍 { $place }

    Vous recevez ce rappel parce que votre inscription est notée.
agenda-day-known =
    🗓 <b>La date est connue : { $title }</b>

    🗓 { $when }
    📍 { $place }

    Vous recevez ce message parce que vous aviez demandé la date.
agenda-day-changed =
    🗓 <b>La date a changé : { $title }</b>

    🗓 { $when }
    📍 { $place }

    Vous recevez ce message parce que votre inscription est notée.
form-event = 🏷 Rattachée à « { $title } »
card-event = Rendez-vous : { $title }

resources-head = <b>Ressources</b> citées par le communiqué du 23 février 2021
resources-line =
    <b>{ $title }</b>
    { $description }
resources-link = 🔗 { $url }
resources-note = <i>{ $note }</i>
