# /mes_donnees: receive, correct, erase what is kept; take consent back. my-data-key-<column> names a key of the export.

my-data-head =
    <b>Your data</b>

    What we keep about you:
    • contributions sent: { $submissions }
    • drafts: { $drafts }
    • questions asked: { $questions }
    • announcements: { $subscribed ->
        [yes] you receive them
       *[other] you do not receive them
    }

    It is yours: what would you like to do with it?
my-data-export = 📥 Receive a copy
my-data-correct = ✏️ Correct
my-data-erase = 🗑 Erase
my-data-withdraw = 🚫 Withdraw my consent
my-data-in-private = Your data concerns you alone: write to me in private, then /my_data.

my-data-file = my-data-{ $day }.json
my-data-file-caption = Everything we keep about you is in this file. Any text editor opens it.
my-data-file-later = The file could not be sent. Please try again in a minute.

my-data-correct-how =
    <b>Correct</b>

    • A draft: take it up again, each answer can be changed.
    • A contribution that was sent: open it in “My contributions”.
    • Language and announcements: with the buttons below.

    For everything else, write to { $contact }.
my-data-draft = ✍️ Take up my draft

my-data-erase-what =
    <b>Erase</b>

    We will forget who you are, at once and for good: your account, { $count ->
        [0] your answers
        [one] your contribution
       *[other] your { $count } contributions
    }, your drafts ({ $drafts }), your questions ({ $questions }), your subscriptions, and the messages waiting for you. You will no longer be able to follow what you sent.

    We cannot erase this chat for you: it is at Telegram’s, and you can delete it.
my-data-erase-choice =
    { $count ->
        [0] A published answer uses one of your questions.
        [one] One of your contributions is approved and may serve the action plan.
       *[other] { $count } of your contributions are approved and may serve the action plan.
    } This can stay, without a signature or any link with you, or be erased too: you choose.
my-data-erase-staff = You have a role in this consultation: what you decided or published stays, without your name. To give up this role, leave the moderation group and tell the administrator of the service.
my-data-erase-keep = 🗑 Erase, leave approved texts
my-data-erase-all = 🗑 Erase everything
my-data-sure-keep = <b>Are you sure?</b> Everything will be erased but the approved texts, which will stay without any link with you. Nobody will be able to undo this.
my-data-sure-all = <b>Are you sure?</b> Everything will be erased, approved texts included. Nobody will be able to undo this.
my-data-yes = ✅ Yes, erase
my-data-gone =
    <b>It is erased.</b>

    We no longer know who you are. If you come back some day, /start: it will be like the first time. Thank you for having come.

my-data-withdraw-what =
    <b>Withdraw your consent</b>

    Your drafts of contributions will be erased, and you will not be able to contribute until you give it again.{ $count ->
        [0] {""}
       *[other] {" "}What you have already sent stays: to erase it, choose “🗑 Erase”.
    }
my-data-withdraw-yes = 🚫 Yes, withdraw it
my-data-withdrawn = Noted: your consent is withdrawn, your drafts are erased. You can still ask questions. /contribute will ask you for it again.
my-data-no-consent = No consent is in force: there is nothing to withdraw.

menu-mes-donnees = 🗝 My data
command-mes-donnees = Receive, correct, erase your data
form-consent-needed = I need your consent first: /contribute asks for it in one sentence. You can answer afterwards.

my-data-key-about = about
my-data-key-consultation = consultation
my-data-key-controller = controller
my-data-key-contact = contact
my-data-key-made-at = made at
my-data-key-account = account
my-data-key-id = number
my-data-key-telegram-id = Telegram id
my-data-key-language = language
my-data-key-staff-name = name shown to moderators
my-data-key-subscribed-at = subscribed to announcements since
my-data-key-stopped-at = wants no announcement any more since
my-data-key-unreachable-at = unreachable since
my-data-key-created-at = created at
my-data-key-consents = consents
my-data-key-version = version
my-data-key-given-at = given at
my-data-key-withdrawn-at = withdrawn at
my-data-key-drafts = drafts
my-data-key-kind = kind
my-data-key-field = answer awaited
my-data-key-answers = answers
my-data-key-form-version = form version
my-data-key-touched-at = changed at
my-data-key-submissions = contributions
my-data-key-status = status
my-data-key-reason = reason
my-data-key-requested-field = precision asked for
my-data-key-decided-at = decided at
my-data-key-submitted-at = sent at
my-data-key-steps = steps
my-data-key-at = at
my-data-key-action = action
my-data-key-subject = subject
my-data-key-details = details
my-data-key-questions = questions
my-data-key-text = text
my-data-key-outcome = outcome
my-data-key-entry-id = FAQ entry
my-data-key-state = state
my-data-key-group-id = group of questions
my-data-key-helped = helped
my-data-key-answered-at = answered at
my-data-key-answer = press office’s answer
my-data-key-announcements = announcements
my-data-key-broadcast-id = announcement
my-data-key-params = content
my-data-key-due-at = due at
my-data-key-settled-at = settled at
my-data-key-message-id = Telegram message number
my-data-key-more-ids = numbers of the other messages of the album
my-data-key-messages = messages
my-data-key-method = operation
my-data-key-error = error
my-data-key-incidents = incidents
my-data-key-payload = message received
my-data-key-actions = actions
my-data-key-subscriptions = subscriptions
my-data-key-registrations = registrations
my-data-key-visits = visits
my-data-key-appeals = appeals
my-data-key-submission-versions = versions of contributions
my-data-key-submission-id = contribution
my-data-key-margin = notes
my-data-key-only-field = only answer reopened
my-data-key-event = came from an event
my-data-key-theme = theme
my-data-key-value = value
my-data-key-event-id = event
