# The publication channel: a post for each approved contribution, and the head of the register once a day.

publication-head =
    <b>Contribution n° { $number }</b> · { $theme }

    <b>{ $title }</b>
publication-signed = <i>Signée : { $name }</i>
publication-anonymous = <i>Contribution anonyme</i>
publication-gone-withdrawn = <i>Contribution n° { $number } : retirée par la personne qui l’avait envoyée.</i>
publication-gone-merged = <i>Contribution n° { $number } : doublon d’une autre contribution.</i>
publication-gone-other = <i>Contribution n° { $number } : son texte n’est plus publié.</i>

publication-refused =
    📢 <b>{ $count ->
        [one] Une contribution n’a pas pu être publiée, ou mise à jour, dans le canal public.
       *[other] { $count } contributions n’ont pas pu être publiées, ou mises à jour, dans le canal public.
    }</b> Telegram répond : <code>{ $error }</code>
    Vérifiez que le bot est administrateur de ce canal, avec le droit de publier et de modifier des messages. Il réessaie pendant un jour, puis à la prochaine modification de chaque contribution.
publication-deleted =
    📢 { $count ->
        [one] Le message de la contribution n° { $numbers } avait été supprimé du canal public à la main.
       *[other] Les messages des contributions n° { $numbers } avaient été supprimés du canal public à la main.
    } Ce qui en est public est publié de nouveau. Pour qu’un texte ne soit plus lu, masquez-le depuis sa carte.

register-head-post =
    <b>Registre de la modération, le { $when }</b>

    { $entries ->
        [one] 1 inscription
       *[other] { $entries } inscriptions
    }. Empreinte de la dernière :
    <code>{ $head }</code>

    Gardez-la : un registre publié plus tard doit la contenir. <code>citizenbot register verify FICHIER --head EMPREINTE</code> le vérifie, sans réseau.

next-approved-published = Elle est publiée dans le canal public de la consultation, et rejoint les contributions qui serviront à rédiger le plan d’action. Vous pouvez la retirer à tout moment : /suivi. Vous n’avez rien d’autre à faire.

button-receipt = 🧾 Preuve de dépôt
register-receipt =
    <b>Preuve de dépôt de votre contribution n° { $number }</b>

    Gardez ce fichier. Avec lui, chacun peut vérifier que votre contribution est au registre public de la modération, dans ces mots, et ce qui en a été décidé. Il contient votre texte : ne le montrez qu’à qui vous voulez.
register-receipt-file = preuve-contribution-{ $number }.json
register-not-yet = Votre contribution entre au registre dans un instant. Réessayez dans quelques secondes.
register-no-receipt = Le texte de cette contribution a été effacé : il n’y a plus rien à prouver ici.
button-post = 📢 La voir publiée
