# /confidentialite, generated from the settings in force.

privacy-head = <b>Vos données, en clair</b>
privacy-who = <b>Qui</b> · Responsable du traitement : { $controller }. Contact : { $contact }.
privacy-not-said = non précisé pour l’instant
privacy-what = <b>Quoi</b> · Ce que vous envoyez (contributions, questions, brouillons), votre langue, vos abonnements, et votre identifiant Telegram dans une seule table, pour pouvoir vous répondre. Ni votre nom ni votre numéro de téléphone.
privacy-why = <b>Pourquoi</b> · Préparer le plan d’action avec vous et vous tenir au courant. Vos contributions : avec votre consentement, demandé avant la première. Vos questions et vos abonnements : parce que vous les demandez. Rien d’autre, et personne n’achète ces données.
privacy-how-long =
    <b>Combien de temps</b>
    • brouillons que vous ne reprenez pas : { $drafts }
    • questions, et contributions non retenues : { $everything }
    • contributions validées : elles restent, comme documents de la consultation ; le lien avec vous disparaît après { $everything } sans activité
    • traces des messages envoyés : { $messages } ; messages qui ont causé une erreur : { $incidents }
privacy-days = { $count } { $count ->
        [one] jour
       *[other] jours
    }
privacy-readers = <b>Qui lit</b> · Les modérateurs voient vos contributions, jamais votre compte ; le service de presse voit les questions que vous lui transmettez.
privacy-no-readers = <b>Qui lit</b> · Le service de presse voit les questions que vous lui transmettez, jamais votre compte.
privacy-telegram = <b>Chez Telegram</b> · Cette discussion et les fichiers joints restent chez Telegram, selon ses propres règles : nous ne pouvons pas les y effacer à votre place.
privacy-rights = <b>Vos droits</b> · Accès, rectification, effacement, retrait du consentement : /mes_donnees, tout de suite. Ou écrivez à { $contact }. Vous pouvez aussi saisir la CNIL (cnil.fr).
privacy-consent = <b>Votre consentement</b>
privacy-agreed = • version { $version }, donné le { $when }
privacy-withdrawn = • retiré le { $when }
privacy-never-agreed = <b>Votre consentement</b> · Vous ne l’avez pas encore donné : il n’est demandé que pour contribuer.
