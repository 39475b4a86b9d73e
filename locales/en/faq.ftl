# Questions of citizens, the themes, and what is passed on to the press office.

themes-head = <b>The eight themes of the 2021-2023 action plan</b>
themes-one =
    <b>{ $emoji } { $title }</b>

    { $summary }{ $questions ->
        [0] {""}
       *[other] {"\u000A\u000A"}Questions about this theme:
    }
themes-contribute = ✍️ Contribute to this theme

faq-answer =
    <b>{ $question }</b>

    { $answer }
faq-source =
    <blockquote>{ $quotation }</blockquote>
    <i>Source: press release (in French), as of { $day }</i>
faq-source-service = <i>Answer by this service, as of { $day }</i>
faq-source-press = <i>Answer by the press office, as of { $day }</i>
inline-ask = 💬 Ask another question
faq-did-it-help = Does this answer your question?
faq-glad = Thank you, noted!
faq-suggestions = I am not sure I understood. Is it one of these questions?
faq-none-of-these = 🤷 None of these
faq-fallback =
    I cannot answer that: the press release, my only source, says nothing about it that I recognise.

    Shall I pass your question on to the press office? Their answer will reach you here.

    I know these themes: { $themes }.
faq-offer = Shall I pass your question on to the press office? Their answer will reach you here.
faq-yes-pass-on = ✅ Yes, pass it on
faq-no-thanks = ❌ No thanks
faq-passed-on = It has been passed on to the press office. Their answer will reach you here.
faq-already-passed-on = This question has already been passed on. The answer will reach you here.
faq-not-passed-on = All right, nothing is passed on. You can ask another question whenever you like.
faq-entry-gone = This answer is out of date and was withdrawn. Please ask me in a few words.
faq-smalltalk = You are welcome! Ask me a question about the action plan, or choose from the menu.

questions-new =
    <b>Question no. { $number } to answer</b>
    <blockquote>{ $text }</blockquote>
questions-answer = ✏️ Answer
questions-open = 👀 Open no. { $number }
questions-dismiss = 🗑 Set aside unanswered
questions-head = <b>Questions waiting for an answer: { $total }</b>
questions-line =
    <b>no. { $number }</b> · { $count ->
        [one] asked once
       *[other] asked { $count } times
    } · since { $when }
    { $text }
questions-wording = • { $text }
questions-none = No question waits for an answer. 🎉
questions-write =
    <blockquote>{ $text }</blockquote>
    Write your answer ({ $maximum } characters at most). You will see it before it is sent. /annuler to give up.
questions-preview =
    <b>This is what { $count ->
        [one] the person will receive
       *[other] people will receive
    }</b>

    <blockquote>{ $text }</blockquote>
    { $answer }

    Send this answer, or write another one to replace it.
questions-answered =
    <b>The press office answers you</b>

    You asked:
    <blockquote>{ $text }</blockquote>
    { $answer }
questions-already-answered = This question has already been answered.
questions-sent = ✅ Answer sent to { $count ->
        [one] one person
       *[other] { $count } people
    }.
questions-dismissed =
    <b>The press office has read your question</b>

    <blockquote>{ $text }</blockquote>
    It cannot answer it here: it is not about the action plan, or the information does not exist yet. Thank you for asking.
questions-dismiss-sure =
    <blockquote>{ $text }</blockquote>
    Set this question aside unanswered? Those who asked it will be told.
questions-dismiss-yes = 🗑 Yes, set aside
questions-set-aside = Question set aside. { $count ->
        [one] The person who asked is told
       *[other] The { $count } people who asked are told
    }.
