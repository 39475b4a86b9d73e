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
