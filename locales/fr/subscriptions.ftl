# /abonnements and /stop: who receives the announcements.

subscriptions-subscribed =
    <b>🔔 Vous recevez les annonces de la consultation.</b>

    Seulement celles du service de presse, et jamais rien d’autre. Vous pouvez arrêter quand vous voulez, ici ou avec /stop.
subscriptions-not-subscribed =
    <b>🔕 Vous ne recevez pas les annonces de la consultation.</b>

    En vous abonnant, vous recevrez ici les annonces du service de presse. Rien d’autre, et vous pourrez arrêter à tout moment avec /stop.
subscriptions-on = 🔔 S’abonner aux annonces
subscriptions-off = 🔕 Se désabonner
subscriptions-now-on = C’est noté : vous recevrez les prochaines annonces.
subscriptions-now-off = C’est noté : vous ne recevrez plus d’annonces.
subscriptions-stopped =
    <b>C’est fait : vous ne recevrez plus d’annonces.</b>

    Je continuerai seulement à vous répondre quand vous m’écrivez, et à vous dire ce que deviennent vos contributions.
subscriptions-draft-kept = Ce que vous aviez commencé est gardé ; /annuler l’efface.
