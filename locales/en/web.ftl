# The moderation console, for a browser. Cards, reasons, statuses and filters are said by the sentences of Telegram.

web-name = Consultation moderation
web-skip = Skip to content
web-tools = Tools
web-in-fr = Français
web-in-en = English
web-who = { $name } ({ $role ->
        [admin] administration
       *[moderator] moderation
    })
web-logout = Log out
web-foot = This console is for moderators. Each decision is entered in the public register, without a name.

web-login-title = Log in
web-login-why = This console is for the people who moderate the consultation.
web-login-oidc-title = With your staff account
web-login-oidc = Log in
web-login-link-title = With a one-time link
web-login-link = Ask the person who runs the service for a link. It opens once, for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
web-login-bot = Do you already moderate in the messaging app? Send <code>/moderate</code> in private to <b>@{ $bot }</b>: it gives you a link.
web-login-expired = This login waited too long, or began in another browser. Please start again.
web-login-failed = Login did not succeed. Please start again; if it goes on, tell the person who runs the service.
web-login-unreachable = The login service does not answer as it should. Please try again in a few minutes.
web-login-not-staff = Your account is known, but it is not among those who moderate. Ask the person who runs the service to add you.
web-link-used = This link was used already or is no longer valid. Please ask for another one.
web-enter-title = Enter the console
web-enter-why = This link is yours and works once. Press the button to enter.
web-enter = Enter
web-done-logout = You are logged out. See you soon!

web-error-title = Error { $code }
web-error-401 = This page is for the people who moderate. Log in to go on.
web-error-403 = This form is no longer valid. Go back to the previous page, reload it and try again.
web-error-404 = There is no such page.
web-error-405 = This address is not used that way.
web-error-413 = That is too long. Shorten your text and try again.
web-error-500 = Something went wrong on our side. It has been noted; please try again in a moment.
web-error-503 = The database does not answer. Nothing is lost: please try again in a moment.
web-file-gone = This attachment cannot be fetched at the moment.
web-to-login = Log in
web-to-list = Back to the list
web-to-card = Back to the contribution

web-list-title = Contributions
web-filters = Filter contributions
web-filter-state = State
web-filter-theme = Theme
web-filter-age = Date
web-filter-words = Words or number
web-filter-go = Filter
web-number = no. { $number }
web-untitled = (untitled)
web-version = version { $version }
web-taken = taken by { $name }
web-choose = Check contribution no. { $number }
web-nothing = Nothing to show here.
web-pages = Pages of the list
web-previous = Previous page
web-following = Next page
web-status-pending = To decide
web-status-in-review = Being read
web-status-approved = Approved
web-status-rejected = Refused
web-status-changes-requested = Precision asked for
web-status-withdrawn = Withdrawn
web-status-merged = Duplicate

web-bulk-title = Refuse the checked contributions
web-bulk-why = For what is plainly abusive. Each author is told the reason, and each decision can be undone by itself.
web-bulk-go = Refuse the checked contributions
web-bulk-nothing = Check at least one contribution, then choose a reason.
web-bulk-done = { $count ->
        [0] No contribution refused
        [one] One contribution refused
       *[other] { $count } contributions refused
    }

web-card-title = Contribution no. { $number }
web-card-changed = This contribution has just changed. Show what is new
web-trail = Browse
web-before = Previous
web-after = Next
web-received = received on { $when } ({ $age })
web-said = What it says
web-changed = new answer
web-file = Download the attachment
web-mask-title = Personal data found
web-mask-why = This is what the contribution would say once masked. Its author is told and sees both versions.
web-mask-go = Mask this data
web-decide = Decide
web-quorum = Some decisions take the agreement of several people.
web-approve = Approve
web-refuse = Refuse
web-ask = Ask for precision
web-duplicate = It is a duplicate…
web-claim = I take it
web-release = I leave it
web-escalate = Leave it to an admin
web-undo-until = possible until { $until }
web-escalated = ⬆️ Left to an admin
web-sanctions = Suspensions
web-sanctions-title = Suspensions and appeals
web-sanctions-why = What is in force and what waits for an answer. The person concerned is told of your decision, which is final.
web-sanction-title = Warn or suspend the author
web-sanction-why = What will be done: <b>{ $step }</b>. The author is told why, and how to appeal. They can still ask questions and follow their contributions.
web-sanction-reason = Reason
web-sanction-warning = Warn the author
web-sanction-week = Suspend the author for 7 days
web-sanction-month = Suspend the author for 30 days
web-sanction-quarter = Suspend the author for 90 days
web-sanction-kept = Keep
web-sanction-lifted = Lift
web-admin-only = This page is for the administrators of the service.
web-search-title = Look for a contribution by words
web-search-words = Words of the title or text
web-search-go = Search
web-search-found = Those that contain “{ $words }”
web-search-none = Among those neither refused nor withdrawn, no other contains all these words.
web-undo = Undo the decision
web-reason = Reason for refusing
web-word = A word more for the author (optional)
web-field = Answer to make clearer
web-choose-one = Choose…
web-vote = { $name }: { $what }
web-duplicates-of-it = Its duplicates:
web-notes = Notes and messages
web-note = Internal note, which the author does not see
web-note-go = Add the note
web-note-note = Note by { $name }, { $when }
web-note-word = Word added to the decision by { $name }, { $when }
web-note-message = Message from { $name } to the author, { $when }
web-note-answer = The author’s answer, { $when }
web-message-title = Write to the author
web-message = Your message; the author does not know who writes
web-message-go = Send the message

web-duplicates-title = Possible duplicates of contribution no. { $number }
web-duplicates-why = A duplicate shares the fate of the contribution it repeats. Both authors are told, and both count.
web-alike = Those that say almost the same
web-alike-none = None is like it enough to be suggested.
web-merge-into = It is a duplicate of no. { $number }
web-other = Another contribution
web-other-number = Its number
web-merge = It is a duplicate

web-done-approve = Contribution no. { $number } approved.
web-done-refuse = Contribution no. { $number } refused.
web-done-ask = Precision asked for on contribution no. { $number }.
web-done-merge = Contribution no. { $number } noted as a duplicate.
web-done-claim = Contribution no. { $number } is yours for a while.
web-done-release = Contribution no. { $number } is anybody’s again.
web-done-sanction = The author of contribution no. { $number } will be told, with how to appeal.
web-done-kept = Decision no. { $number } kept. The person concerned will be told.
web-done-lifted = Decision no. { $number } lifted. The person concerned will be told.
web-done-note = Note added to contribution no. { $number }.
web-done-message = Message sent to the author of contribution no. { $number }.
web-done-escalate = Contribution no. { $number } waits for an admin.
web-done-mask = Data masked in contribution no. { $number }.
web-done-undo = Decision undone: contribution no. { $number } is to be decided again.

web-keys = Keyboard shortcuts
web-keys-off = Turn shortcuts off
web-keys-on = Turn shortcuts on
web-key-down = next contribution
web-key-up = previous contribution
web-key-check = check
web-key-search = search
web-key-approve = go to “Approve”, then Enter
web-key-refuse = go to the reason for refusing
web-key-ask = go to the answer to make clearer
web-key-duplicate = look for a duplicate
web-key-claim = go to “I take it”
web-key-undo = go to “Undo the decision”, then Enter
web-key-note = write a note
web-key-after = next
web-key-before = previous
web-key-list = back to the list

# In Telegram: the way to the console.
console-link = 🖥 <b>The moderation console, in your browser</b>

    { $url }

    This link is for you alone. It opens once, for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
console-private = I give this link in private only: send me /moderate there.
console-off = The console is not open on this service.
command-console = The moderation console, in a browser
