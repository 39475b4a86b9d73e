# /abonnements and /stop: who receives the announcements.

subscriptions-subscribed =
    <b>🔔 You receive the announcements of the consultation.</b>

    All those of the press office, and nothing else. You can stop whenever you like, here or with /stop.
subscriptions-topics =
    <b>🔔 You receive the announcements about what you follow.</b>

    Only those, and nothing else. You can stop whenever you like, here or with /stop.
subscriptions-not-subscribed =
    <b>🔕 You do not receive the announcements of the consultation.</b>

    Subscribe to all the press office’s announcements, or only to those about a theme or a département. Nothing else will arrive, and you can stop at any time with /stop. Those already published: /news.
subscriptions-followed =
    You follow:
    { $topics }
subscriptions-all-includes = As long as you receive all announcements, these are among them.
subscriptions-on = 🔔 Subscribe to announcements
subscriptions-off = 🔕 Unsubscribe
subscriptions-only-topics = 🎯 Only what I follow
subscriptions-by-theme = 🗂 By theme
subscriptions-by-departement = 📍 By département
subscriptions-which-themes =
    <b>Which themes would you like to follow?</b>

    You will receive the announcements about them. Tap a followed theme again to stop following it.
subscriptions-which-departements =
    <b>Which départements would you like to follow?</b>

    You will receive the announcements about them. To go faster, write for example: /subscriptions 35
subscriptions-other-departements = 📍 Other départements
subscriptions-to-follow = ➕ Follow · { $topic }
subscriptions-is-followed = ✅ Followed · { $topic }
subscriptions-follows = Done: you will receive the announcements about “{ $topic }”.
subscriptions-left = Done: you no longer follow “{ $topic }”.
subscriptions-now-on = Done: you will receive the next announcements.
subscriptions-now-off = Done: you will not receive announcements any more.
subscriptions-now-topics = Done: you will only receive the announcements about what you follow.
subscriptions-stopped =
    <b>Done: you will not receive announcements any more.</b>

    I will only keep answering when you write to me, and telling you what becomes of your contributions.
subscriptions-registrations-cancelled = { $count ->
        [one] Your registration for an event is cancelled, too
       *[other] Your { $count } registrations for events are cancelled, too
    }; /events lets you register again.
subscriptions-draft-kept = What you had begun is kept; /cancel deletes it.
subscriptions-in-private = Your subscriptions are nobody else’s affair: write to me in private to choose them.
