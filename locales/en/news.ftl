# /actualites: the announcements already sent, and what the platform publishes.

news-head = <b>📰 The announcements of the consultation</b>, the latest first
news-none = <b>📰 No announcement has been sent yet.</b> The next one can be read here; to receive it, tap “🔔 Announcements”.
news-line =
    <b>{ $when }</b>
    <blockquote>{ $text }</blockquote>
news-topic = 🏷 { $topic }
news-edited = ✏️ Changed { $when }: the text above is the latest.
news-corrected = ✏️ Corrected { $when }: the correction is above.
news-deleted = 🗑 Announcement of { $when }, withdrawn { $since }.
news-read-first = 🕰 First version
news-read = 📄 Read · { $when }
news-feed = 🌐 On the platform
news-announcements = 📰 Announcements
news-feed-head = <b>🌐 Published on { $site }</b>
news-feed-line =
    <b>{ $title }</b>
    { $when }
news-feed-summary = { $summary }
news-no-day = no date given
news-feed-copy = <i>Up to date on { $when }.</i>
news-feed-empty = Nothing is published there yet (checked on { $when }).
news-feed-failing = ⚠️ The site does not answer as expected at the moment: this is what it published on { $when }.
news-feed-never = ⚠️ The site does not answer as expected at the moment. Come back a little later.
news-feed-not-yet = I have not read this site yet. Come back in a moment.
