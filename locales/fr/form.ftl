# The contribution form. One pair field-<key> / field-<key>-prompt for each row of consultation/form.py.

form-consent =
    <b>Avant de contribuer</b>

    Votre contribution sera relue par un modérateur, puis pourra être rendue publique et servir à écrire le plan d’action 2021-2023. Elle est anonyme, sauf si vous choisissez de la signer.

    Nous gardons vos réponses et un identifiant technique pour vous répondre ; rien d’autre. Responsable : { $controller }. Vos droits : /confidentialite.

    En continuant, vous acceptez que vos réponses soient traitées pour cette consultation.
button-agree = ✅ J’accepte et je contribue
form-head = <b>{ $place }/{ $total } · { $field }</b>
form-head-precision = <b>Précision demandée · { $field }</b>
form-given =
    Votre réponse actuelle :
    <blockquote>{ $value }</blockquote>
form-line =
    <b>{ $field }</b>
    { $value }
form-summary =
    <b>Votre contribution, avant l’envoi</b>

    { $answers }

    Tout est bon ? Envoyez-la. Vous pouvez encore modifier chaque réponse.
form-summary-precision =
    <b>Votre contribution précisée, avant l’envoi</b>

    { $answers }

    Envoyez-la : elle retournera à un modérateur.
form-which-field = Quelle réponse voulez-vous modifier ?
form-sent = ✅ Contribution n° { $number } envoyée. Votre accusé de réception arrive.
receipt =
    <b>Merci ! Votre contribution n° { $number } est bien enregistrée.</b>

    « { $title } »
    Empreinte : <code>{ $fingerprint }</code> (elle changerait si une seule lettre changeait)

    Et maintenant : un modérateur la lit et décide, en principe sous { $days } { $days ->
        [one] jour
       *[other] jours
    } ; vous recevrez sa réponse ici, avec la raison si elle n’est pas retenue. /suivi { $number } vous dit où elle en est, et vous permet de la modifier ou de la retirer.
form-already-sent = Cette contribution est déjà envoyée. /mes_contributions les liste toutes.
form-gone = Ce formulaire est terminé ou annulé. /contribuer en ouvre un nouveau.
form-elsewhere = Cette étape est passée : voici où vous en étiez.
form-cancel-sure = Voulez-vous vraiment abandonner ? Ce que vous avez écrit sera effacé.
button-discard = 🗑 Abandonner et effacer
button-go-on = ▶️ Continuer
form-discarded = C’est effacé. Quand vous voudrez, /contribuer ouvre un nouveau formulaire.
form-resume =
    Vous aviez commencé une contribution le { $when } :
    « { $title } »

    Voulez-vous la reprendre là où vous en étiez ?
form-album = Je garde la première image de votre album : une seule pièce jointe par contribution.
form-caption = La légende n’est pas gardée avec le fichier : si elle compte, ajoutez-la à une réponse par « 📝 Modifier ».
form-other-draft =
    Vous aviez aussi commencé une autre contribution : « { $title } ».

    Elle vous attend, pour quand vous voudrez.
form-untitled = sans titre pour l’instant
button-restart = 🆕 Effacer et recommencer
form-quota = Vous avez déjà envoyé { $maximum } contributions depuis hier. Votre brouillon est gardé : vous pourrez l’envoyer demain.
form-nothing-asked = Aucune précision n’est plus attendue sur la contribution n° { $number }. /suivi { $number } vous dit où elle en est.
form-question-answered = Revenons à votre contribution :
button-was-answer = ✍️ C’était ma réponse au formulaire

form-use-buttons = Choisissez l’un des boutons ci-dessus, s’il vous plaît.
form-send-file = Envoyez une photo ou un PDF, ou touchez « ⏭ Passer ».
form-words-needed = Il me faut des mots pour cette réponse : les images seules ne suffisent pas.
form-word-needed = Je ne lis aucun mot dans cette réponse. Écrivez-la en une ou deux phrases, comme à quelqu’un.
form-too-short = C’est un peu court : { $length } { $length ->
        [one] caractère
       *[other] caractères
    }, il en faut au moins { $minimum }. Dites-en un peu plus.
form-too-long = C’est trop long de { $excess } { $excess ->
        [one] caractère
       *[other] caractères
    } (maximum { $maximum }). Votre message est toujours dans la discussion : copiez-le, raccourcissez-le et renvoyez-le.
form-option-gone = Ce choix n’existe plus. Choisissez-en un autre.
form-file-later = La pièce jointe vient à la dernière étape. Répondez d’abord à celle-ci, avec du texte.
form-file-type = Je n’accepte que les photos (JPEG, PNG) et les PDF. Envoyez l’un d’eux, ou touchez « ⏭ Passer ».
form-file-size = Ce fichier est trop lourd : { $maximum } Mo au plus.
form-territory-several = Plusieurs départements correspondent : { $names }. Écrivez le numéro du vôtre.
form-territory-unknown = Je ne reconnais pas ce département. Écrivez son numéro (par exemple 35, 2A, 974) ou son nom, ou touchez « 🇫🇷 National ».

field-theme = Thème
field-theme-prompt = Sur quel thème du plan voulez-vous contribuer ?
field-title = Titre
field-title-prompt =
    Donnez un titre à votre contribution, en une phrase courte ({ $minimum } à { $maximum } caractères).

    <i>Exemple : « Publier les délais de réponse de chaque service »</i>
field-observation = Constat
field-observation-prompt =
    Que constatez-vous aujourd’hui ? Un fait, une difficulté, une situation vécue ({ $minimum } à { $maximum } caractères).

    <i>Exemple : « Quand je dépose un dossier, je ne sais jamais combien de temps il faudra attendre. »</i>
field-proposal = Proposition
field-proposal-prompt =
    Que proposez-vous ? ({ $minimum } à { $maximum } caractères)

    <i>Exemple : « Afficher le délai moyen de chaque démarche, mis à jour chaque mois. »</i>
field-territory = Territoire
field-territory-prompt = Votre contribution concerne-t-elle toute la France ou un département ? Touchez « 🇫🇷 National », ou écrivez le numéro ou le nom du département. Vous pouvez aussi envoyer un lieu (📎 Position).
field-territory-national = Toute la France
button-national = 🇫🇷 National
field-author_type = Vous êtes
field-author_type-prompt = À quel titre contribuez-vous ?
field-author_type-citizen = Citoyenne ou citoyen
field-author_type-association = Association
field-author_type-public-agent = Agent public
field-author_type-company = Entreprise
field-author_type-local-authority = Collectivité
field-signature = Signature
field-signature-prompt = Votre contribution reste anonyme, sauf si vous préférez la signer : écrivez alors le nom à afficher ({ $minimum } à { $maximum } caractères).
field-signature-none = Anonyme
button-anonymous = 🕶 Rester anonyme
field-attachment = Pièce jointe
field-attachment-prompt = Voulez-vous joindre une photo ou un PDF ? C’est facultatif.
field-attachment-none = Aucune
field-attachment-value = { $name } ({ $kilobytes } Ko)
