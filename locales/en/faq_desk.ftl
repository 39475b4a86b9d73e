# The press office’s side of the FAQ: /faq, /questions, proposals, and what they tell citizens.

theme-pgo = 🌍 The Partnership
theme-plan = 📘 The plan and the consultation
theme-bot = 🤖 This service

desk-head = <b>FAQ</b> · { $total } answers in force. To open one, write for example: <code>/faq baromètre</code>
desk-found = <b>FAQ</b> · nearest to “{ $words }”
desk-not-found = Nothing in the FAQ looks like “{ $words }”.
desk-add = ➕ Add an answer
desk-retired = 📦 Retired answers
desk-proposals = 🗳 To validate
desk-retired-head = <b>Retired answers: { $total }</b>
desk-is-retired = 📦 <b>This answer is retired: the bot no longer gives it.</b>
desk-variants =
    <b>Wordings recognised</b>
    { $list }
desk-no-variants = (none yet)
desk-retire = 🗑 Retire
desk-restore = ♻️ Put back
desk-history-button = 🕘 History
desk-gone = Answer retired: the bot no longer gives it.
desk-back = Answer put back in force.
desk-history = <b>History</b>, newest first
desk-version =
    <b>{ $action }</b> · { $who } · { $when }
    { $answer }
desk-by-file = file of the consultation
desk-action-loaded = Loaded
desk-action-added = Added
desk-action-edited = Edited
desk-action-retired = Retired
desk-action-restored = Put back
desk-changed = This answer has changed meanwhile. Open it again with /faq to see how it stands, then make your change.
desk-no-markup = Plain text only, please: no HTML, no Markdown, no bullet list.

desk-which-theme = Under which theme does this answer go?
desk-write-question = Write the question as a citizen would ask it (160 characters at most).
desk-write-answer = Write the answer: one idea, facts, under 900 characters.
desk-write-variants = Write the wordings that should lead to this answer, one per line. Short ones work best.
desk-write-question-en = Write the question in English (160 characters at most).
desk-write-answer-en = Write the answer in English (under 900 characters).
desk-part-question = ❓ Question
desk-part-answer = 💬 Answer
desk-part-variants = 🔤 Wordings
desk-part-question-en = 🇬🇧 Question
desk-part-answer-en = 🇬🇧 Answer
desk-part-theme = 🗂 Theme
desk-preview = <b>This is what citizens will read</b>
desk-publish = ✅ Publish
desk-propose = 📨 Propose for validation
desk-saved = ✅ Corrected, and already used to answer.
desk-added = ✅ Added, and already used to answer.
desk-proposed = 📨 Proposed. Another press officer has to validate it; you will be told.
desk-tell-readers = { $count ->
        [one] One person has received
       *[other] { $count } people have received
    } the old text. Shall we tell them of the correction?
desk-tell = 📣 Tell them
desk-do-not-tell = 🤫 Do not tell
desk-told = 📣 { $count ->
        [one] One person will be told
       *[other] { $count } people will be told
    } of the correction.
desk-not-told = Nobody is told.
desk-already-told = Those concerned have already been told of this correction.
desk-correction =
    <b>An answer you received has been corrected</b>

    { $question }

    We said:
    <blockquote>{ $before }</blockquote>
    The right answer is:
    <blockquote>{ $after }</blockquote>

proposal-offer = Would you like to add this answer to the FAQ? The next people to ask will have it at once.
proposal-yes = ➕ Add to the FAQ
proposal-no = 🚫 No thanks
proposal-left = All right: this answer stays out of the FAQ.
proposal-look = <b>New answer proposed for the FAQ: to be validated</b>
proposal-none = No answer waits for validation.
proposal-own = You proposed this answer: someone else has to validate it.
proposal-decided = This proposal has already been dealt with.
proposal-published = ✅ “{ $question }”: validated by { $name }, already used to answer.
proposal-turned-down = ❌ “{ $question }”: refused by { $name }.
proposal-accepted = ✅ Your answer “{ $question }” was validated by { $name }: it is in the FAQ.
proposal-refused = ❌ Your answer “{ $question }” was not validated by { $name }. Talk it over, or propose it differently with /faq.
button-validate = ✅ Validate
