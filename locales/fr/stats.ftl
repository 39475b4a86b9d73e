# /stats: the figures of moderation, in words and on a picture.

command-stats = Les chiffres de la modération
stats-staff-only = Ces chiffres sont réservés à l’équipe de la consultation.
stats-elsewhere = Je ne donne les chiffres que dans le salon de modération, ou en privé.

stats-head = <b>📊 La modération en chiffres</b>
stats-waiting = <b>En attente : { $count }</b>
stats-oldest = , la plus ancienne reçue { $age }
stats-delays = <b>Délai de décision</b>
stats-week = • 7 jours : { $count ->
        [one] 1 décision, prise en { $median }
       *[other] { $count } décisions, la moitié en { $median } au plus, neuf sur dix en { $p90 } au plus
    }
stats-month = • 30 jours : { $count ->
        [one] 1 décision, prise en { $median }
       *[other] { $count } décisions, la moitié en { $median } au plus, neuf sur dix en { $p90 } au plus
    }
stats-week-none = • 7 jours : aucune décision
stats-month-none = • 30 jours : aucune décision
stats-outcomes = <b>Décisions en vigueur, 30 jours</b>
stats-status-approved = Approuvées
stats-status-rejected = Refusées
stats-status-changes-requested = Précision demandée
stats-status-merged = Doublons
stats-reasons = <b>Motifs de refus, 30 jours</b>
stats-themes = <b>Décisions par thème, 30 jours</b>
stats-load =
    <b>Charge par modérateur, 30 jours</b>
    <i>Par ordre alphabétique ; ce n’est pas un classement.</i>
stats-line = • { $label } : { $count }
stats-more = • et { $count } autres
stats-cut = <i>Calculé sur les { $count } dernières décisions.</i>

stats-caption = Graphique des 30 derniers jours : { $received } contributions reçues, { $decided ->
        [0] aucune décidée
        [one] une décidée
       *[other] { $decided } décidées
    } ; { $waiting } en attente aujourd’hui.
stats-caption-theme = Le thème où il en attend le plus : { $theme } ({ $count }).
stats-picture-title = La modération en chiffres
stats-picture-days = Par jour, depuis 30 jours
stats-picture-received = Reçues
stats-picture-decided = Décidées
stats-picture-waiting = En attente, par thème
stats-picture-reasons = Motifs de refus, 30 jours
stats-picture-none = Aucun pour l’instant
