# What became of announcements, the week's questions, what was done with contributions, and files to take away.
announcement-report = 📊 Report
report-not-left = This announcement has not left: its report comes after.
report-head =
    <b>📊 Report of announcement no. { $number }</b>
    “{ $excerpt }”
report-reach = <b>Reach:</b> half of those reached had it in { $half }, 95% in { $nearly }, all in { $all }.
report-opt-outs = <b>Opt-outs</b> under the announcement or within { $hours } hours: { $count } ({ $share } of those reached)
report-blocks = Blocked the bot within { $hours } hours: { $count }
report-taps = <b>Buttons tapped</b>
report-taps-none = None so far.
report-taps-elsewhere = <i>Buttons to other sites are not counted: Telegram says nothing of them.</i>
report-votes = <b>Poll { $which }</b> · { $count ->
        [one] { $count } voter
       *[other] { $count } voters
    }
report-vote = – { $label }: { $count } ({ $share })
report-caption = Announcement no. { $number }: { $sent } messages received out of { $total }; { $left ->
        [one] { $left } opt-out
       *[other] { $left } opt-outs
    }. The same figures are in the message above.
report-picture-title = Announcement no. { $number }
report-picture-reach = People reached, since departure
report-picture-became = What became of the messages
report-picture-did = What readers did
report-picture-votes = Poll ({ $language })
report-bar-sent = Received
report-bar-blocked = Bot blocked
report-bar-failed = Failed
report-bar-unknown = In doubt
report-bar-skipped = Not sent
report-bar-opt-out = Opted out
report-bar-block = Blocked the bot

# /export
command-export = Take away contributions, figures, the OGP report
export-which =
    <b>📥 What do you want to take away?</b>

    Each choice sends you a table (CSV, for a spreadsheet) and the same data as JSON, with its schema. The OGP report adds a document to publish.
export-take-contributions = 📥 Published contributions
export-take-announcements = 📥 Figures of announcements
export-take-ogp = 📥 OGP report
export-in-private = Files are sent to you in private: write /export in our chat.
export-coming = I am preparing the files…
export-done = That is all. In the table, an apostrophe leads what a spreadsheet would have taken for a formula; the JSON keeps texts as they are. What is in the files is in French.
export-later = Telegram did not take all the files. Start again in a moment with /export.
export-too-large = These files are too large for Telegram. The command “citizenbot export” writes them on the server.
export-contributions = Published contributions
export-announcements = Announcements and their figures
export-ogp-inputs = What was received and how it is considered, by theme
export-ogp-responses = Reasoned responses
export-column-number = Number
export-column-received = Received on
export-column-published = Decided on
export-column-supports = Supports
export-column-commitments = Linked commitments
export-column-kind = Kind
export-column-about = About announcement
export-column-state = State
export-column-departed = Departed at
export-column-ended = Ended at
export-column-format = Format
export-column-text = Text
export-column-audience = Audience
export-column-recipients = Number of recipients
export-column-sent = Sent
export-column-blocked = Blocked
export-column-failed = Failed
export-column-unknown = Unknown
export-column-skipped = Not sent
export-column-opt-outs = Opt-outs
export-column-blocks-after = Blocked the bot afterwards
export-column-taps = Buttons tapped
export-column-votes = Poll
export-column-theme = Theme (key)
export-column-theme-title = Theme
export-column-inputs-received = Received
export-column-inputs-published = Published
export-column-inputs-merged = Duplicates
export-column-inputs-refused = Refused (charter)
export-column-inputs-withdrawn = Withdrawn by their author
export-column-inputs-waiting = Waiting
export-column-considered-retained = Retained
export-column-considered-partly = Partly retained
export-column-considered-not-retained = Not retained
export-column-considered-unanswered = No response yet
export-column-contribution-title = Contribution
export-column-verdict = Outcome (key)
export-column-verdict-label = Outcome
export-column-commitment = Commitment
export-column-commitment-title = Title of the commitment
export-column-response = Reasoned response
export-column-answered = Answered on
export-verdict-retained = Retained
export-verdict-partly = Partly retained
export-verdict-not-retained = Not retained
export-verdict-unanswered = No response yet
ogp-title = What citizens said, and what is done with it: { $title }
ogp-summary = As of { $day }: { $total } contributions received, { $published } published, { $answered } of them with a reasoned response.
ogp-none-published = No contribution was published on this theme.
ogp-contribution = no. { $number }: { $title }
ogp-where = commitment no. { $number }, { $title }

# The week’s questions
weekly-head = <b>📬 The week’s questions</b>, from { $since } to { $until }
weekly-asked = Asked: { $count }
weekly-answered = Answered by the FAQ: { $count }
weekly-passed-on = Passed on to the press office: { $count }
weekly-settled = That you answered: { $count }
weekly-waiting = Subjects that wait for an answer today: { $count }
weekly-top = <b>Most asked</b>
weekly-top-line = – “{ $text }”: { $count }
weekly-entries = <b>Answers of the FAQ most read</b>
weekly-see = 📋 Answer the questions
weekly-off = 🔕 No longer receive this
weekly-on = 🔔 Receive this every Monday
weekly-is-off = Noted: you will not receive it any more. It stays under /questions.
weekly-is-on = Noted: you will receive it every Monday at 9 a.m. (Paris).
weekly-show = 📬 The week’s figures

# “What you said, what we do”
said-done = 🤝 What you said, what we do
said-done-which =
    <b>🤝 What you said, what we do</b>

    I compose an announcement from the contributions linked to commitments, with your answers. You read and change it before anything leaves. On which theme?
said-done-all = 🗂 All themes
said-done-theme = { $theme } ({ $count })
said-done-nothing = No contribution is linked to a commitment yet. /link does that.
said-done-head = What you said, what we do
said-done-head-theme = { $theme }: what you said, what we do
said-done-commitment = { $fed ->
        [0] Commitment no. { $number }: { $title }
        [one] Commitment no. { $number }: { $title } ({ $fed } contribution fed it)
       *[other] Commitment no. { $number }: { $title } ({ $fed } contributions fed it)
    }
said-done-stage = Where does it stand? { $stage }.
said-done-you-said = You said: “{ $title }”
said-done-we-do = Our answer: { $answer }
said-done-not-retained = { $count ->
        [one] { $count } contribution was not retained: its author was told why.
       *[other] { $count } contributions were not retained: their authors were told why.
    }
said-done-more = { $count ->
        [one] And { $count } more commitment: /commitments
       *[other] And { $count } more commitments: /commitments
    }
said-done-tail = All commitments and what they owe to your contributions: /commitments
