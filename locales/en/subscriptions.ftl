# /abonnements and /stop: who receives the announcements.

subscriptions-subscribed =
    <b>🔔 You receive the announcements of the consultation.</b>

    Only those of the press office, and nothing else. You can stop whenever you like, here or with /stop.
subscriptions-not-subscribed =
    <b>🔕 You do not receive the announcements of the consultation.</b>

    If you subscribe, the press office’s announcements will arrive here. Nothing else, and you can stop at any time with /stop.
subscriptions-on = 🔔 Subscribe to announcements
subscriptions-off = 🔕 Unsubscribe
subscriptions-now-on = Done: you will receive the next announcements.
subscriptions-now-off = Done: you will not receive announcements any more.
subscriptions-stopped =
    <b>Done: you will not receive announcements any more.</b>

    I will only keep answering when you write to me, and telling you what becomes of your contributions.
subscriptions-draft-kept = What you had begun is kept; /annuler deletes it.
