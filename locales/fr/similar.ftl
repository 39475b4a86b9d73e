# Before a contribution is sent: those already approved that are alike, and supports. The charter of moderation.

similar-head =
    <b>Des contributions déjà validées ressemblent à la vôtre</b>

    Vous pouvez en soutenir une, ou envoyer la vôtre si elle dit autre chose.
similar-line =
    <b>n° { $number } · { $title }</b>
    <i>{ $excerpt }</i>
button-support = 🤝 Soutenir plutôt la n° { $number }
button-different = ▶️ Continuer et envoyer la mienne
button-take-back = ↩️ Retirer mon soutien
support-thanks =
    🤝 <b>Merci ! Votre soutien à la contribution n° { $number } est compté.</b>

    Vous saurez ici ce qu’elle devient. Personne ne voit qui la soutient.

    Votre brouillon est gardé : abandonnez-le, ou reprenez-le s’il dit autre chose.
support-already = Vous soutenez déjà la contribution n° { $number }.
support-taken-back = Votre soutien à la contribution n° { $number } est retiré.
support-outcome = 🤝 Du nouveau pour la contribution n° { $number } que vous soutenez, « { $title } » : { $status }
support-followed =
    🤝 <b>Vous soutenez la contribution n° { $number }</b>
    { $status }
support-title = « { $title } »
support-count = 🤝 { $count ->
        [one] Une personne la soutient
       *[other] { $count } personnes la soutiennent
    }

button-charter = 📜 Charte de modération
charter-head =
    <b>Charte de modération</b>

    Un modérateur lit chaque contribution. Il peut demander une précision, et ne la refuse que pour l’une de ces raisons :
charter-line = • <b>{ $name }</b> : { $why }
charter-foot = Vous recevez toujours la réponse, avec sa raison. Pas d’accord avec un refus ? Un recours est possible, une fois : un autre modérateur relit.
command-charte = Ce qui guide les modérateurs
