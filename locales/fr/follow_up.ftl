# What became of a contribution: the notice of a decision, /mes_contributions, /suivi.
# Each status of consultation/moderation.py has its name, status-<status>, and what it means, next-<status>.

status-pending = ⏳ En attente de lecture
status-in-review = 👀 En cours de lecture
status-in-appeal = ⚖️ Recours en cours
status-approved = ✅ Validée par la modération
status-rejected = ❌ Non acceptée
status-changes-requested = ✏️ Précision demandée
status-withdrawn = 🗑 Retirée
status-merged = 🔁 Doublon d’une autre contribution

next-pending = Un modérateur va la lire ; vous recevrez sa réponse ici.
next-in-review = Un modérateur la lit en ce moment ; vous recevrez sa réponse ici.
next-in-appeal = Un autre modérateur la relit ; vous recevrez sa réponse ici.
next-approved = Elle rejoint les contributions qui serviront à rédiger le plan d’action. Son titre et sa proposition peuvent être montrés à qui écrit une idée proche, pour la soutenir. Elle pourra aussi être rendue publique ; ce n’est pas encore le cas. Vous n’avez rien d’autre à faire.
next-rejected = Et maintenant : elle ne sera pas rendue publique. Vous pouvez en écrire une nouvelle quand vous voulez ; chaque contribution est lue pour elle-même.
next-changes-requested =
    À préciser : <b>{ $field }</b>

    Touchez « ✏️ Répondre » : seule cette réponse sera rouverte, le reste ne change pas. Prenez votre temps.
next-withdrawn = Vous l’avez retirée.
next-merged = Elle est traitée avec la contribution n° { $original }, qui dit presque la même chose. Vous comptez parmi ses soutiens, et nous vous dirons ici ce qu’elle devient.

notice-approved =
    ✅ <b>Bonne nouvelle : votre contribution n° { $number } est validée par la modération.</b>

    « { $title } »
notice-rejected =
    ❌ <b>Votre contribution n° { $number } n’est pas acceptée.</b>

    « { $title } »
notice-merged =
    🔁 <b>Votre contribution n° { $number } est notée comme doublon d’une autre.</b>

    « { $title } »
notice-changes-requested =
    ✏️ <b>Votre contribution n° { $number } a besoin d’une précision.</b> Un modérateur l’a lue et aimerait mieux la comprendre.

    « { $title } »

button-clarify = ✏️ Répondre
button-contribute = ✍️ Contribuer

follow-up-head = <b>{ $count ->
        [one] Votre contribution
       *[other] Vos { $count } contributions
    }</b>
follow-up-line =
    <b>n° { $number } · { $title }</b>
    { $status } · { $day }
follow-up-pick = n° { $number } · { $title }
follow-up-none = Vous n’avez pas encore envoyé de contribution. Une idée, une difficulté, une situation vécue ? Le formulaire prend quelques minutes, et chaque contribution reçoit une réponse.
follow-up-one =
    <b>Contribution n° { $number }</b>
    { $status }
follow-up-unknown = Je ne trouve pas de contribution n° { $number } parmi les vôtres. /mes_contributions les liste toutes.
follow-up-which = Donnez son numéro, par exemple : /suivi 1. /mes_contributions liste toutes les vôtres.
follow-up-in-private = Vos contributions ne regardent que vous : écrivez-moi en privé pour les retrouver.

timeline-head = <b>Étapes</b>
timeline-submitted = • { $when } : envoyée
timeline-clarified = • { $when } : précisée (version { $version })
timeline-revised = • { $when } : modifiée (version { $version })
timeline-appealed = • { $when } : recours
timeline-withdrawn = • { $when } : retirée
timeline-approved = • { $when } : validée par la modération
timeline-rejected = • { $when } : non acceptée
timeline-merged = • { $when } : notée comme doublon d’une autre
timeline-masked = • { $when } : informations personnelles masquées (version { $version })
timeline-undone = • { $when } : décision annulée, de nouveau en attente
timeline-changes-requested = • { $when } : précision demandée
