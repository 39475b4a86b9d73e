# /mes_donnees: receive, correct, erase what is kept; take consent back. my-data-key-<column> names a key of the export.

my-data-head =
    <b>Vos données</b>

    Ce que nous gardons de vous :
    • contributions envoyées : { $submissions }
    • brouillons : { $drafts }
    • questions posées : { $questions }
    • annonces : { $subscribed ->
        [yes] vous les recevez
       *[other] vous ne les recevez pas
    }

    Elles sont à vous : que voulez-vous en faire ?
my-data-export = 📥 Recevoir une copie
my-data-correct = ✏️ Corriger
my-data-erase = 🗑 Effacer
my-data-withdraw = 🚫 Retirer mon consentement
my-data-in-private = Vos données ne regardent que vous : écrivez-moi en privé, puis /mes_donnees.

my-data-file = mes-donnees-{ $day }.json
my-data-file-caption = Tout ce que nous gardons de vous est dans ce fichier. Il s’ouvre avec n’importe quel éditeur de texte.
my-data-file-later = L’envoi du fichier n’a pas abouti. Réessayez dans une minute.

my-data-correct-how =
    <b>Corriger</b>

    • Un brouillon : reprenez-le, chaque réponse se modifie.
    • Une contribution envoyée : ouvrez-la dans « Mes contributions ».
    • La langue et les annonces : avec les boutons ci-dessous.

    Pour tout le reste, écrivez à { $contact }.
my-data-draft = ✍️ Reprendre mon brouillon

my-data-erase-what =
    <b>Effacer</b>

    Nous oublierons qui vous êtes, tout de suite et pour toujours : votre compte, { $count ->
        [0] vos réponses
        [one] votre contribution
       *[other] vos { $count } contributions
    }, vos brouillons ({ $drafts }), vos questions ({ $questions }), vos abonnements, et les messages qui vous attendent. Vous ne pourrez plus suivre ce que vous avez envoyé.

    Nous ne pouvons pas effacer à votre place cette discussion : elle est chez Telegram, et vous pouvez la supprimer.
my-data-erase-choice =
    { $count ->
        [0] Une réponse publiée reprend l’une de vos questions.
        [one] L’une de vos contributions est validée et peut servir au plan d’action.
       *[other] { $count } de vos contributions sont validées et peuvent servir au plan d’action.
    } Cela peut rester, sans signature ni lien avec vous, ou être effacé aussi : choisissez.
my-data-erase-staff = Vous avez un rôle dans cette consultation : ce que vous avez décidé ou publié reste, sans votre nom. Pour ne plus avoir ce rôle, quittez le groupe de modération et prévenez l’administrateur du service.
my-data-erase-keep = 🗑 Effacer, laisser les textes validés
my-data-erase-all = 🗑 Tout effacer
my-data-sure-keep = <b>Est-ce bien sûr ?</b> Tout sera effacé, sauf les textes validés, qui resteront sans lien avec vous. Personne ne pourra revenir en arrière.
my-data-sure-all = <b>Est-ce bien sûr ?</b> Tout sera effacé, textes validés compris. Personne ne pourra revenir en arrière.
my-data-yes = ✅ Oui, effacer
my-data-gone =
    <b>C’est effacé.</b>

    Nous ne savons plus qui vous êtes. Si vous revenez un jour, /start : ce sera comme la première fois. Merci d’être venu.

my-data-withdraw-what =
    <b>Retirer votre consentement</b>

    Vos brouillons de contribution seront effacés, et vous ne pourrez plus contribuer tant que vous ne l’aurez pas redonné.{ $count ->
        [0] {""}
       *[other] {" "}Ce que vous avez déjà envoyé reste : pour l’effacer, choisissez « 🗑 Effacer ».
    }
my-data-withdraw-yes = 🚫 Oui, le retirer
my-data-withdrawn = C’est noté : votre consentement est retiré, vos brouillons sont effacés. Vous pouvez toujours poser des questions. /contribuer vous le redemandera.
my-data-no-consent = Aucun consentement n’est en cours : il n’y a rien à retirer.

menu-mes-donnees = 🗝 Mes données
command-mes-donnees = Recevoir, corriger, effacer vos données
form-consent-needed = Il me faut d’abord votre accord : /contribuer vous le demande en une phrase. Vous pourrez ensuite répondre.

my-data-key-about = à propos
my-data-key-consultation = consultation
my-data-key-controller = responsable du traitement
my-data-key-contact = contact
my-data-key-made-at = fait le
my-data-key-account = compte
my-data-key-id = numéro
my-data-key-telegram-id = identifiant Telegram
my-data-key-language = langue
my-data-key-staff-name = nom montré aux modérateurs
my-data-key-subscribed-at = abonné aux annonces depuis
my-data-key-stopped-at = ne veut plus aucune annonce depuis
my-data-key-unreachable-at = injoignable depuis
my-data-key-created-at = créé le
my-data-key-consents = consentements
my-data-key-version = version
my-data-key-given-at = donné le
my-data-key-withdrawn-at = retiré le
my-data-key-drafts = brouillons
my-data-key-kind = sorte
my-data-key-field = réponse attendue
my-data-key-answers = réponses
my-data-key-form-version = version du formulaire
my-data-key-touched-at = modifié le
my-data-key-submissions = contributions
my-data-key-status = état
my-data-key-reason = raison
my-data-key-requested-field = précision demandée
my-data-key-decided-at = décidé le
my-data-key-submitted-at = envoyé le
my-data-key-steps = étapes
my-data-key-at = le
my-data-key-action = action
my-data-key-subject = sujet
my-data-key-details = détails
my-data-key-questions = questions
my-data-key-text = texte
my-data-key-outcome = résultat
my-data-key-entry-id = réponse de la FAQ
my-data-key-state = état
my-data-key-group-id = groupe de questions
my-data-key-helped = a aidé
my-data-key-answered-at = répondu le
my-data-key-answer = réponse du service de presse
my-data-key-announcements = annonces
my-data-key-broadcast-id = annonce
my-data-key-params = contenu
my-data-key-due-at = à partir du
my-data-key-settled-at = terminé le
my-data-key-message-id = numéro du message Telegram
my-data-key-more-ids = numéros des autres messages de l’album
my-data-key-messages = messages
my-data-key-method = opération
my-data-key-error = erreur
my-data-key-incidents = incidents
my-data-key-payload = message reçu
my-data-key-actions = actions
my-data-key-subscriptions = abonnements
my-data-key-registrations = inscriptions
my-data-key-visits = visites
my-data-key-appeals = recours
my-data-key-submission-versions = versions des contributions
my-data-key-submission-id = contribution
my-data-key-margin = notes
my-data-key-only-field = seule réponse rouverte
my-data-key-event = venu d’un rendez-vous
my-data-key-theme = thème
my-data-key-value = valeur
my-data-key-event-id = rendez-vous
