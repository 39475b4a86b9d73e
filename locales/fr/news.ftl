# /actualites: the announcements already sent, and what the platform publishes.

news-head = <b>📰 Les annonces de la consultation</b>, la plus récente d’abord
news-none = <b>📰 Aucune annonce n’a encore été envoyée.</b> La prochaine se lira ici ; pour la recevoir, touchez « 🔔 Annonces ».
news-line =
    <b>{ $when }</b>
    <blockquote>{ $text }</blockquote>
news-topic = 🏷 { $topic }
news-edited = ✏️ Modifiée le { $when } : le texte ci-dessus est le dernier.
news-corrected = ✏️ Rectifiée le { $when } : le rectificatif est plus haut.
news-deleted = 🗑 Annonce du { $when }, retirée le { $since }.
news-read-first = 🕰 Première version
news-read = 📄 Lire · { $when }
news-feed = 🌐 Sur la plateforme
news-announcements = 📰 Les annonces
news-feed-head = <b>🌐 Publié sur { $site }</b>
news-feed-line =
    <b>{ $title }</b>
    { $when }
news-feed-summary = { $summary }
news-no-day = date non précisée
news-feed-copy = <i>À jour le { $when }.</i>
news-feed-empty = Rien n’y est publié pour l’instant (vérifié le { $when }).
news-feed-failing = ⚠️ Le site ne répond pas comme prévu en ce moment : voici ce qu’il publiait le { $when }.
news-feed-never = ⚠️ Le site ne répond pas comme prévu en ce moment. Revenez un peu plus tard.
news-feed-not-yet = Je n’ai pas encore lu ce site. Revenez dans un instant.
