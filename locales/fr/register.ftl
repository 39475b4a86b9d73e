# The public register of moderation: its page, and what each kind of entry is called.

register-title = Registre public de la modération
register-lead = Chaque contribution reçue et chaque décision prise y est inscrite, dans l’ordre. Chaque inscription porte l’empreinte de la précédente : rien ne peut y être changé ni ôté sans que cela se voie.
register-no-names = Aucun nom, aucun texte : une contribution y est un numéro, et une empreinte que seule la personne qui l’a écrite peut relier à ses mots, avec sa preuve de dépôt (/suivi, dans la discussion avec le bot).
register-empty = Le registre est encore vide : il commence avec la première contribution.
register-count = { $count ->
        [one] 1 inscription
       *[other] { $count } inscriptions
    }
register-head-label = Empreinte de la dernière
register-download = Télécharger le registre (JSON, une inscription par ligne)
register-how = Pour le vérifier, sans réseau :
register-keep = Notez cette empreinte ailleurs, avec la date : un registre publié plus tard doit la contenir.
register-last = Les dernières inscriptions
register-column-position = Inscription
register-column-at = Quand (heure de Paris)
register-column-number = Contribution
register-column-kind = Ce qui s’est passé

register-kind-received = reçue
register-kind-clarified = précisée par son auteur
register-kind-revised = modifiée par son auteur
register-kind-appealed = recours de son auteur
register-kind-withdrawn = retirée par son auteur
register-kind-approved = approuvée par la modération
register-kind-refused = refusée par la modération
register-kind-precision-asked = précision demandée par la modération
register-kind-merged = notée comme doublon d’une autre par la modération
register-kind-masked = données personnelles masquées par la modération
register-kind-undone = décision annulée par la modération
register-foot = Registre public, ouvert à tout le monde. Aucun nom, aucun texte.
