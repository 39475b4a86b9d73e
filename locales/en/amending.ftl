# What an author does with a contribution already sent: change it, take it back, ask for another look after a refusal.
# Each step of consultation/moderation.py has its button, button-<verb>.

button-revise = 📝 Edit
button-withdraw = 🗑 Withdraw
button-withdraw-sure = 🗑 Yes, withdraw it
button-appeal = ⚖️ Appeal
button-appeal-bare = 📨 Send without a reason

form-not-editable = Contribution no. { $number } has already been read: it can no longer be edited. /follow { $number } tells you where it stands.
form-nothing-changed = Nothing has changed: there is nothing new to send. Change an answer, or tap “✖️ Cancel”.
form-summary-revision =
    <b>Your edited contribution, before you send it</b>

    { $answers }

    Until you send it, the version before stays in place.

withdraw-sure =
    <b>Do you want to withdraw your contribution no. { $number }?</b>

    It will no longer help write the action plan, and nobody will have to read it any more. This is final.
withdraw-done = 🗑 Your contribution no. { $number } is withdrawn. Thank you for taking part; /contribute stays open.
withdraw-already = Contribution no. { $number } is already withdrawn.

appeal-ask =
    <b>Appeal on your contribution no. { $number }</b>

    Another moderator will read it again and decide. You can ask for this once.

    Would you like to say why it should be accepted? Write it here ({ $maximum } characters at most), or send the appeal as it is.
appeal-sent = ⚖️ Your appeal on contribution no. { $number } is recorded. Another moderator reads it again; expect an answer within { $days } { $days ->
        [one] day
       *[other] days
    }.
appeal-already = An appeal was already made on contribution no. { $number }, or it is no longer refused. /follow { $number } tells you where it stands.
next-appeal = You disagree? You can appeal, once: another moderator will read it again.
next-appealed = This decision follows your appeal, read by another moderator: it is final.

follow-up-fingerprint = Fingerprint: <code>{ $fingerprint }</code>
follow-up-version =
    <b>Contribution no. { $number } · version { $version }</b>
    Sent { $when }, replaced since.
button-version = 🕘 Version { $version }
