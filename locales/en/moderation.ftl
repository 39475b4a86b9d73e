# The moderators’ way: the card of a submission, its decisions, the queue. A reason of consultation/moderation.py has
# sentences: reason-<key>, short, for moderators; reason-<key>-why, in the charter, and so in what its author is told.

card-head = <b>Contribution no. { $number }</b>
card-head-version = <b>Contribution no. { $number } · version { $version }</b>
card-received = Received { $when }
card-clarified = Clarified { $when }
card-revised = Edited by its author { $when }
card-appeal = ⚖️ <b>Appeal</b> against the refusal by { $name } ({ $reason }): another moderator decides.
card-appeal-text = What its author says: <i>{ $text }</i>
card-line = <b>{ $field }</b> · { $value }
card-field-author_type = Who speaks
card-field-clarified = ✏️ { $field } (new answer)
card-attachment = Attachment of contribution no. { $number }
card-newer = ⤵️ Version { $version } follows, in a new card.
card-appeal-follows = ⤵️ The appeal follows, in a new card.
card-erased = <i>Its text was erased.</i>
card-verdict-approved = ✅ <b>Approved</b> by { $name }, { $when }
card-verdict-rejected = ❌ <b>Refused</b> by { $name }, { $when }: { $detail }
card-verdict-changes-requested = ✏️ <b>Clarification requested</b> by { $name }, { $when }: { $detail }
card-verdict-withdrawn = 🗑 <b>Withdrawn</b> by the person who wrote it
card-verdict-merged = 🔁 <b>Duplicate</b> of contribution no. { $detail }, noted by { $name }, { $when }

button-approve = ✅ Approve
button-refuse = ❌ Refuse
button-ask = ✏️ Ask for a clarification

moderation-done-approve = Contribution no. { $number } approved. Its author will hear about it.
moderation-done-refuse = Contribution no. { $number } refused. Its author will hear about it, with the reason.
moderation-done-ask = Clarification requested on contribution no. { $number }. Its author will get the question.
moderation-already = It is already handled by { $name }, { $when }.
moderation-closed = Contribution no. { $number } no longer waits for a decision.
moderation-newer = Contribution no. { $number } has been clarified since: read its version { $version } before you decide.
moderation-own-refusal = You refused contribution no. { $number }: this appeal is for another moderator.
moderation-unknown = I cannot find a contribution no. { $number }.
moderation-unknown-decision = I do not know this decision. Please use the buttons of the card.
moderation-choose-detail = Choose a reason, or an answer to clarify, with the buttons of the card.
moderation-busy = The messaging service asks me to wait. Try again in a minute: nothing is lost.
moderation-nameless = someone on the team

role-admin-only = This command is for the administrators of the service.
role-unverified = I cannot verify your rights with the messaging service. Nothing has changed: please try again in a moment.

reason-off-topic = Off topic
reason-off-topic-why = it is not about the action plan or one of its themes.
reason-off-topic-told = Why: { reason-off-topic-why }
reason-insulting = Hurtful words
reason-insulting-why = some of the words may hurt people or groups. Your ideas are welcome here, in other words.
reason-insulting-told = Why: { reason-insulting-why }
reason-personal-data = Personal data
reason-personal-data-why = it contains information about someone who can be recognised (name, address, phone, situation…). You can write it again without it.
reason-personal-data-told = Why: { reason-personal-data-why }
reason-advertising = Advertising
reason-advertising-why = it promotes a product, a service or an organisation.
reason-advertising-told = Why: { reason-advertising-why }
reason-already-said = Already proposed
reason-already-said-why = a very similar contribution has already been received. So the idea is already part of the consultation.
reason-already-said-told = Why: { reason-already-said-why }
reason-unreadable = Not understandable
reason-unreadable-why = we could not understand what you propose. Short sentences and a concrete example help a lot.
reason-unreadable-told = Why: { reason-unreadable-why }
reason-unlawful = Against the law
reason-unlawful-why = it contains words that the law does not allow.
reason-unlawful-told = Why: { reason-unlawful-why }

queue-head = <b>{ $count ->
        [one] One contribution waits for a moderator.
       *[other] { $count } contributions wait for a moderator, the oldest first.
    }</b>
queue-empty = <b>All done.</b> No contribution is waiting.
queue-line =
    <b>no. { $number } · { $title }</b>{ $version ->
        [1] { "" }
       *[other] { " " }(version { $version })
    }
    { $theme } · { $age }
queue-awaited = ✏️ { $count ->
        [one] One more waits for a clarification from its author.
       *[other] { $count } more wait for a clarification from their authors.
    }
queue-pick = 🔎 no. { $number }
queue-refresh = 🔄 Refresh
queue-elsewhere = Contributions are read in the moderation chat, or in private with me: send me /queue there.
