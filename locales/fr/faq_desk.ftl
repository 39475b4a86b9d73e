# The press office's side of the FAQ: /faq, /questions, proposals, and what they tell citizens.

theme-pgo = 🌍 Le Partenariat
theme-plan = 📘 Le plan et la consultation
theme-bot = 🤖 Ce service

desk-head = <b>FAQ</b> · { $total } réponses en vigueur. Pour en ouvrir une, écrivez par exemple : <code>/faq baromètre</code>
desk-found = <b>FAQ</b> · les plus proches de « { $words } »
desk-not-found = Rien ne ressemble à « { $words } » dans la FAQ.
desk-add = ➕ Ajouter une réponse
desk-retired = 📦 Réponses retirées
desk-proposals = 🗳 À valider ({ $count })
desk-retired-head = <b>Réponses retirées : { $total }</b>
desk-page = 🗂 { $theme }
desk-is-retired = 📦 <b>Cette réponse est retirée : le bot ne la donne plus.</b> · { $theme }
desk-in-other =
    { $other ->
        [fr] 🇫🇷
       *[other] 🇬🇧
    } <b>{ $question }</b>

    { $answer }
desk-variants =
    <b>Formulations reconnues</b>
    { $list }
desk-no-variants = (aucune pour l’instant)
desk-more = … et { $count } de plus
desk-retire = 🗑 Retirer
desk-restore = ♻️ Remettre
desk-history-button = 🕘 Historique
desk-gone = Réponse retirée : le bot ne la donne plus.
desk-back = Réponse remise en vigueur.
desk-done-already = C’était déjà fait : voici la réponse telle qu’elle est.
desk-history = <b>Historique</b>, du plus récent au plus ancien
desk-version =
    <b>{ $action }</b> · { $who } · { $when }
    { $answer }
desk-by-file = fichier de la consultation
desk-validated = { $name }, validée par { $validator }
desk-action-loaded = Chargée
desk-action-added = Ajoutée
desk-action-edited = Modifiée
desk-action-retired = Retirée
desk-action-restored = Remise
desk-changed-question = question
desk-changed-answer = réponse
desk-changed-variants = formulations
desk-changed-theme = thème

desk-changed = ✋ <b>Entre-temps, cette réponse a été modifiée par { $name }</b> ({ $when }). La vôtre n’est pas enregistrée. Voici celle en vigueur :
desk-changed-retired = ✋ <b>Entre-temps, cette réponse a été retirée par { $name }</b> ({ $when }). La vôtre n’est pas enregistrée. Voici celle qui a été retirée :
desk-over = 📝 Garder ma version
desk-give-up = 🗑 Abandonner la mienne
desk-draft-gone = Cette modification est déjà enregistrée ou abandonnée. /faq permet d’en commencer une autre.
desk-unchanged = Rien n’a changé : la réponse reste telle qu’elle est.
desk-wording-taken = « { $wording } » mène déjà à la réponse « { $question } ». Modifiez celle-ci, ou choisissez d’autres mots.
desk-wording-silent = « { $wording } » fait partie des questions auxquelles le communiqué ne répond pas. Ajoutez plutôt une réponse du service de presse : « ➕ Ajouter une réponse ».
desk-few-variants = Il faut au moins { $least } { $least ->
        [one] formulation
       *[other] formulations différentes
    }, une par ligne.
desk-no-markup = Écrivez en texte simple, s’il vous plaît : ni HTML, ni Markdown, ni liste à puces.

desk-which-theme = Dans quel thème ranger cette réponse ?
desk-write-question = Écrivez la question, comme on la poserait (160 caractères au plus).
desk-write-answer = Écrivez la réponse : une seule idée, des faits, moins de 900 caractères.
desk-write-variants = Écrivez toutes les formulations qui doivent mener à cette réponse, une par ligne. Les courtes marchent mieux.
desk-write-question-en = Et en anglais ? Écrivez la question (160 caractères au plus).
desk-write-answer-en = Et en anglais ? Écrivez la réponse (moins de 900 caractères).
desk-given =
    Texte actuel :
    <blockquote>{ $value }</blockquote>
desk-part-question = ❓ Question
desk-part-answer = 💬 Réponse
desk-part-variants = 🔤 Formulations
desk-part-question-en = 🇬🇧 Question
desk-part-answer-en = 🇬🇧 Réponse
desk-part-theme = 🗂 Thème
desk-preview = <b>Voici ce que liront les citoyens</b> · { $theme }
desk-publish = ✅ Publier
desk-propose = 📨 Proposer à la validation
desk-saved = ✅ C’est corrigé, et déjà utilisé pour répondre.
desk-saved-retired = ✅ C’est corrigé. La réponse reste retirée : « ♻️ Remettre » la remet en vigueur.
desk-added = ✅ C’est ajouté, et déjà utilisé pour répondre.
desk-proposed = 📨 C’est proposé. Quelqu’un d’autre au service de presse doit valider ; vous en serez informé ici.
desk-tell-readers = { $count ->
        [one] Une personne a reçu
       *[other] { $count } personnes ont reçu
    } l’ancien texte. Voulez-vous les prévenir de la correction ?
desk-tell = 📣 Prévenir
desk-do-not-tell = 🤫 Ne pas prévenir
desk-told = 📣 { $count ->
        [one] Une personne sera prévenue
       *[other] { $count } personnes seront prévenues
    } de la correction.
desk-not-told = D’accord, personne n’est prévenu.
desk-already-told = Les personnes concernées ont déjà été prévenues de cette correction.
desk-correction =
    <b>Une réponse que vous avez reçue est corrigée</b>

    { $question }

    Nous disions :
    <blockquote>{ $before }</blockquote>
    La bonne réponse est :
    <blockquote>{ $after }</blockquote>

proposal-offer = Voulez-vous ajouter cette réponse à la FAQ ? Les prochaines personnes l’auront tout de suite.
proposal-yes = ➕ Ajouter à la FAQ
proposal-no = 🚫 Non merci
proposal-made = Cette réponse est déjà proposée pour la FAQ, ou déjà ajoutée.
proposal-left = D’accord : cette réponse reste hors de la FAQ.
proposal-look = <b>Nouvelle réponse proposée pour la FAQ : à valider</b>
proposal-none = Aucune réponse n’attend de validation.
proposal-own = Vous avez proposé cette réponse : quelqu’un d’autre doit la valider.
proposal-decided = Cette proposition a déjà été traitée.
proposal-published = ✅ « { $question } » : validée par { $name }, déjà utilisée pour répondre.
proposal-turned-down = ❌ « { $question } » : refusée par { $name }.
proposal-accepted = ✅ Votre réponse « { $question } » est validée par { $name } : elle est dans la FAQ.
proposal-refused = ❌ Votre réponse « { $question } » n’a pas été validée par { $name }. Parlez-en ensemble, ou proposez-la autrement avec /faq.
button-validate = ✅ Valider

conflict-told =
    ⚠️ <b>La FAQ a changé des deux côtés</b>

    Vous avez modifié ces réponses ici, et leurs fichiers ont changé aussi :
    { $list }

    Vos textes restent en vigueur. L’équipe technique peut comparer et choisir avec <code>citizenbot faq import</code>.
