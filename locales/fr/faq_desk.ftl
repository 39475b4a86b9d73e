# The press office's side of the FAQ: /faq, /questions, proposals, and what they tell citizens.

theme-pgo = 🌍 Le Partenariat
theme-plan = 📘 Le plan et la consultation
theme-bot = 🤖 Ce service

desk-head = <b>FAQ</b> · { $total } réponses en vigueur. Pour en ouvrir une, écrivez par exemple : <code>/faq baromètre</code>
desk-found = <b>FAQ</b> · les plus proches de « { $words } »
desk-not-found = Rien ne ressemble à « { $words } » dans la FAQ.
desk-add = ➕ Ajouter une réponse
desk-retired = 📦 Réponses retirées
desk-proposals = 🗳 À valider
desk-retired-head = <b>Réponses retirées : { $total }</b>
desk-is-retired = 📦 <b>Cette réponse est retirée : le bot ne la donne plus.</b>
desk-variants =
    <b>Formulations reconnues</b>
    { $list }
desk-no-variants = (aucune pour l’instant)
desk-retire = 🗑 Retirer
desk-restore = ♻️ Remettre
desk-history-button = 🕘 Historique
desk-gone = Réponse retirée : le bot ne la donne plus.
desk-back = Réponse remise en vigueur.
desk-history = <b>Historique</b>, du plus récent au plus ancien
desk-version =
    <b>{ $action }</b> · { $who } · { $when }
    { $answer }
desk-by-file = fichier de la consultation
desk-action-loaded = Chargée
desk-action-added = Ajoutée
desk-action-edited = Modifiée
desk-action-retired = Retirée
desk-action-restored = Remise
desk-changed = Cette réponse a changé entre-temps. Rouvrez-la avec /faq pour voir la version actuelle, puis reprenez votre modification.
desk-no-markup = Écrivez en texte simple, s’il vous plaît : ni HTML, ni Markdown, ni liste à puces.

desk-which-theme = Dans quel thème ranger cette réponse ?
desk-write-question = Écrivez la question, comme un citoyen la poserait (160 caractères au plus).
desk-write-answer = Écrivez la réponse : une seule idée, des faits, moins de 900 caractères.
desk-write-variants = Écrivez les formulations qui doivent mener à cette réponse, une par ligne. Les courtes marchent mieux.
desk-write-question-en = Écrivez la question en anglais (160 caractères au plus).
desk-write-answer-en = Écrivez la réponse en anglais (moins de 900 caractères).
desk-part-question = ❓ Question
desk-part-answer = 💬 Réponse
desk-part-variants = 🔤 Formulations
desk-part-question-en = 🇬🇧 Question
desk-part-answer-en = 🇬🇧 Réponse
desk-part-theme = 🗂 Thème
desk-preview = <b>Voici ce que liront les citoyens</b>
desk-publish = ✅ Publier
desk-propose = 📨 Proposer à la validation
desk-saved = ✅ C’est corrigé, et déjà utilisé pour répondre.
desk-added = ✅ C’est ajouté, et déjà utilisé pour répondre.
desk-proposed = 📨 C’est proposé. Un autre membre du service de presse doit valider ; vous serez prévenu.
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
desk-not-told = Personne n’est prévenu.
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
