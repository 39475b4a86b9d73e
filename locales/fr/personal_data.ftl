# Before a contribution is sent: what in it could tell who someone is. One personal-data-<kind> for each kind.

personal-data-head =
    <b>⚠️ Avant d’envoyer : j’ai vu des informations personnelles</b>

    Votre contribution pourra être lue par tout le monde. Ceci permet de reconnaître quelqu’un, vous ou une autre personne :
personal-data-line = • { $field } · { $kind } : <code>{ $text }</code>
personal-data-more = • et { $count } { $count ->
        [one] autre
       *[other] autres
    }
personal-data-phone = téléphone
personal-data-email = adresse électronique
personal-data-iban = compte bancaire
personal-data-nir = numéro de sécurité sociale
personal-data-address = adresse postale
personal-data-plate = plaque d’immatriculation
personal-data-mask = 🙈 Masquer
personal-data-anyway = 📨 Envoyer tel quel
personal-data-masked = C’est masqué. Relisez, puis envoyez.
