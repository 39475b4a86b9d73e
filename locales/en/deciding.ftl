# Deciding together: who takes a submission, votes, duplicates, masking, notes and messages, undoing.

button-claim = 🙋 I take it
button-release = 👐 I leave it
button-more = ⚙️ More actions
button-duplicate = 🔁 Duplicate of…
button-mask = 🖍 Mask
button-mask-sure = 🖍 Mask like this
button-note = 📝 Note
button-message = ✉️ Write to the author
button-escalate = ⬆️ Leave to an admin
button-sanction = ⚠️ Warn the author
button-undo = ⏪ Undo this decision
button-with-word = 💬 With a word
button-other-number = 🔢 Another number
button-answer-moderator = 💬 Answer the moderator
button-answer-again = 💬 Answer again
button-see-now = 👁 The masked text
button-see-original = 📄 Your original text

card-claimed = 🙋 Taken by { $name } until { $until }
card-escalated = ⬆️ <b>Left to an admin</b> by { $name }: an admin decides.
card-votes = 🗳 { $what }: { $count } ({ $names })
card-duplicates = 🔁 Its duplicates: no. { $numbers }
card-sanctioned = ⚠️ { $step } for its author, by { $name }
card-note = 📝 { $name }: <i>{ $text }</i>
card-word = 💬 A word from { $name } to the author: <i>{ $text }</i>
card-message = ✉️ { $name } to the author: <i>{ $text }</i>
card-answer = 💬 The author answers: <i>{ $text }</i>
card-notes-more = 📝 { $count ->
        [one] and another message before these
       *[other] and { $count } other messages before these
    }
card-masked = 🖍 Personal data masked { $when }
vote-approve = Approve
vote-refuse = Refuse
vote-ask = Ask for a clarification
vote-merge = Duplicate

moderation-done-merge = Contribution no. { $number } is noted as a duplicate. Both authors will hear about it.
moderation-voted = Your vote counts: { $count }. Contribution no. { $number } needs another moderator to agree.
moderation-voted-otherwise = Your vote counts: { $count }. Mind that { $names } voted otherwise on contribution no. { $number }. Talk about it, or leave it to an admin.
moderation-claimed = { $name } is reading contribution no. { $number } and keeps it until { $until }. Nothing has changed.
moderation-escalated = { $name } left contribution no. { $number } to an admin, who will decide.
moderation-choose-original = Just write the number of the other contribution, for example 12.

claim-done = Contribution no. { $number } is yours. It goes back to everybody if time runs out.
release-done = Contribution no. { $number } is everybody’s again.

duplicate-pick = no. { $number } · { $title }
duplicate-unknown = I cannot find a contribution no. { $number } whose text still exists.
duplicate-itself = Contribution no. { $number } cannot be a duplicate of itself.
duplicate-closed = Contribution no. { $number } was withdrawn or refused: nothing can be a duplicate of it.
duplicate-joined =
    🔁 <b>Another contribution is a duplicate of yours, no. { $number }.</b>

    “{ $title }”

    It said nearly the same: they are handled together, and its author counts among your supporters.

mask-preview = 👁 <b>Preview:</b> this is the text once masked. Nothing has changed yet.
mask-nothing = I see no personal data to mask in contribution no. { $number }.
mask-done = Personal data masked in contribution no. { $number }. Its author will hear about it.
mask-told =
    🖍 <b>A moderator masked personal information in your contribution no. { $number }.</b>

    “{ $title }”
mask-line = • { $field }: “{ $text }” becomes “{ $mask }”
mask-both-kept = Only the masked text can be made public. Your original text is kept; you can read both here. Moderation goes on.

escalate-done = Contribution no. { $number } is left to the admins, who are told.
escalate-already = Contribution no. { $number } is already left to an admin.
escalate-nobody = No admin can be told at the moment. Nothing has changed.

undo-done = The decision is undone. Contribution no. { $number } waits again.
undo-gone = There is no decision to undo any more on contribution no. { $number }.
undo-not-yours = Only { $name }, who decided, and admins can undo this decision.
undo-too-late = A decision can only be undone for { $minutes } minutes. Its author was told.
undo-told-author = ⏪ <b>Correction:</b> the decision announced on your contribution no. { $number } is undone. A moderator will read it again; you will get the answer here. Sorry for the back and forth.
undo-told = ⏪ <b>Correction:</b> the decision announced on contribution no. { $number } is undone. A moderator will read it again.

write-in-private = I am waiting for it in our private chat.
write-word-reason = For which reason do you refuse contribution no. { $number }?
write-word = Write your word (at most { $maximum } characters). The author of contribution no. { $number } will read it after the reason, without your name.
write-note = Write your note on contribution no. { $number } (at most { $maximum } characters). Only moderators will read it.
write-message = Write your message to the author of contribution no. { $number } (at most { $maximum } characters). They will know that a moderator writes, not which one.
write-duplicate = Of which contribution is no. { $number } a duplicate? Write its number.
write-word-done = Contribution no. { $number } refused. Its author will hear about it, with the reason and your word.
write-note-done = Your note on contribution no. { $number } is kept. It is on the card.
write-message-done = Your message is on its way to the author of contribution no. { $number }. Their answer will come under the card.
write-duplicate-done = Contribution no. { $number } is noted as a duplicate. Both authors will hear about it.

notice-word =
    A word from the moderator:
    <blockquote>{ $text }</blockquote>
message-told =
    ✉️ <b>A moderator writes to you</b> about your contribution no. { $number }, “{ $title }”:

    <blockquote>{ $text }</blockquote>
message-ask = Write your answer (at most { $maximum } characters) about contribution no. { $number }. Moderators will read it.
message-ask-back = Write your question (at most { $maximum } characters) about contribution no. { $number }. The moderators will answer you here.
message-answered = ✅ Your answer is passed on to the moderators. It does not change the text of your contribution no. { $number }.
button-ask-moderator = 💬 Ask the moderator a question
button-pass-question = 💬 Ask the moderator this question
button-pass-about = 💬 To the moderator, about my contribution no. { $number }
message-asked = 💬 Your question is passed on to the moderators: their answer will come here. Your contribution no. { $number } waits for you, nothing is lost.
message-enough = You have answered well enough: the moderators will write to you if they need anything else.
message-nobody = The author of contribution no. { $number } cannot be reached here any more.
message-question-card =
    💬 <b>The author of contribution no. { $number } asks:</b>
    <blockquote>{ $text }</blockquote>
message-answer-card =
    💬 <b>The author of contribution no. { $number } answers:</b>
    <blockquote>{ $text }</blockquote>
write-left = ✖️ What you were about to write about contribution no. { $number } is left aside: nothing was done.
