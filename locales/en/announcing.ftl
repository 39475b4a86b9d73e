# What may be chosen for an announcement, who approves it, what puts it right.

broadcast-unsubscribe-by-command = 🔕 Se désabonner / Unsubscribe: /stop
broadcast-begun = { $count ->
        [one] You have <b>{ $count } draft</b>. Which one do you take up?
       *[other] You have <b>{ $count } drafts</b>. Which one do you take up?
    }
broadcast-another = ➕ Another announcement
broadcast-ask-english =
    <b>English version</b>

    Send me the same message in English: people who chose that language will receive it instead of the French one.
broadcast-french-only = ✖️ No English version
broadcast-other-kind = The English version must be of the same kind as the French one: a text for a text, a photo for a photo. What you had prepared is kept.
broadcast-review-some =
    <b>Here is your announcement, above</b>, exactly as it will be received.

    Recipients: <b>{ $count } { $count ->
        [one] person
       *[other] people
    }</b>.
broadcast-two-versions = 🇬🇧 In two languages: each person receives their own, French by default.
broadcast-due = 🕘 Departure: <b>{ $when }</b>, Paris time.
broadcast-paid-on = ⭐ Paid broadcast: <b>{ $stars } { $stars ->
        [one] Star
       *[other] Stars
    } at most</b>, for { $count } { $count ->
        [one] message
       *[other] messages
    }.
broadcast-will-be-proposed = 👥 Someone else of the press office must approve it before it leaves.
broadcast-propose = 📨 Send for approval
broadcast-schedule-it = 📨 Send at that time
broadcast-audience = 🎯 Recipients
broadcast-when = 🕘 Schedule
broadcast-english = 🇬🇧 English version
broadcast-buttons = 🔗 Buttons
broadcast-link-preview = 🖼 Link preview
broadcast-pay = ⭐ Paid broadcast
broadcast-paid-off = ⭐ Pay no more
broadcast-album-coming = An album is coming in. Once all its pictures are there, tap “👁 See the preview”.
broadcast-album-see = 👁 See the preview
broadcast-album-full = An album holds { $most } pictures at most: this one was not added.
broadcast-poll-later = Telegram does not answer, and a poll must be shown before it leaves. Send it again in a moment.
broadcast-no-quiz = I do not announce quizzes, only polls: they ask for an opinion, without a right answer. What you had prepared is kept.

broadcast-buttons-ask =
    <b>Buttons under the announcement</b>

    Write one a line, { $most } at most: the label, a bar, the https address (or a command, such as /contribuer: its taps will be counted). A third part is the label for those who read English, if need be.

    <code>Lire le plan | https://exemple.fr/plan | Read the plan</code>

    At the moment:
    { $kept }
broadcast-buttons-none = ✖️ No button
broadcast-buttons-too-many = No more than { $most } buttons, so that the announcement can still be read.
broadcast-buttons-unread = I did not understand this line: “{ $line }”. Write the label, a bar |, then the address.
broadcast-buttons-label-long = This label is too long: “{ $label }”. { $most } characters at most, or telephones cut it.
broadcast-buttons-not-https = This address will not do: “{ $url }”. It must begin with https://, without a password; or be one of these commands: { $commands }.

broadcast-preview-ask =
    <b>Link preview</b>

    How should the page whose address is in your text be shown?
broadcast-preview-written = As I wrote it
broadcast-preview-small = Small picture
broadcast-preview-large = Large picture
broadcast-preview-none = No preview

broadcast-when-ask =
    <b>When should it leave?</b>

    Write it as you would say it, in Paris time: “tomorrow 9am”, “monday 14:30”, “12/03/2027 08:30” (day, month, year).

    It is now { $now }.
broadcast-when-now = ⚡ As soon as I send it
broadcast-when-unread = I did not understand this moment. Write for instance “tomorrow 9am” or “12/03/2027 08:30”.
broadcast-when-no-such-day = There is no such day. Write for instance “12/03/2027 08:30”.
broadcast-when-past = That moment is past. Write one to come, for example “tomorrow 9am”.
broadcast-when-far = That is more than a year ahead: choose a nearer moment.
broadcast-when-missing-hour = That night, summer time begins: { $hour } does not exist. Choose another hour.
broadcast-when-double-hour = That night, summer time ends: { $hour } comes twice. Choose another hour.
broadcast-when-gone = The time of departure is past: nothing has left. Choose another one with “🕘 Schedule”.

broadcast-pay-sure =
    <b>Telegram’s paid broadcast</b>

    Telegram then lets up to 1,000 messages a second pass instead of 30, and takes <b>{ $price } Star a message</b> out of the bot’s balance.

    For { $count } { $count ->
        [one] person
       *[other] people
    }: <b>{ $stars } { $stars ->
        [one] Star
       *[other] Stars
    } at most</b>. If the balance is too low, Telegram refuses the messages.
broadcast-pay-yes = ⭐ Yes, { $stars } { $stars ->
        [one] Star
       *[other] Stars
    } at most

broadcast-proposed-done = Passed on: someone else of the press office must approve it.
broadcast-scheduled-done = Scheduled: { $when }.
broadcast-recalled = It will not leave. Here it is, a draft again.
broadcast-state-proposed = to be approved
broadcast-state-scheduled = scheduled
broadcast-state-held = scheduled, paused
broadcast-state-recalled = not sent
progress-recalled = <b>Announcement no. { $number }: it was not sent</b>
progress-proposed =
    <b>Announcement no. { $number }: to be approved</b>
    It will leave once someone else of the press office has approved it.
progress-scheduled = <b>Announcement no. { $number }: scheduled</b>
progress-held =
    <b>Announcement no. { $number }: scheduled, paused</b>
    It will not leave until you tap “▶️ Resume”, even if its time passes.
progress-recall = 📝 Make it a draft again (no. { $number })

audience-ask = <b>Recipients</b>: { $count ->
        [one] { $count } person
       *[other] { $count } people
    } at this moment. A tap adds a group, or takes it away.
audience-one = 🎯 For { $group }
audience-any = 🎯 For whoever is in one of these groups:
audience-all-at-once = 🎯 Only for people who are in all of these groups at once:
audience-nobody = 🎯 No group is chosen: it would go to nobody.
audience-group-everyone = those who receive all announcements
audience-group-theme = those who follow the theme “{ $name }”
audience-group-departement = those who follow { $name }
audience-group-event = those registered for “{ $name }”
audience-group-commitment = those with a contribution linked to commitment { $name }
audience-group-received = those who received announcement no. { $name }
audience-everyone-button = All subscribers
audience-add-themes = 🏷 Add a theme
audience-add-departements = 📍 Add a département
audience-add-events = 📅 Add an event
audience-add-commitments = 🤝 Add a commitment
audience-match-all = 🔀 Only all these groups at once
audience-match-any = 🔀 Any of these groups
audience-which-theme = Which theme? Those who follow it will receive the announcement.
audience-which-departement = Which département? Those who follow it will receive the announcement.
audience-which-event = Which event? Those registered will receive the announcement, except those who want none any more.
audience-no-event = There is no event in the agenda.
audience-which-commitment = Which commitment? Those with a contribution linked to it will receive the announcement, except those who want none any more.
audience-no-commitment = No commitment is recorded: /commitments shows them.

approval-asked = 👥 <b>{ $name }</b> proposes announcement no. { $number }. It waits until someone else of the press office has seen and approved it.
approval-look = 👁 See announcement no. { $number }
approval-later = Telegram does not answer. Tap “👁 See” again in a moment.
approval-decide = <b>Here is announcement no. { $number }, above</b>, exactly as it will be received.
approval-yes = ✅ Approve
approval-no = ❌ Refuse
approval-own = This is your announcement: someone else of the press office must approve it.
approval-decided = It is decided already, or was taken back. /announcements tells where it stands.
approval-done = Noted.
approval-approved = ✅ Announcement no. { $number } approved. { $count ->
        [0] It will leave at its time.
        [one] It leaves for { $count } person.
       *[other] It leaves for { $count } people.
    }
approval-refused = ❌ Announcement no. { $number } refused. It is a draft of its author again.
approval-author-approved = ✅ { $name } approved your announcement no. { $number }.
approval-author-refused = ❌ { $name } refused your announcement no. { $number }. It is a draft again: /announce finds it.

correction-begin = ✏️ Correction
correction-rewrite = 📝 Rewrite in place
correction-delete = 🗑 Delete
correction-ask =
    <b>Correction of announcement no. { $number }</b>

    Send me the message. It will go to those who received the announcement, as an answer to it, and will begin with “Correction”.
edit-ask =
    <b>Rewrite announcement no. { $number }</b>

    Send me the new message: it will take the place of the old one for all who received it, without a notification. Under a photo or a file, a text alone changes the caption.
correction-head = Correction of announcement no. { $number } ({ $when })
correction-review =
    <b>Here is the correction of announcement no. { $number }, above.</b>

    Recipients: <b>{ $count } { $count ->
        [one] person
       *[other] people
    }</b> who received it. Those who want no announcement any more will not receive it.
edit-review =
    <b>Here is the new version of announcement no. { $number }, above.</b>

    It will take the place of the old one for <b>{ $count } { $count ->
        [one] person
       *[other] people
    }</b>. The archive will show both.
deletion-review =
    <b>Delete announcement no. { $number }</b>

    { $count ->
        [0] No message can be deleted any more
        [one] <b>{ $count } message</b> can be deleted
       *[other] <b>{ $count } messages</b> can be deleted
    }: Telegram allows it for 48 hours. This cannot be undone; the archive will say that the announcement was withdrawn.
deletion-too-old = ⚠️ { $count ->
        [one] <b>{ $count } message</b> will stay where it is: too old, or sent to someone who can no longer be reached.
       *[other] <b>{ $count } messages</b> will stay where they are: too old, or sent to people who can no longer be reached.
    } A correction may go with them.
deletion-send = 🗑 Delete now
correction-of = ✏️ Correction (no. { $number }): { $text }
edit-of = 📝 Rewriting (no. { $number }): { $text }
deletion-of = 🗑 Deletion of announcement no. { $number } { $text }
correction-of-line = ✏️ Correction of announcement no. { $number }
edit-of-line = 📝 Rewriting of announcement no. { $number }
deletion-of-line = 🗑 Deletion of announcement no. { $number }
correction-done-line = ✏️ Corrected by no. { $number }, { $when }
edit-done-line = 📝 Rewritten by no. { $number }, { $when }
deletion-done-line = 🗑 Deleted by no. { $number }, { $when }
correction-no-poll = A correction cannot be a poll. Send a text, a photo or a document; what you had prepared is kept.
correction-no-poll-edit = Telegram does not allow a poll to be rewritten. Send a correction, or delete it.
correction-too-long = With the line “Correction”, the text is { $excess } { $excess ->
        [one] character
       *[other] characters
    } too long. Shorten it and send it again.
correction-still-sending = Announcement no. { $number } is still on its way: pause and stop it, or wait for the end.
correction-edit-text-only = This announcement is a text: only another text can take its place. To show a picture, send a correction.
correction-edit-one = Telegram does not allow this replacement. Send a text to change the caption, or a single photo, video or file.
correction-edit-both = The announcement has an English version: rewrite that too, with “🇬🇧 English version”, so that nobody gets it in the other language.

announcement-open = 📄 Open announcement no. { $number }
announcement-all = ↩️ All announcements
announcement-read = 👁 Read again
announcement-again = 🔁 Send the uncertain ones again ({ $count })
announcement-again-sure =
    <b>Announcement no. { $number }: { $count ->
        [one] { $count } uncertain delivery
       *[other] { $count } uncertain deliveries
    }</b>

    The service was interrupted during the call to Telegram: nobody knows whether these messages arrived. <b>Some people may therefore receive it twice.</b> Send them again all the same?
announcement-again-yes = 🔁 Yes, send again ({ $count })
announcement-again-no = ↩️ Back, send nothing again
announcement-again-done = 🔁 { $count ->
        [one] { $count } delivery goes out again
       *[other] { $count } deliveries go out again
    } for announcement no. { $number }. /announcements tells where it stands.
announcement-none-in-doubt = No delivery of this announcement is uncertain any more.
announcement-changed-since = The announcement was rewritten or deleted since: the old text does not leave again. Send a correction.
