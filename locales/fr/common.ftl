# Buttons and sentences that several journeys share. A button begins with its word after an emoji.

button-back = ↩️ Retour
button-cancel = ✖️ Annuler
button-skip = ⏭ Passer
button-send = 📨 Envoyer
button-edit = 📝 Modifier
button-keep = ✅ Garder cette réponse
button-menu = 🏠 Menu
button-yes = ✅ Oui
button-no = ❌ Non
button-previous = ◀️ Précédent
button-next = Suivant ▶️

nobody-speaks = Ce message n’a pas d’auteur : je ne peux pas y répondre.
button-gone = Ce bouton n’est plus valable. Envoyez /start pour retrouver le menu.
not-understood-here = Écrivez-moi un message ou choisissez une commande dans le menu : /aide les explique toutes.
command-unknown = Je ne connais pas cette commande. /aide liste celles que je comprends.
role-moderator-only = Seuls les modérateurs de cette consultation peuvent décider ici.
role-press-only = Cette commande est réservée au service de presse.
nothing-to-cancel = Il n’y a rien à annuler. Le menu est à portée de main : /start.
too-fast = Cela fait beaucoup d’un coup ! Je reprends dans { $seconds } { $seconds ->
        [one] seconde
       *[other] secondes
    } ; d’ici là, je ne tiens pas compte de ce que vous envoyez. Ce qui était déjà enregistré est gardé.
too-fast-inline = Trop de recherches : réessayez dans une minute
apology = Quelque chose s’est mal passé de notre côté. Votre message est conservé et nous regarderons ce qui n’a pas fonctionné (référence { $reference }). Vous pouvez continuer.
incident-told = 🛠 <b>{ $count ->
        [one] Un incident
       *[other] { $count } incidents
    }</b> au même endroit du programme : <code>{ $place }</code>
    Dernière référence : { $reference }. Rien n’est perdu : ce qui n’a pas pu être traité est gardé (table quarantine).
