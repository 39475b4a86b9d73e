# What an author does with a contribution already sent: change it, take it back, ask for another look after a refusal.
# Each step of consultation/moderation.py has its button, button-<verb>.

button-revise = 📝 Modifier
button-withdraw = 🗑 Retirer
button-withdraw-sure = 🗑 Oui, la retirer
button-appeal = ⚖️ Faire un recours
button-appeal-bare = 📨 Envoyer sans explication

form-not-editable = La contribution n° { $number } a déjà été lue : elle ne se modifie plus. /suivi { $number } vous dit où elle en est.
form-nothing-changed = Rien n’a changé : il n’y a rien de nouveau à envoyer. Modifiez une réponse, ou touchez « ✖️ Annuler ».
form-summary-revision =
    <b>Votre contribution modifiée, avant l’envoi</b>

    { $answers }

    Tant que vous ne l’envoyez pas, la version précédente reste en place.

withdraw-sure =
    <b>Voulez-vous retirer votre contribution n° { $number } ?</b>

    Elle ne servira plus à écrire le plan d’action, et personne n’aura plus à la lire. C’est définitif.
withdraw-done = 🗑 Votre contribution n° { $number } est retirée. Merci d’avoir participé ; /contribuer reste ouvert.
withdraw-already = La contribution n° { $number } est déjà retirée.

appeal-ask =
    <b>Recours sur votre contribution n° { $number }</b>

    Un autre modérateur la relira et décidera. Vous pouvez le demander une fois.

    Voulez-vous dire pourquoi elle devrait être acceptée ? Écrivez-le ici ({ $maximum } caractères au plus), ou envoyez le recours tel quel.
appeal-sent = ⚖️ Votre recours sur la contribution n° { $number } est enregistré. Un autre modérateur la relit ; réponse attendue sous { $days } { $days ->
        [one] jour
       *[other] jours
    }.
appeal-already = Un recours a déjà été fait sur la contribution n° { $number }, ou elle n’est plus refusée. /suivi { $number } vous dit où elle en est.
next-appeal = Pas d’accord ? Vous pouvez faire un recours, une fois : un autre modérateur la relira.
next-appealed = Cette décision fait suite à votre recours, lu par un autre modérateur : elle est définitive.

follow-up-fingerprint = Empreinte : <code>{ $fingerprint }</code>
follow-up-version =
    <b>Contribution n° { $number } · version { $version }</b>
    Envoyée le { $when }, remplacée depuis.
button-version = 🕘 Version { $version }
