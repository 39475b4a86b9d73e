# /annonce and /annonces: composing, sending and following announcements.

broadcast-unsubscribe = 🔕 Se désabonner / Unsubscribe
broadcast-ask =
    <b>New announcement</b>

    Send me the message to announce: text, or a photo, a video or a document with its caption. Formatting is kept as it is.

    Nothing leaves before you have seen the preview and tapped “📨 Send”.
broadcast-ask-again = Send the new message: it will replace the one in the preview.
broadcast-review =
    <b>Here is your announcement, above</b>, exactly as it will be received.

    Recipients: <b>{ $count } { $count ->
        [one] subscriber
       *[other] subscribers
    }</b>.

    Read it carefully: once sent, it cannot be corrected. To change it, tap “📝 Edit”; editing your own message in the chat is not enough.
broadcast-review-nobody =
    <b>Here is your announcement, above</b>, exactly as it would be received.

    Recipients: <b>none</b>. Nobody is subscribed at the moment, so it cannot be sent. It stays a draft: /annonce finds it again.
broadcast-about = 🏷 Subject: <b>{ $topic }</b>. The announcement goes to those who receive all announcements, and also to those who follow this subject.
broadcast-topic = 🏷 Theme or département
broadcast-topic-ask =
    <b>What is this announcement about?</b>

    Those subscribed to all announcements will receive it anyway. With a theme or a département, those who only follow that subject will receive it, too.
broadcast-topic-departements = 📍 A département
broadcast-topic-which-departement = Which département is this announcement about?
broadcast-topic-none = 🔔 No particular subject
broadcast-nobody = Nobody is subscribed at the moment: the announcement has not left. It stays a draft, /annonce finds it again.
broadcast-already-sent = This announcement has already left, or was deleted. /annonces tells how the last ones are doing.
broadcast-changed-since = The announcement has changed since this preview: nothing has left. /annonce shows the latest version.
broadcast-on-its-way = { $count ->
        [one] On its way to { $count } person.
       *[other] On its way to { $count } people.
    }
broadcast-in-private = Announcements are prepared in our private chat: send me /annonce there.
broadcast-unsupported = I cannot announce this kind of message yet. Send text, a photo, a video or a document; what you had prepared is kept.
broadcast-album = I cannot announce an album yet. Send a single photo or video with its caption; what you had prepared is kept.
broadcast-caption-too-long = The caption is { $excess } { $excess ->
        [one] character
       *[other] characters
    } too long ({ $maximum } at most). Shorten it and send it all again; what you had prepared is kept.
broadcast-refused-by-telegram = Telegram does not accept this message as it is ({ $why }). Change it and send it again; what you had prepared is kept.
broadcast-order-too-late = Too late: this announcement is no longer in that state. /annonces tells where it stands.
broadcast-pause-done = Paused: within a second, nothing more leaves.
broadcast-resume-done = Sending goes on.
broadcast-stop-done = Stopped: the rest will not leave.
broadcast-no-text = no text
broadcast-list-empty = No announcement yet. /annonce prepares one.
broadcast-list-head = <b>The last announcements</b>
broadcast-list-line =
    <b>Announcement no. { $number }</b> · { $when } · { $state }
    “{ $excerpt }”
broadcast-state-sending = being sent
broadcast-state-paused = paused
broadcast-state-stopped = stopped
broadcast-state-finished = sent

progress-sending = <b>Announcement no. { $number }: being sent</b>
progress-paused =
    <b>Announcement no. { $number }: paused</b>
    Nothing leaves until you tap “▶️ Resume”.
progress-stopped = <b>Announcement no. { $number }: stopped</b>
progress-finished = <b>Announcement no. { $number }: sent</b>
progress-count-sent = Sent: { $count }
progress-count-blocked = Blocked: { $count }
progress-count-failed = Failed: { $count }
progress-count-unknown = Unknown: { $count }
progress-count-skipped = Not sent: { $count }
progress-count-remaining = Remaining: { $count }
progress-percent = Progress: { $percent }%
progress-pace = Progress: { $percent }% · rate: { $rate } a second
progress-pace-and-end = Progress: { $percent }% · rate: { $rate } a second · about { $left } left
progress-order-pause = ⏸ Pause (no. { $number })
progress-order-resume = ▶️ Resume (no. { $number })
progress-order-stop = ✖️ Stop for good (no. { $number })

report-finished = <b>Announcement no. { $number }: done.</b> It was meant for { $total } { $total ->
        [one] person
       *[other] people
    }.
report-stopped = <b>Announcement no. { $number }: stopped before the end.</b> It was meant for { $total } { $total ->
        [one] person
       *[other] people
    }.
report-took = It took { $took }.
report-blocked = Blocked: these people blocked the service or closed their account. We will not write to them again, unless they come back.
report-failed = Failed: Telegram refused the message for these people.
report-unknown = Unknown: the service stopped during the call to Telegram, and nobody knows whether the message arrived. So that nobody receives it twice, it is not sent again.
report-skipped = Not sent: these people opted out before their turn, or the sending was stopped.
