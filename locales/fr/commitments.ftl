# The plan's commitments (/engagements), what became of contributions in them (/relier), and who is told.
# Each stage of consultation/commitment.py has its name, commitment-stage-<stage>; each verdict, verdict-<verdict>.

menu-engagements = 📌 Engagements
menu-suivi = 📬 Suivre mes contributions
command-engagements = Les engagements du plan
command-relier = Dire ce que deviennent des contributions

commitment-stage-proposed = 💡 Proposé
commitment-stage-not-started = 📌 Retenu, pas commencé
commitment-stage-limited = 🚧 Réalisation limitée
commitment-stage-substantial = 🏗 Réalisation substantielle
commitment-stage-completed = 🏁 Achevé
commitment-stage-withdrawn = 🗑 Abandonné

commitments-head = <b>{ $count ->
        [one] Un engagement
       *[other] { $count } engagements
    } du plan d’action</b>
commitments-none =
    <b>Engagements du plan d’action</b>

    Aucun engagement n’est encore inscrit ici. Quand il y en aura, vous lirez où chacun en est et combien de contributions l’ont nourri.
commitment-line =
    <b>n° { $number } · { $title }</b>
    { $stage } · { $count ->
        [0] aucune contribution reliée
        [one] nourri par une contribution
       *[other] nourri par { $count } contributions
    }{ $duplicates ->
        [0] { "" }
        [one] { " " }(et un doublon)
       *[other] { " " }(et { $duplicates } doublons)
    }
commitment-pick = n° { $number } · { $title }
commitment-one =
    <b>Engagement n° { $number } · { $title }</b>
    { $theme }
    { $stage }

    { $description }
commitment-fed = 🌱 { $count ->
        [0] Aucune contribution ne lui est reliée.
        [one] Une contribution l’a nourri.
       *[other] { $count } contributions l’ont nourri.
    }{ $duplicates ->
        [0] { "" }
        [one] { " " }S’y ajoute un doublon.
       *[other] { " " }S’y ajoutent { $duplicates } doublons.
    }
commitment-step = • { $when } : { $stage }
commitment-step-why = • { $when } : { $stage }. { $why }
commitment-link = 🔗 En savoir plus
commitment-see = 📌 Engagement n° { $number }
commitment-unknown = Il n’y a pas d’engagement n° { $number }. /engagements les liste tous.

commitment-new = ➕ Nouvel engagement
commitment-save = ✅ Enregistrer
commitment-saved = Enregistré : tout le monde peut le lire.
commitment-already-saved = C’est déjà enregistré, ou abandonné. /engagements montre où l’on en est.
commitment-resumed = <b>Vous aviez commencé cet engagement : le voici où vous l’aviez laissé.</b> Pour en écrire un autre, terminez-le ou abandonnez-le d’abord.
commitment-changed-since = Quelqu’un a modifié cet engagement entre-temps. Votre texte est gardé ; relisez l’engagement dans /engagements avant de recommencer.
commitment-number-taken = L’engagement n° { $number } existe déjà. Votre texte est gardé : donnez-lui un autre numéro.
commitment-number-wanted = Écrivez un numéro de 1 à { $maximum }, en chiffres.
commitment-link-wanted = Écrivez une adresse complète, qui commence par https://.
commitment-take-number = Prendre le n° { $number }
commitment-ask-number =
    <b>Nouvel engagement : quel numéro ?</b>

    Celui du plan, de 1 à { $maximum }.
commitment-ask-title-fr = <b>Son titre</b>, en français, { $maximum } signes au plus.
commitment-ask-title-en = <b>Son titre en anglais</b>, { $maximum } signes au plus. Sans lui, le titre français est montré.
commitment-ask-description-fr = <b>Ce à quoi l’État s’engage</b>, en français et en quelques phrases, { $maximum } signes au plus.
commitment-ask-description-en = <b>Sa description en anglais</b>, { $maximum } signes au plus. Sans elle, la description française est montrée.
commitment-ask-theme = <b>Son thème ?</b>
commitment-ask-link = <b>Une adresse pour en savoir plus ?</b> Elle commence par https://.
commitment-part-number = Numéro
commitment-part-title-fr = Titre
commitment-part-title-en = Titre en anglais
commitment-part-description-fr = Description
commitment-part-description-en = Description en anglais
commitment-part-theme = Thème
commitment-part-link = Adresse
commitment-review =
    <b>Voici ce que liront les citoyens</b>

    <b>Engagement n° { $number } · { $title }</b>
    { $theme }

    { $description }

    Titre en anglais : { $english }
    Adresse : { $link }

commitment-stage-change = 🚦 Changer l’état
commitment-stage-same = Cet engagement en est déjà là.
commitment-which-stage =
    <b>Engagement n° { $number } · { $title }</b>
    { $stage }

    Où en est-il maintenant ?
commitment-why =
    <b>Engagement n° { $number } : { $stage }</b>

    Pourquoi ? Expliquez-le en quelques mots, { $maximum } signes au plus : tout le monde les lira, et celles et ceux dont une contribution y est reliée les recevront.
commitment-move-review = <b>{ $count ->
        [0] Personne ne sera prévenu : aucune contribution n’y est reliée.
        [one] Une personne recevra ce message.
       *[other] { $count } personnes recevront ce message.
    }</b> Chacune une seule fois, dans sa langue.
commitment-moved = C’est changé. Messages en route : { $count }
commitment-news =
    📌 <b>Engagement n° { $number } : { $stage }</b>

    « { $title } »

    <blockquote>{ $explanation }</blockquote>

    Vous recevez ce message parce qu’une contribution que vous avez envoyée, ou que vous soutenez, y est reliée.

commitment-linked = 🗂 { $count ->
        [one] La contribution reliée
       *[other] Les { $count } contributions reliées
    }
commitment-linked-head = <b>Engagement n° { $number } : { $count ->
        [0] aucune contribution reliée
        [one] une contribution reliée
       *[other] { $count } contributions reliées
    }</b>
commitment-linked-line =
    <b>n° { $number } · { $title }</b>
    { $verdict }
    <i>{ $answer }</i>

verdict-retained = ✅ Retenue
verdict-partly = ➗ Retenue en partie
verdict-not-retained = ❌ Non retenue

link-new = 🔗 Relier une contribution
link-here = 🔗 Relier des contributions
link-which =
    <b>Quelles contributions ?</b>

    Écrivez un ou plusieurs numéros (« 12, 15 »), { $maximum } au plus, ou des mots à chercher parmi les contributions validées.
link-picked = Choisies : { $numbers }
link-clear = 🧹 Recommencer le choix
link-found = <b>{ $count ->
        [one] Une contribution trouvée
       *[other] { $count } contributions trouvées, les plus récentes d’abord
    }</b>
link-nothing-found = Aucune contribution validée ne dit tous ces mots. Essayez-en d’autres, ou écrivez un numéro.
link-add = ➕ Choisir la n° { $number }
link-added = La n° { $number } est choisie
link-not-approved = La contribution n° { $number } n’existe pas, ou n’est pas validée par la modération.
link-too-many = { $maximum } contributions au plus à la fois : envoyez d’abord celles-ci.
link-where-numbers = <b>{ $numbers }</b>
link-where = Dans quel engagement ?
link-nowhere = ❌ Non retenue, dans aucun engagement
link-verdict =
    <b>{ $numbers }</b>
    { $commitment }

    Qu’en devient-il ?
link-why =
    <b>{ $verdict }. Pourquoi ?</b>

    Écrivez la réponse que liront l’auteur et celles et ceux qui le soutiennent : ce que l’on en garde, ou la raison pour laquelle on ne la retient pas. { $maximum } signes au plus.
link-review =
    <b>{ $numbers } : voici ce qui sera envoyé</b>

    { $count ->
        [0] Personne ne peut être prévenu.
        [one] Un message partira.
       *[other] { $count } messages partiront, à chaque auteur et à chaque soutien.
    }
link-sent = ✅ { $count ->
        [one] C’est enregistré pour une contribution.
       *[other] C’est enregistré pour { $count } contributions.
    } { $people ->
        [0] Personne ne pouvait être prévenu.
        [one] Un message est en route.
       *[other] { $people } messages sont en route.
    }
link-already-sent = C’est déjà envoyé, ou abandonné.
link-nothing-new = Cette réponse a déjà été donnée : rien n’a changé.

became-author =
    📌 <b>Ce que devient votre contribution n° { $number }</b>

    « { $title } »
became-merged =
    📌 <b>Ce que devient la contribution n° { $number }, dont la vôtre est un doublon</b>

    « { $title } »
became-supporter =
    🤝 <b>Ce que devient la contribution n° { $number }, que vous soutenez</b>

    « { $title } »
became-corrected = La réponse a été corrigée ; celle-ci remplace la précédente.
became-retained = ✅ <b>Retenue dans l’engagement n° { $number }</b>, « { $title } »
became-partly = ➗ <b>Retenue en partie dans l’engagement n° { $number }</b>, « { $title } »
became-not-retained = ❌ <b>Non retenue dans l’engagement n° { $number }</b>, « { $title } »
became-nowhere = ❌ <b>Non retenue</b>
became-why = <blockquote>{ $answer }</blockquote>
became-head = <b>Ce qu’elle devient</b>
timeline-linked = • { $when } : réponse donnée

my-data-key-became = ce qu’elle devient
my-data-key-commitment = engagement
my-data-key-verdict = verdict
