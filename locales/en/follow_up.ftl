# What became of a contribution: the notice of a decision, /mes_contributions, /suivi.
# Each status of consultation/moderation.py has its name, status-<status>, and what it means, next-<status>.

status-pending = ⏳ Waiting to be read
status-in-review = 👀 Being read
status-in-appeal = ⚖️ Appeal under way
status-approved = ✅ Validated by the moderators
status-rejected = ❌ Not accepted
status-changes-requested = ✏️ Clarification requested
status-withdrawn = 🗑 Withdrawn
status-merged = 🔁 Duplicate of another contribution

next-pending = A moderator will read it; you will get the answer here.
next-in-review = A moderator is reading it; you will get the answer here.
next-in-appeal = Another moderator is reading it again; you will get the answer here.
next-approved = It joins the contributions that will be used to write the action plan. Its title and proposal may be shown to people who write a similar idea, so that they can support it. It may also be made public; it is not public yet. There is nothing else for you to do.
next-rejected = What now: it will not be made public. You can write a new one whenever you like; each contribution is read on its own merits.
next-changes-requested =
    To clarify: <b>{ $field }</b>

    Tap “✏️ Answer”: only this answer will be open again, the rest does not change. Take your time.
next-withdrawn = You withdrew it.
next-merged = It is handled together with contribution no. { $original }, which says nearly the same. You count among its supporters, and we will tell you here what becomes of it.

notice-approved =
    ✅ <b>Good news: your contribution no. { $number } is validated by the moderators.</b>

    “{ $title }”
notice-rejected =
    ❌ <b>Your contribution no. { $number } is not accepted.</b>

    “{ $title }”
notice-merged =
    🔁 <b>Your contribution no. { $number } is noted as a duplicate of another one.</b>

    “{ $title }”
notice-changes-requested =
    ✏️ <b>Your contribution no. { $number } needs a clarification.</b> A moderator has read it and would like to understand it better.

    “{ $title }”

button-clarify = ✏️ Answer
button-contribute = ✍️ Contribute

follow-up-head = <b>{ $count ->
        [one] Your contribution
       *[other] Your { $count } contributions
    }</b>
follow-up-line =
    <b>no. { $number } · { $title }</b>
    { $status } · { $day }
follow-up-pick = no. { $number } · { $title }
follow-up-none = You have not sent a contribution yet. An idea, a difficulty, something you lived through? The form takes a few minutes, and every contribution gets an answer.
follow-up-one =
    <b>Contribution no. { $number }</b>
    { $status }
follow-up-unknown = I cannot find a contribution no. { $number } among yours. /my_contributions lists them all.
follow-up-which = Give its number, for example: /follow 1. /my_contributions lists all of yours.
follow-up-in-private = Your contributions are nobody’s business but yours: write to me in private to find them.

timeline-head = <b>So far</b>
timeline-submitted = • { $when }: sent
timeline-clarified = • { $when }: clarified (version { $version })
timeline-revised = • { $when }: edited (version { $version })
timeline-appealed = • { $when }: appeal
timeline-withdrawn = • { $when }: withdrawn
timeline-approved = • { $when }: validated by the moderators
timeline-rejected = • { $when }: not accepted
timeline-merged = • { $when }: noted as a duplicate of another one
timeline-masked = • { $when }: personal information masked (version { $version })
timeline-undone = • { $when }: decision undone, waiting again
timeline-changes-requested = • { $when }: clarification requested
