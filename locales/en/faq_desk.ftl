# The press office’s side of the FAQ: /faq, /questions, proposals, and what they tell citizens.

theme-pgo = 🌍 The Partnership
theme-plan = 📘 The plan and the consultation
theme-bot = 🤖 This service

desk-head = <b>FAQ</b> · { $total } answers in force. To open one, write for example: <code>/faq baromètre</code>
desk-found = <b>FAQ</b> · nearest to “{ $words }”
desk-not-found = Nothing in the FAQ looks like “{ $words }”.
desk-add = ➕ Add an answer
desk-retired = 📦 Retired answers
desk-proposals = 🗳 To validate ({ $count })
desk-retired-head = <b>Retired answers: { $total }</b>
desk-page = 🗂 { $theme }
desk-is-retired = 📦 <b>This answer is retired: the bot no longer gives it.</b> · { $theme }
desk-in-other =
    { $other ->
        [fr] 🇫🇷
       *[other] 🇬🇧
    } <b>{ $question }</b>

    { $answer }
desk-variants =
    <b>Wordings recognised</b>
    { $list }
desk-no-variants = (none yet)
desk-more = … and { $count } more
desk-retire = 🗑 Retire
desk-restore = ♻️ Put back
desk-history-button = 🕘 History
desk-gone = Answer retired: the bot no longer gives it.
desk-back = Answer put back in force.
desk-done-already = It was done already: here is the answer as it stands.
desk-history = <b>History</b>, newest first
desk-version =
    <b>{ $action }</b> · { $who } · { $when }
    { $answer }
desk-by-file = file of the consultation
desk-validated = { $name }, validated by { $validator }
desk-action-loaded = Loaded
desk-action-added = Added
desk-action-edited = Edited
desk-action-retired = Retired
desk-action-restored = Put back
desk-changed-question = question
desk-changed-answer = answer
desk-changed-variants = wordings
desk-changed-theme = theme

desk-changed = ✋ <b>Meanwhile, this answer was edited by { $name }</b> ({ $when }). Yours is not saved. This is the one in force:
desk-changed-retired = ✋ <b>Meanwhile, this answer was retired by { $name }</b> ({ $when }). Yours is not saved. This is the one that was retired:
desk-over = 📝 Keep my version
desk-give-up = 🗑 Give mine up
desk-draft-gone = This change has already been saved or given up. /faq lets you begin another one.
desk-unchanged = Nothing has changed: the answer stays as it is.
desk-wording-taken = “{ $wording }” already leads to the answer “{ $question }”. Edit that one, or choose other words.
desk-wording-silent = “{ $wording }” is one of the questions that the press release does not answer. Add an answer of the press office instead: “➕ Add an answer”.
desk-few-variants = At least { $least } { $least ->
        [one] wording is
       *[other] different wordings are
    } needed, one per line.
desk-no-markup = Plain text only, please: no HTML, no Markdown, no bullet list.

desk-which-theme = Under which theme does this answer go?
desk-write-question = Write the question as a citizen would ask it (160 characters at most).
desk-write-answer = Write the answer: one idea, facts, under 900 characters.
desk-write-variants = Write all the wordings that should lead to this answer, one per line. Short ones work best.
desk-write-question-en = And in English? Write the question (160 characters at most).
desk-write-answer-en = And in English? Write the answer (under 900 characters).
desk-given =
    As it stands:
    <blockquote>{ $value }</blockquote>
desk-part-question = ❓ Question
desk-part-answer = 💬 Answer
desk-part-variants = 🔤 Wordings
desk-part-question-en = 🇬🇧 Question
desk-part-answer-en = 🇬🇧 Answer
desk-part-theme = 🗂 Theme
desk-preview = <b>This is what citizens will read</b> · { $theme }
desk-publish = ✅ Publish
desk-propose = 📨 Propose for validation
desk-saved = ✅ Corrected, and already used to answer.
desk-saved-retired = ✅ Corrected. The answer is still retired: “♻️ Put back” puts it back in force.
desk-added = ✅ Added, and already used to answer.
desk-proposed = 📨 Proposed. Someone else at the press office has to validate it; you will be told here.
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
desk-not-told = All right, nobody is told.
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
proposal-made = This answer has already been proposed for the FAQ, or added.
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

conflict-told =
    ⚠️ <b>The FAQ has changed on both sides</b>

    You edited these answers here, and their files have changed too:
    { $list }

    Your texts stay in force. Whoever runs the service can compare and choose with <code>citizenbot faq import</code>.
