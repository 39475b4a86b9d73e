# What arrives while a form is open and is not plainly the answer it waits for.

arrival-forwarded = Ce message est transféré : est-ce bien votre réponse à « { $field } » ? N’envoyez rien qui vienne d’une conversation privée sans l’accord de la personne.
arrival-left =
    Vous aviez commencé une contribution : « { $title } ».

    Votre message est-il votre réponse à « { $field } » ?
button-is-answer = ✍️ Oui, c’est ma réponse
button-is-question = ❓ Non, c’est une question
arrival-end = Ce message est-il la fin de votre réponse à « { $field } » ? Si oui, touchez « ➕ Ajouter à la suite ».
button-append = ➕ Ajouter à la suite
arrival-appended = C’est ajouté à la réponse précédente.
arrival-too-long = Vos messages se suivent et sont trop longs, ensemble, de { $excess } caractères (maximum { $maximum }). Raccourcissez votre texte et renvoyez-le en un seul message.
arrival-corrected = ✏️ C’est noté : votre réponse « { $field } » est corrigée.
arrival-edit-refused = Je n’ai pas pu prendre en compte la modification de votre message : votre réponse « { $field } » reste celle d’avant.
arrival-edited = J’ai vu que vous avez modifié un message, mais je l’avais déjà traité. Pour une question, renvoyez-la. Pour une contribution, ouvrez /mes_contributions.
arrival-departement = 📍 C’est bien <b>{ $name }</b> ? Touchez le bon département, ou écrivez son numéro. Votre position n’est pas gardée.
button-departement = ✅ { $name }
arrival-theme = Votre thème est-il bien <b>{ $title }</b> ?
button-theme = ✅ { $title }
arrival-abroad = Ce point n’est pas en France, d’après ma carte. Touchez « 🇫🇷 National », ou écrivez le numéro ou le nom d’un département.
arrival-voice = Je ne sais pas encore écouter un message vocal ni regarder une vidéo. Écrivez-moi : le micro du clavier de votre téléphone peut écrire pour vous.
arrival-voice-file = Je ne sais pas encore écouter un message vocal ni regarder une vidéo. À cette étape, envoyez une photo ou un PDF, ou touchez « ⏭ Passer ».
arrival-sticker = J’aime bien ! Mais il me faut des mots : écrivez-moi votre réponse ou votre question.
arrival-location = Un lieu se donne à l’étape « Territoire » d’une contribution : /contribuer. Pour l’instant, écrivez-moi.
arrival-contact = Je ne garde pas de numéro de téléphone ni de carte de contact. Écrivez-moi plutôt votre message.
arrival-file = Une photo ou un PDF s’ajoute à la dernière étape d’une contribution : /contribuer. Pour l’instant, écrivez-moi.
arrival-likely = 📍 Votre territoire est-il bien <b>{ $name }</b> ? Touchez-le s’il l’est ; si votre message complétait la réponse précédente, touchez « ➕ Ajouter à la suite ».
arrival-name = Signer « { $text } » ? Tout le monde le lira sous votre contribution.
arrival-precision = « { $text } » : est-ce votre réponse à « { $field } », ou une question pour le modérateur qui vous l’a demandée ?
