# The queue: lists by filters and words, its board, what is told once a day. A filter's values: queue-<filter>-<value>.

queue-listed = <b>{ $more ->
        [yes] Plus de { $count } contributions
       *[no] { $count ->
            [0] Aucune contribution
            [one] Une contribution
           *[other] { $count } contributions
        }
    }</b> dans cette liste
queue-appeal = ⚖️ Recours
queue-appeal-own = ⚖️ Recours contre votre refus : un autre modérateur décide
queue-search = 🔎 Recherche : <code>{ $words }</code>
queue-found = { $count ->
        [0] { $more ->
            [yes] Rien encore dans cette partie de la liste : cherchez plus loin.
           *[no] Aucune contribution ne contient tous ces mots.
        }
        [one] Une contribution contient ces mots{ $more ->
            [yes] ; il reste à chercher plus loin.
           *[no] .
        }
       *[other] { $count } contributions contiennent ces mots{ $more ->
            [yes] ; il reste à chercher plus loin.
           *[no] .
        }
    }
queue-further = 🔎 Chercher plus loin
queue-filter-state = 📂 { $now }
queue-filter-theme = 🏷 { $now }
queue-filter-age = 🕒 { $now }
queue-which-state = <b>Quelles contributions voulez-vous voir ?</b>

    Pour en chercher une, envoyez /file suivi de son numéro ou de quelques mots : <i>/file délais</i>
queue-which-theme = <b>De quel thème ?</b>
queue-which-age = <b>Reçues quand ?</b>
queue-state-open = À traiter
queue-state-awaited = En attente d’une précision
queue-state-approved = Approuvées
queue-state-rejected = Refusées
queue-state-gone = Retirées et doublons
queue-state-all = Toutes
queue-theme-all = Tous les thèmes
queue-age-all = À toute date
queue-age-day = Depuis 24 heures
queue-age-week = Depuis 7 jours
queue-age-late = Il y a plus de { $days } jours
queue-in-private = Ici, je ne sais pas qui écrit : la file se lit en privé avec moi.
queue-privately = 📂 Ouvrir la file en privé

board-head = 📋 <b>{ $count ->
        [one] Une contribution attend.
       *[other] { $count } contributions attendent.
    }</b>
board-taken = 🙋 { $count ->
        [one] Une est en cours de lecture.
       *[other] { $count } sont en cours de lecture.
    }
board-oldest = ⏳ La plus ancienne : n° { $number }, reçue { $age }
board-why = Pour ne pas noyer cette discussion, je n’y publie plus chaque carte. Le bouton montre la plus ancienne que personne n’a prise. Les cartes reviendront d’elles-mêmes quand il en restera { $resume } ou moins.
board-closed = 📋 <b>La file est redevenue courte.</b> Les cartes sont de nouveau publiées ici.
board-next = ⏭ Suivante
board-left = { $count ->
        [one] Il en reste une autre.
       *[other] Il en reste { $count } autres.
    }
board-shown = La contribution n° { $number } s’affiche dans la discussion.
board-empty = Personne n’attend : tout est traité, ou déjà en cours de lecture.

digest-head = ☀️ <b>La modération depuis hier</b>
digest-received = 📥 { $count ->
        [0] Aucune contribution reçue
        [one] Une contribution reçue
       *[other] { $count } contributions reçues
    }
digest-decided = ✔️ { $count ->
        [0] Aucune décision
        [one] Une décision
       *[other] { $count } décisions
    }
digest-waiting = 📋 { $count ->
        [0] Plus rien n’attend. Merci !
        [one] Une attend un modérateur
       *[other] { $count } attendent un modérateur
    }
digest-oldest = ⏳ La plus ancienne : n° { $number }, reçue le { $when }
reminder-late = ⏰ <b>{ $more ->
        [yes] Plus de { $count } contributions attendent
       *[no] { $count ->
            [one] Une contribution attend
           *[other] { $count } contributions attendent
        }
    } depuis plus de { $days ->
        [one] un jour
       *[other] { $days } jours
    }.</b> C’est plus que le délai annoncé à leurs auteurs.
reminder-oldest = La plus ancienne : n° { $number }, qui attend depuis le { $when }
