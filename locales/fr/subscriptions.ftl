# /abonnements and /stop: who receives the announcements.

subscriptions-subscribed =
    <b>🔔 Vous recevez les annonces de la consultation.</b>

    Toutes celles du service de presse, et jamais rien d’autre. Vous pouvez arrêter quand vous voulez, ici ou avec /stop.
subscriptions-topics =
    <b>🔔 Vous recevez les annonces sur ce que vous suivez.</b>

    Seulement celles-là, et jamais rien d’autre. Vous pouvez arrêter quand vous voulez, ici ou avec /stop.
subscriptions-not-subscribed =
    <b>🔕 Vous ne recevez pas les annonces de la consultation.</b>

    Abonnez-vous à toutes les annonces du service de presse, ou seulement à celles qui parlent d’un thème ou d’un département. Vous ne recevrez rien d’autre, et vous pourrez arrêter à tout moment avec /stop. Celles déjà parues : /actualites.
subscriptions-followed =
    Vous suivez :
    { $topics }
subscriptions-all-includes = Tant que vous recevez toutes les annonces, celles-là en font partie.
subscriptions-on = 🔔 S’abonner aux annonces
subscriptions-off = 🔕 Se désabonner
subscriptions-only-topics = 🎯 Seulement ce que je suis
subscriptions-by-theme = 🗂 Par thème
subscriptions-by-departement = 📍 Par département
subscriptions-which-themes =
    <b>Quels thèmes voulez-vous suivre ?</b>

    Vous recevrez les annonces qui en parlent. Touchez à nouveau un thème suivi pour ne plus le suivre.
subscriptions-which-departements =
    <b>Quels départements voulez-vous suivre ?</b>

    Vous recevrez les annonces qui les concernent. Pour aller plus vite, écrivez par exemple : /abonnements 35
subscriptions-other-departements = 📍 Autres départements
subscriptions-to-follow = ➕ Suivre · { $topic }
subscriptions-is-followed = ✅ Suivi · { $topic }
subscriptions-follows = C’est noté : vous recevrez les annonces sur « { $topic } ».
subscriptions-left = C’est noté : vous ne suivez plus « { $topic } ».
subscriptions-now-on = C’est noté : vous recevrez les prochaines annonces.
subscriptions-now-off = C’est noté : vous ne recevrez plus d’annonces.
subscriptions-now-topics = C’est noté : vous recevrez seulement les annonces sur ce que vous suivez.
subscriptions-stopped =
    <b>C’est fait : vous ne recevrez plus d’annonces.</b>

    Je continuerai seulement à vous répondre quand vous m’écrivez, et à vous dire ce que deviennent vos contributions.
subscriptions-registrations-cancelled = { $count ->
        [one] Votre inscription à un rendez-vous est annulée aussi
       *[other] Vos { $count } inscriptions à des rendez-vous sont annulées aussi
    } ; /agenda permet de vous réinscrire.
subscriptions-draft-kept = Ce que vous aviez commencé est gardé ; /annuler l’efface.
subscriptions-in-private = Vos abonnements ne regardent que vous : écrivez-moi en privé pour les choisir.
