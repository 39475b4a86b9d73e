# The moderators' way: the card of a submission, its decisions, the queue. A reason of consultation/moderation.py has
# sentences: reason-<key>, short, for moderators; reason-<key>-why, in the charter, and so in what its author is told.

card-head = <b>Contribution n° { $number }</b>
card-head-version = <b>Contribution n° { $number } · version { $version }</b>
card-received = Reçue le { $when }
card-clarified = Précisée le { $when }
card-revised = Modifiée par son auteur le { $when }
card-appeal = ⚖️ <b>Recours</b> contre le refus de { $name } ({ $reason }) : un autre modérateur décide.
card-appeal-text = Ce que dit son auteur : <i>{ $text }</i>
card-line = <b>{ $field }</b> · { $value }
card-field-author_type = Qui s’exprime
card-field-clarified = ✏️ { $field } (nouvelle réponse)
card-attachment = Pièce jointe de la contribution n° { $number }
card-newer = ⤵️ La version { $version } suit, dans une nouvelle carte.
card-appeal-follows = ⤵️ Le recours suit, dans une nouvelle carte.
card-erased = <i>Son texte a été effacé.</i>
card-verdict-approved = ✅ <b>Approuvée</b> par { $name } le { $when }
card-verdict-rejected = ❌ <b>Refusée</b> par { $name } le { $when } : { $detail }
card-verdict-changes-requested = ✏️ <b>Précision demandée</b> par { $name } le { $when } : { $detail }
card-verdict-withdrawn = 🗑 <b>Retirée</b> par la personne qui l’a écrite
card-verdict-merged = 🔁 <b>Doublon</b> de la contribution n° { $detail }, noté par { $name } le { $when }

button-approve = ✅ Approuver
button-refuse = ❌ Refuser
button-ask = ✏️ Demander une précision

moderation-done-approve = Contribution n° { $number } approuvée. Son auteur va le savoir.
moderation-done-refuse = Contribution n° { $number } refusée. Son auteur va le savoir, avec la raison.
moderation-done-ask = Précision demandée sur la contribution n° { $number }. Son auteur va recevoir la question.
moderation-already = C’est déjà traité par { $name }, le { $when }.
moderation-closed = La contribution n° { $number } n’est plus à traiter.
moderation-newer = La contribution n° { $number } a été précisée depuis : lisez sa version { $version } avant de décider.
moderation-own-refusal = Vous avez refusé la contribution n° { $number } : ce recours est pour un autre modérateur.
moderation-unknown = Je ne trouve pas de contribution n° { $number }.
moderation-unknown-decision = Je ne connais pas cette décision. Utilisez les boutons de la carte.
moderation-choose-detail = Choisissez une raison ou une réponse à préciser, avec les boutons de la carte.
moderation-busy = La messagerie me demande de patienter. Réessayez dans une minute : rien n’est perdu.
moderation-nameless = quelqu’un de l’équipe

role-admin-only = Cette commande est réservée aux administrateurs du service.
role-unverified = Je n’arrive pas à vérifier vos droits auprès de la messagerie. Rien n’a changé : réessayez dans un instant.

reason-off-topic = Hors sujet
reason-off-topic-why = elle ne porte pas sur le plan d’action ni sur l’un de ses thèmes.
reason-off-topic-told = Pourquoi : { reason-off-topic-why }
reason-insulting = Propos blessants
reason-insulting-why = certains mots peuvent blesser des personnes ou des groupes. Vos idées ont leur place ici, dites avec d’autres mots.
reason-insulting-told = Pourquoi : { reason-insulting-why }
reason-personal-data = Données personnelles
reason-personal-data-why = elle contient des informations sur une personne que l’on peut reconnaître (nom, adresse, téléphone, situation…). Vous pouvez la réécrire sans elles.
reason-personal-data-told = Pourquoi : { reason-personal-data-why }
reason-advertising = Publicité
reason-advertising-why = elle fait la promotion d’un produit, d’un service ou d’une organisation.
reason-advertising-told = Pourquoi : { reason-advertising-why }
reason-already-said = Déjà proposée
reason-already-said-why = une contribution très proche a déjà été reçue. L’idée est donc déjà dans la consultation.
reason-already-said-told = Pourquoi : { reason-already-said-why }
reason-unreadable = Incompréhensible
reason-unreadable-why = nous n’avons pas réussi à comprendre ce que vous proposez. Des phrases courtes et un exemple concret aident beaucoup.
reason-unreadable-told = Pourquoi : { reason-unreadable-why }
reason-unlawful = Contraire à la loi
reason-unlawful-why = elle contient des propos que la loi n’autorise pas.
reason-unlawful-told = Pourquoi : { reason-unlawful-why }

queue-head = <b>{ $count ->
        [one] Une contribution attend un modérateur.
       *[other] { $count } contributions attendent un modérateur, la plus ancienne d’abord.
    }</b>
queue-empty = <b>Tout est traité.</b> Aucune contribution n’attend.
queue-line =
    <b>n° { $number } · { $title }</b>{ $version ->
        [1] { "" }
       *[other] { " " }(version { $version })
    }
    { $theme } · { $age }
queue-awaited = ✏️ { $count ->
        [one] Une autre attend une précision de son auteur.
       *[other] { $count } autres attendent une précision de leur auteur.
    }
queue-pick = 🔎 n° { $number }
queue-refresh = 🔄 Actualiser
queue-elsewhere = Les contributions se lisent dans la discussion de modération, ou en privé avec moi : envoyez-moi /file là-bas.
