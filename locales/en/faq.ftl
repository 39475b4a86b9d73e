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
faq-procedure = For your own paperwork: service-public.fr. I only speak of the action plan.
faq-no-procedure = 🤷 It is not paperwork
faq-themes = 🗂 The themes
faq-silence-said = The press release does not state { $topic }, and I only say what it says.
faq-silence =
    { faq-silence-said }

    Shall I pass your question on to the press office? Their answer will reach you here.
faq-offer = Shall I pass your question on to the press office? Their answer will reach you here.
faq-yes-pass-on = ✅ Yes, pass it on
faq-no-thanks = ❌ No thanks
faq-speak = 🌐 Answer in English
faq-passed-on = 📨 It has been passed on to the press office. Their answer will reach you here.
faq-quota = You have already passed on { $maximum } questions since yesterday. This one can be passed on tomorrow; until then I keep answering.
faq-already-passed-on = This question has already been passed on. The answer will reach you here.
faq-not-passed-on = All right, nothing is passed on. You can ask another question whenever you like.
faq-entry-gone = This answer is out of date and was withdrawn. Please ask me in a few words.
faq-one-by-one = I have answered your first two questions. Please send me the others one by one.
faq-greeting = Hello! Ask me a question about the action plan, or choose from the menu.
faq-thanks = You are welcome! If another question comes to mind, I am here.
faq-no-words = Please write your question in a few words, or choose from the menu.

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
questions-wording-answered = • { $text } <i>(was not enough: “{ $title }”)</i>
questions-none = No question waits for an answer. 🎉
questions-link = 🔗 Existing answer
questions-link-which =
    <blockquote>{ $text }</blockquote>
    Which answer of the FAQ is right? Choose it, or write a few words to look for another one.
questions-link-none =
    <blockquote>{ $text }</blockquote>
    Nothing close in the FAQ. Try other words, or cancel and answer yourself.
questions-write =
    <blockquote>{ $text }</blockquote>
    Write your answer: plain text, under 900 characters. You will see it before it is sent. /cancel to give up.
questions-preview =
    <b>This is what { $count ->
        [one] the person who asked will receive
       *[other] the people who asked will receive
    }</b>

    <blockquote>{ $text }</blockquote>
    { $answer }

    Send this answer, or write another one to replace it.
questions-preview-entry =
    <b>This is what { $count ->
        [one] the person who asked will receive
       *[other] the people who asked will receive
    }</b>

    <blockquote>{ $text }</blockquote>
    { $answer }

    Send this answer, or write other words to look for another one.
questions-answered =
    <b>The press office answers you</b>

    You asked:
    <blockquote>{ $text }</blockquote>
    { $answer }
questions-settled-by = { $name } has already dealt with this question. /questions lists those that still wait.
questions-draft-gone = This answer has already been sent or given up. /questions lists the questions that wait.
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
