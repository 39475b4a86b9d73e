# The moderation console, for a browser. Cards, reasons, statuses and filters are said by the sentences of Telegram.

web-name = Modération de la consultation
web-skip = Aller au contenu
web-tools = Outils
web-in-fr = Français
web-in-en = English
web-who = { $name } ({ $role ->
        [admin] administration
       *[moderator] modération
    })
web-logout = Se déconnecter
web-foot = Console réservée aux équipes de modération. Chaque décision est inscrite au registre public, sans nom.

web-login-title = Connexion
web-login-why = Cette console est réservée aux personnes qui modèrent la consultation.
web-login-oidc-title = Avec votre compte d’agent
web-login-oidc = Se connecter
web-login-link-title = Avec un lien à usage unique
web-login-link = Demandez un lien à la personne qui administre le service. Il s’ouvre une seule fois, pendant { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    }.
web-login-bot = Vous modérez déjà dans la messagerie ? Envoyez <code>/console</code> en privé à <b>@{ $bot }</b> : il vous donne un lien.
web-login-expired = Cette connexion a trop attendu, ou a commencé dans un autre navigateur. Recommencez.
web-login-failed = La connexion n’a pas abouti. Recommencez ; si cela continue, prévenez la personne qui administre le service.
web-login-unreachable = Le service de connexion ne répond pas comme prévu. Réessayez dans quelques minutes.
web-login-not-staff = Votre compte est bien reconnu, mais il n’est pas dans la liste des personnes qui modèrent. Demandez à la personne qui administre le service de vous y ajouter.
web-link-used = Ce lien a déjà servi ou n’est plus valable. Demandez-en un autre.
web-enter-title = Entrer dans la console
web-enter-why = Ce lien vous est personnel et ne sert qu’une fois. Appuyez sur le bouton pour entrer.
web-enter = Entrer
web-done-logout = Vous êtes déconnecté. À bientôt !

web-error-title = Erreur { $code }
web-error-401 = Cette page est réservée aux personnes qui modèrent. Connectez-vous pour continuer.
web-error-403 = Ce formulaire n’est plus valable. Revenez à la page précédente, actualisez-la et recommencez.
web-error-404 = Cette page n’existe pas.
web-error-405 = Cette adresse ne s’utilise pas ainsi.
web-error-413 = C’est trop long. Raccourcissez votre texte et recommencez.
web-error-500 = Une erreur s’est produite de notre côté. Elle est notée ; réessayez dans un instant.
web-error-503 = La base de données ne répond pas. Rien n’est perdu : réessayez dans un instant.
web-file-gone = Cette pièce jointe ne peut pas être récupérée pour le moment.
web-to-login = Se connecter
web-to-list = Retour à la liste
web-to-card = Retour à la contribution

web-list-title = Contributions
web-filters = Filtrer les contributions
web-filter-state = État
web-filter-theme = Thème
web-filter-age = Date
web-filter-words = Mots ou numéro
web-filter-go = Filtrer
web-number = n° { $number }
web-untitled = (sans titre)
web-version = version { $version }
web-taken = prise par { $name }
web-choose = Cocher la contribution n° { $number }
web-nothing = Rien à afficher ici.
web-pages = Pages de la liste
web-previous = Page précédente
web-following = Page suivante
web-status-pending = À traiter
web-status-in-review = En cours de lecture
web-status-approved = Approuvée
web-status-rejected = Refusée
web-status-changes-requested = Précision demandée
web-status-withdrawn = Retirée
web-status-merged = Doublon

web-bulk-title = Refuser les contributions cochées
web-bulk-why = Pour ce qui est manifestement abusif. Chaque auteur reçoit la raison, et chaque décision peut être annulée séparément.
web-bulk-go = Refuser les contributions cochées
web-bulk-nothing = Cochez au moins une contribution, puis choisissez une raison.
web-bulk-done = { $count ->
        [0] Aucune contribution refusée
        [one] Une contribution refusée
       *[other] { $count } contributions refusées
    }

web-card-title = Contribution n° { $number }
web-card-changed = Cette contribution vient de changer. Afficher ce qui est nouveau
web-trail = Parcourir
web-before = Précédente
web-after = Suivante
web-received = reçue le { $when } ({ $age })
web-said = Ce qu’elle dit
web-changed = nouvelle réponse
web-file = Télécharger la pièce jointe
web-mask-title = Données personnelles repérées
web-mask-why = Voici ce que dirait la contribution une fois masquée. Son auteur est prévenu et voit les deux versions.
web-mask-go = Masquer ces données
web-decide = Décider
web-quorum = Certaines décisions demandent l’accord de plusieurs personnes.
web-approve = Approuver
web-refuse = Refuser
web-ask = Demander une précision
web-duplicate = C’est un doublon…
web-claim = Je prends
web-release = Je laisse
web-escalate = Confier à un admin
web-undo = Annuler la décision
web-undo-until = possible jusqu’à { $until }
web-escalated = ⬆️ Confiée à un admin
web-sanctions = Suspensions
web-sanctions-title = Suspensions et contestations
web-sanctions-why = Ce qui est en cours et ce qui attend une réponse. La personne concernée est prévenue de votre décision, qui est définitive.
web-sanction-title = Avertir ou suspendre l’auteur
web-sanction-why = Ce qui sera fait : <b>{ $step }</b>. L’auteur saura pourquoi, et comment contester. Il peut toujours poser des questions et suivre ses contributions.
web-sanction-reason = Raison
web-sanction-warning = Avertir l’auteur
web-sanction-week = Suspendre l’auteur pendant 7 jours
web-sanction-month = Suspendre l’auteur pendant 30 jours
web-sanction-quarter = Suspendre l’auteur pendant 90 jours
web-sanction-kept = Maintenir
web-sanction-lifted = Lever
web-admin-only = Cette page est réservée aux administrateurs du service.
web-search-title = Chercher une contribution par mots
web-search-words = Mots du titre ou du texte
web-search-go = Chercher
web-search-found = Celles qui contiennent « { $words } »
web-search-none = Parmi celles qui ne sont ni refusées ni retirées, aucune autre ne contient tous ces mots.
web-reason = Raison du refus
web-word = Un mot de plus pour l’auteur (facultatif)
web-field = Réponse à préciser
web-choose-one = Choisir…
web-vote = { $name } : { $what }
web-duplicates-of-it = Ses doublons :
web-notes = Notes et messages
web-note = Note interne, que l’auteur ne voit pas
web-note-go = Ajouter la note
web-note-note = Note de { $name }, { $when }
web-note-word = Mot joint à la décision par { $name }, { $when }
web-note-message = Message de { $name } à l’auteur, { $when }
web-note-answer = Réponse de l’auteur, { $when }
web-message-title = Écrire à l’auteur
web-message = Votre message ; l’auteur ne sait pas qui l’écrit
web-message-go = Envoyer le message

web-duplicates-title = Doublons possibles de la contribution n° { $number }
web-duplicates-why = Un doublon suit le sort de la contribution qu’il répète. Les deux auteurs le savent, et les deux comptent.
web-alike = Celles qui disent presque la même chose
web-alike-none = Aucune ne lui ressemble assez pour être proposée.
web-merge-into = C’est un doublon de la n° { $number }
web-other = Une autre contribution
web-other-number = Son numéro
web-merge = C’est un doublon

web-done-approve = Contribution n° { $number } approuvée.
web-done-refuse = Contribution n° { $number } refusée.
web-done-ask = Précision demandée pour la contribution n° { $number }.
web-done-merge = Contribution n° { $number } notée comme doublon.
web-done-claim = La contribution n° { $number } est à vous pour un moment.
web-done-release = La contribution n° { $number } est de nouveau à tout le monde.
web-done-sanction = L’auteur de la contribution n° { $number } va le savoir, avec la façon de contester.
web-done-kept = Décision n° { $number } maintenue. La personne concernée va le savoir.
web-done-lifted = Décision n° { $number } levée. La personne concernée va le savoir.
web-done-note = Note ajoutée à la contribution n° { $number }.
web-done-message = Message envoyé à l’auteur de la contribution n° { $number }.
web-done-escalate = La contribution n° { $number } attend un admin.
web-done-mask = Données masquées dans la contribution n° { $number }.
web-done-undo = Décision annulée : la contribution n° { $number } est de nouveau à traiter.

web-keys = Raccourcis au clavier
web-keys-off = Désactiver les raccourcis
web-keys-on = Activer les raccourcis
web-key-down = contribution suivante
web-key-up = contribution précédente
web-key-check = cocher
web-key-search = chercher
web-key-approve = aller à « Approuver », puis Entrée
web-key-refuse = aller à la raison d’un refus
web-key-ask = aller à la réponse à préciser
web-key-duplicate = chercher un doublon
web-key-claim = aller à « Je prends »
web-key-undo = aller à « Annuler la décision », puis Entrée
web-key-note = écrire une note
web-key-after = suivante
web-key-before = précédente
web-key-list = retour à la liste

# In Telegram: the way to the console.
console-link = 🖥 <b>La console de modération, dans votre navigateur</b>

    { $url }

    Ce lien est pour vous seul. Il s’ouvre une fois, pendant { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    }.
console-private = Je ne donne ce lien qu’en privé : envoyez-moi /console là-bas.
console-off = La console n’est pas ouverte sur ce service.
command-console = La console de modération, dans un navigateur
