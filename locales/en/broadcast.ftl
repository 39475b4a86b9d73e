# /annonce and /annonces: composing, sending and following announcements.
broadcast-unsubscribe = 🔕 Se désabonner / Unsubscribe
broadcast-ask =
    <b>New announcement</b>

    Send me the message to announce, in French: text, a photo, a video or a document with its caption, an album, or a poll. Formatting is kept as it is.

    You will then choose recipients, buttons, the time of departure and, if you wish, an English version. Nothing leaves before you have seen the preview and tapped “📨 Send”.
broadcast-ask-again = Send the new message: it will replace the one in the preview.
broadcast-review =
    <b>Here is your announcement, above</b>, exactly as it will be received.

    Recipients: <b>{ $count } { $count ->
        [one] subscriber
       *[other] subscribers
    }</b>.

    Read it carefully. To change it, tap “📝 Edit”; editing your own message in the chat is not enough.
broadcast-review-nobody =
    <b>Here is your announcement, above</b>, exactly as it would be received.

    Recipients: <b>none</b>. It cannot be sent at the moment. It stays a draft: /announce finds it again.
broadcast-nobody = This announcement has no recipient any more: it has not left. It stays a draft, /announce finds it again.
broadcast-already-sent = This announcement has already left, or was deleted. /announcements tells how the last ones are doing.
broadcast-changed-since = The announcement has changed since this preview: nothing has left. /announce shows the latest version.
broadcast-on-its-way = { $count ->
        [one] On its way to { $count } person.
       *[other] On its way to { $count } people.
    }
broadcast-in-private = Announcements are prepared in our private chat: send me /announce there.
broadcast-unsupported = I cannot announce this kind of message yet. Send text, a photo, a video, a document, an album or a poll; what you had prepared is kept.
broadcast-caption-too-long = The caption is { $excess } { $excess ->
        [one] character
       *[other] characters
    } too long ({ $maximum } at most). Shorten it and send it all again; what you had prepared is kept.
broadcast-refused-by-telegram = Telegram does not accept this message as it is ({ $why }). Change it and send it again; what you had prepared is kept.
broadcast-order-too-late = Too late: this announcement is no longer in that state. /announcements tells where it stands.
broadcast-pause-done = Paused: within a second, nothing more leaves.
broadcast-resume-done = Sending goes on.
broadcast-stop-done = Stopped: the rest will not leave.
broadcast-no-text = no text
broadcast-list-empty = No announcement yet. /announce prepares one.
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
report-unknown = Unknown: the service stopped during the call to Telegram, and nobody knows whether the message arrived. So that nobody receives it twice, nothing is sent again unless you say so.
report-skipped = Not sent: these people opted out before their turn, or the sending was stopped.
