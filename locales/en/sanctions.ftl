# Sanctions: what someone is told, and how to appeal. A step of consultation/sanction.py has sanction-<key>,
# sanction-step-<key> and button-sanction-<key>.

command-sanctions = Suspensions and appeals

button-sanction-warning = ⚠️ Yes, warn the author
button-sanction-week = ⚠️ Yes, suspend for 7 days
button-sanction-month = ⚠️ Yes, suspend for 30 days
button-sanction-quarter = ⚠️ Yes, suspend for 90 days
button-sanction-appeal = ⚖️ Appeal
button-sanction-kept = ✅ Keep
button-sanction-lifted = 🕊 Lift

sanction-warning = ⚠️ <b>A warning from the moderation.</b> Nothing is suspended: you can still contribute, within the charter (/charter).
sanction-week = ⚠️ <b>You can no longer contribute until { $until }.</b> You can still ask questions, follow your contributions and use your rights.
sanction-month = ⚠️ <b>You can no longer contribute until { $until }.</b> You can still ask questions, follow your contributions and use your rights.
sanction-quarter = ⚠️ <b>You can no longer contribute until { $until }.</b> You can still ask questions, follow your contributions and use your rights.
sanction-why = Why: in contribution no. { $number }, { $why }
sanction-how-to-appeal = You do not agree? Tap “⚖️ Appeal” and say why, once. An administrator, not a moderator, will answer you here.
sanction-paused = You cannot contribute until { $until }, by decision of the moderation. What you have begun is kept. Questions, follow-up and your rights stay open; to appeal, tap “⚖️ Appeal” under the message you received.
sanction-done = The author of contribution no. { $number } will be told, with how to appeal.
sanction-already = Contribution no. { $number } already led to a warning or a suspension of its author.
sanction-not-blamed = Contribution no. { $number } is neither waiting nor refused: it calls for no warning.
sanction-nobody = The author of contribution no. { $number } cannot be reached here any more.
sanction-appeal-ask = Say why you appeal (at most { $maximum } characters). An administrator will read it.
sanction-appeal-sent = ⚖️ Your appeal is passed on. An administrator will answer you here.
sanction-appealed = This decision was already appealed, or looked at again. An administrator answers you here.
sanction-settled = An administrator has already settled it.
sanction-told-kept = ⚖️ An administrator looked again at the decision you appealed, and keeps it.
sanction-told-lifted = 🕊 <b>An administrator agrees with you.</b> The warning or suspension is lifted: you can contribute.

sanctions-none = No suspension in force, no appeal waiting.
sanctions-in-private = Suspensions are read in our private chat: send me /sanctions there.
sanction-step-warning = Warning
sanction-step-week = 7-day suspension
sanction-step-month = 30-day suspension
sanction-step-quarter = 90-day suspension
sanction-line = <b>{ $step }</b> (no. { $number }) by { $name }, { $when }. Contribution no. { $submission }: { $reason }
sanction-line-until = Until { $until }
sanction-line-appeal = ⚖️ Appeal: <i>{ $text }</i>
sanction-line-kept = ✅ Kept
sanction-line-lifted = 🕊 Lifted
