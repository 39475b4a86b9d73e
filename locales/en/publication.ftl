# The publication channel: a post for each approved contribution, and the head of the register once a day.

publication-head =
    <b>Contribution no. { $number }</b> · { $theme }

    <b>{ $title }</b>
publication-signed = <i>Signed: { $name }</i>
publication-anonymous = <i>Anonymous contribution</i>
publication-gone-withdrawn = <i>Contribution no. { $number }: taken back by the person who sent it.</i>
publication-gone-merged = <i>Contribution no. { $number }: duplicate of another contribution.</i>
publication-gone-other = <i>Contribution no. { $number }: its text is no longer published.</i>

publication-refused =
    📢 <b>{ $count ->
        [one] A contribution could not be published, or brought up to date, in the public channel.
       *[other] { $count } contributions could not be published, or brought up to date, in the public channel.
    }</b> Telegram answers: <code>{ $error }</code>
    Make sure that the bot is an administrator of that channel, with the right to post and to edit messages. It tries again for a day, then when each contribution next changes.
publication-deleted =
    📢 { $count ->
        [one] The post of contribution no. { $numbers } had been deleted from the public channel by hand.
       *[other] The posts of contributions no. { $numbers } had been deleted from the public channel by hand.
    } What is public of it is published again. For a text to be read no more, mask it from its card.

register-head-post =
    <b>Register of moderation, { $when }</b>

    { $entries ->
        [one] 1 entry
       *[other] { $entries } entries
    }. Fingerprint of the last one:
    <code>{ $head }</code>

    Keep it: a register published later must contain it. <code>citizenbot register verify FILE --head FINGERPRINT</code> checks that, offline.

next-approved-published = It is published in the public channel of the consultation, and joins the contributions that will be used to write the action plan. You can take it back at any time: /follow. There is nothing else for you to do.

button-receipt = 🧾 Proof of receipt
register-receipt =
    <b>Proof of receipt of your contribution no. { $number }</b>

    Keep this file. With it, anyone can check that your contribution is in the public register of moderation, in these words, and what was decided. It contains your text: show it only to whom you wish.
register-receipt-file = proof-contribution-{ $number }.json
register-not-yet = Your contribution is about to enter the register. Try again in a few seconds.
register-no-receipt = The text of this contribution was erased: there is nothing left to prove here.
button-post = 📢 See it published
