# The contribution form. One pair field-<key> / field-<key>-prompt for each row of consultation/form.py.

form-consent =
    <b>Before you contribute</b>

    A moderator will read your contribution; it may then be made public and help write the 2021-2023 action plan. It is anonymous unless you choose to sign it.

    We keep your answers and a technical identifier so that we can reply to you; nothing else. Controller: { $controller }. Your rights: /privacy.

    By going on, you agree that your answers are processed for this consultation.
button-agree = ✅ I agree and contribute
form-head = <b>{ $place }/{ $total } · { $field }</b>
form-head-precision = <b>Clarification requested · { $field }</b>
form-given =
    Your current answer:
    <blockquote>{ $value }</blockquote>
form-line =
    <b>{ $field }</b>
    { $value }
form-summary =
    <b>Your contribution, before you send it</b>

    { $answers }

    All good? Send it. You can still change each answer.
form-summary-precision =
    <b>Your clarified contribution, before you send it</b>

    { $answers }

    Send it: it goes back to a moderator.
form-which-field = Which answer would you like to change?
form-sent = ✅ Contribution no. { $number } sent. Your receipt is on its way.
receipt =
    <b>Thank you! Your contribution no. { $number } is safely recorded.</b>

    “{ $title }”
    Fingerprint: <code>{ $fingerprint }</code> (it would change if one letter did)

    What happens next: a moderator reads it and decides, normally within { $days } { $days ->
        [one] day
       *[other] days
    }; you will get the answer here, with the reason if it is not accepted. /follow { $number } tells you where it stands, and lets you edit or withdraw it.
form-already-sent = This contribution has already been sent. /my_contributions lists them all.
form-gone = This form is finished or cancelled. /contribute opens a new one.
form-elsewhere = That step is behind you: here is where you were.
form-cancel-sure = Do you really want to give up? What you wrote will be erased.
button-discard = 🗑 Give up and erase
button-go-on = ▶️ Go on
form-discarded = It is erased. Whenever you like, /contribute opens a new form.
form-resume =
    You began a contribution on { $when }:
    “{ $title }”

    Would you like to go on where you left it?
form-album = I keep the first picture of your album: one attachment per contribution.
form-caption = The caption is not kept with the file: if it matters, add it to an answer with “📝 Edit”.
form-other-draft =
    You had also begun another contribution: “{ $title }”.

    It waits for you, whenever you like.
form-untitled = no title yet
button-restart = 🆕 Erase and start again
form-quota = You have already sent { $maximum } contributions since yesterday. Your draft is kept: you can send it tomorrow.
form-nothing-asked = Nothing more is asked about contribution no. { $number }. /follow { $number } tells you where it stands.
form-question-answered = Back to your contribution:
button-was-answer = ✍️ That was my answer to the form

form-use-buttons = Please choose one of the buttons above.
form-send-file = Send a photo or a PDF, or tap “⏭ Skip”.
form-words-needed = I need words for this answer: pictures alone are not enough.
form-word-needed = I cannot read a word in this answer. Write it in a sentence or two, as you would to someone.
form-too-short = That is a little short: { $length } { $length ->
        [one] character
       *[other] characters
    }, at least { $minimum } are needed. Please say a bit more.
form-too-long = That is too long by { $excess } { $excess ->
        [one] character
       *[other] characters
    } (maximum { $maximum }). Your message is still in the chat: copy it, shorten it and send it again.
form-option-gone = This choice no longer exists. Please choose another.
form-file-later = The attachment comes at the last step. Please answer this one first, in writing.
form-file-type = I only accept photos (JPEG, PNG) and PDFs. Send one of those, or tap “⏭ Skip”.
form-file-size = This file is too large: { $maximum } MB at most.
form-territory-several = Several départements match: { $names }. Please type the number of yours.
form-territory-unknown = I do not recognise this département. Type its number (for example 35, 2A, 974) or its name, or tap “🇫🇷 National”.

field-theme = Theme
field-theme-prompt = Which theme of the plan would you like to contribute to?
field-title = Title
field-title-prompt =
    Give your contribution a title, in one short sentence ({ $minimum } to { $maximum } characters).

    <i>Example: “Publish how long each service takes to answer”</i>
field-observation = Observation
field-observation-prompt =
    What do you observe today? A fact, a difficulty, something you lived through ({ $minimum } to { $maximum } characters).

    <i>Example: “When I file a request, I never know how long I will wait.”</i>
field-proposal = Proposal
field-proposal-prompt =
    What do you propose? ({ $minimum } to { $maximum } characters)

    <i>Example: “Show the average time of each procedure, updated every month.”</i>
field-territory = Territory
field-territory-prompt = Is your contribution about the whole of France or about one département? Tap “🇫🇷 National”, or type the département’s number or name. You can also send a place (📎 Location).
field-territory-national = The whole of France
button-national = 🇫🇷 National
field-author_type = You are
field-author_type-prompt = In what capacity do you contribute?
field-author_type-citizen = Citizen
field-author_type-association = Association
field-author_type-public-agent = Public servant
field-author_type-company = Company
field-author_type-local-authority = Local authority
field-signature = Signature
field-signature-prompt = Your contribution stays anonymous unless you prefer to sign it: in that case, type the name to show ({ $minimum } to { $maximum } characters).
field-signature-none = Anonymous
button-anonymous = 🕶 Stay anonymous
field-attachment = Attachment
field-attachment-prompt = Would you like to attach a photo or a PDF? It is optional.
field-attachment-none = None
field-attachment-value = { $name } ({ $kilobytes } KB)
