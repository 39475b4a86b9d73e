# Before a contribution is sent: those already approved that are alike, and supports. The charter of moderation.

similar-head =
    <b>Some contributions already validated are like yours</b>

    You can support one of them, or send yours if it says something else.
similar-line =
    <b>no. { $number } · { $title }</b>
    <i>{ $excerpt }</i>
button-support = 🤝 Support no. { $number } instead
button-different = ▶️ Go on and send mine
button-take-back = ↩️ Take my support back
support-thanks =
    🤝 <b>Thank you! Your support for contribution no. { $number } is counted.</b>

    You will learn here what becomes of it. Nobody sees who supports it.

    Your draft is kept: give it up, or take it up again if it says something else.
support-already = You already support contribution no. { $number }.
support-taken-back = Your support for contribution no. { $number } is taken back.
support-outcome = 🤝 News of contribution no. { $number }, which you support, “{ $title }”: { $status }
support-followed =
    🤝 <b>You support contribution no. { $number }</b>
    { $status }
support-title = “{ $title }”
support-count = 🤝 { $count ->
        [one] One person supports it
       *[other] { $count } people support it
    }

button-charter = 📜 Moderation charter
charter-head =
    <b>Moderation charter</b>

    A moderator reads each contribution. They may ask for a clarification, and only refuse it for one of these reasons:
charter-line = • <b>{ $name }</b>: { $why }
charter-foot = You always get the answer, with its reason. You disagree with a refusal? You can appeal, once: another moderator reads it again.
command-charte = What guides the moderators
