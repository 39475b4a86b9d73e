# The plan's commitments (/engagements), what became of contributions in them (/relier), and who is told.
# Each stage of consultation/commitment.py has its name, commitment-stage-<stage>; each verdict, verdict-<verdict>.

menu-engagements = 📌 Commitments
menu-suivi = 📬 Follow my contributions
command-engagements = The plan’s commitments
command-relier = Say what becomes of contributions

commitment-stage-proposed = 💡 Proposed
commitment-stage-not-started = 📌 Adopted, not started
commitment-stage-limited = 🚧 Limited completion
commitment-stage-substantial = 🏗 Substantial completion
commitment-stage-completed = 🏁 Completed
commitment-stage-withdrawn = 🗑 Withdrawn

commitments-head = <b>{ $count ->
        [one] One commitment
       *[other] { $count } commitments
    } of the action plan</b>
commitments-none =
    <b>Commitments of the action plan</b>

    No commitment is listed here yet. When there are some, you will read where each stands and how many contributions fed it.
commitment-line =
    <b>no. { $number } · { $title }</b>
    { $stage } · { $count ->
        [0] no contribution linked
        [one] fed by one contribution
       *[other] fed by { $count } contributions
    }{ $duplicates ->
        [0] { "" }
        [one] { " " }(and one duplicate)
       *[other] { " " }(and { $duplicates } duplicates)
    }
commitment-pick = no. { $number } · { $title }
commitment-one =
    <b>Commitment no. { $number } · { $title }</b>
    { $theme }
    { $stage }

    { $description }
commitment-fed = 🌱 { $count ->
        [0] No contribution is linked to it.
        [one] One contribution fed it.
       *[other] { $count } contributions fed it.
    }{ $duplicates ->
        [0] { "" }
        [one] { " " }One duplicate adds to that.
       *[other] { " " }{ $duplicates } duplicates add to that.
    }
commitment-step = • { $when }: { $stage }
commitment-step-why = • { $when }: { $stage }. { $why }
commitment-link = 🔗 Find out more
commitment-see = 📌 Commitment no. { $number }
commitment-unknown = There is no commitment no. { $number }. /commitments lists them all.

commitment-new = ➕ New commitment
commitment-save = ✅ Save
commitment-saved = Saved: everyone can read it.
commitment-already-saved = That was saved already, or given up. /commitments shows where things stand.
commitment-resumed = <b>You had begun this commitment: here it is, where you left it.</b> To write another, finish it or give it up first.
commitment-changed-since = Someone changed this commitment meanwhile. Your text is kept; read the commitment again in /commitments before you start over.
commitment-number-taken = Commitment no. { $number } exists already. Your text is kept: give it another number.
commitment-number-wanted = Write a number from 1 to { $maximum }, in digits.
commitment-link-wanted = Write a full address, which begins with https://.
commitment-take-number = Take no. { $number }
commitment-ask-number =
    <b>New commitment: which number?</b>

    The one it has in the plan, from 1 to { $maximum }.
commitment-ask-title-fr = <b>Its title</b>, in French, { $maximum } characters at most.
commitment-ask-title-en = <b>Its title in English</b>, { $maximum } characters at most. Without it, the French title is shown.
commitment-ask-description-fr = <b>What the State commits to</b>, in French and in a few sentences, { $maximum } characters at most.
commitment-ask-description-en = <b>Its description in English</b>, { $maximum } characters at most. Without it, the French description is shown.
commitment-ask-theme = <b>Its theme?</b>
commitment-ask-link = <b>An address to find out more?</b> It begins with https://.
commitment-part-number = Number
commitment-part-title-fr = Title
commitment-part-title-en = English title
commitment-part-description-fr = Description
commitment-part-description-en = English description
commitment-part-theme = Theme
commitment-part-link = Address
commitment-review =
    <b>This is what citizens will read</b>

    <b>Commitment no. { $number } · { $title }</b>
    { $theme }

    { $description }

    English title: { $english }
    Address: { $link }

commitment-stage-change = 🚦 Change the stage
commitment-stage-same = This commitment is there already.
commitment-which-stage =
    <b>Commitment no. { $number } · { $title }</b>
    { $stage }

    Where does it stand now?
commitment-why =
    <b>Commitment no. { $number }: { $stage }</b>

    Why? Explain it in a few words, { $maximum } characters at most: everyone will read them, and those with a contribution linked to it will receive them.
commitment-move-review = <b>{ $count ->
        [0] Nobody will be told: no contribution is linked to it.
        [one] One person will receive this message.
       *[other] { $count } people will receive this message.
    }</b> Once each, in their own language.
commitment-moved = Changed. Messages on their way: { $count }
commitment-news =
    📌 <b>Commitment no. { $number }: { $stage }</b>

    “{ $title }”

    <blockquote>{ $explanation }</blockquote>

    You receive this message because a contribution that you sent, or support, is linked to it.

commitment-linked = 🗂 { $count ->
        [one] The linked contribution
       *[other] The { $count } linked contributions
    }
commitment-linked-head = <b>Commitment no. { $number }: { $count ->
        [0] no contribution linked
        [one] one contribution linked
       *[other] { $count } contributions linked
    }</b>
commitment-linked-line =
    <b>no. { $number } · { $title }</b>
    { $verdict }
    <i>{ $answer }</i>

verdict-retained = ✅ Retained
verdict-partly = ➗ Retained in part
verdict-not-retained = ❌ Not retained

link-new = 🔗 Link a contribution
link-here = 🔗 Link contributions
link-which =
    <b>Which contributions?</b>

    Write one or more numbers (“12, 15”), { $maximum } at most, or words to search for among the approved contributions.
link-picked = Picked: { $numbers }
link-clear = 🧹 Pick again
link-found = <b>{ $count ->
        [one] One contribution found
       *[other] { $count } contributions found, the newest first
    }</b>
link-nothing-found = No approved contribution says all these words. Try others, or write a number.
link-add = ➕ Pick no. { $number }
link-added = No. { $number } is picked
link-not-approved = Contribution no. { $number } does not exist, or is not approved.
link-too-many = { $maximum } contributions at most in one go: send these first.
link-where-numbers = <b>{ $numbers }</b>
link-where = In which commitment?
link-nowhere = ❌ Not retained, in no commitment
link-verdict =
    <b>{ $numbers }</b>
    { $commitment }

    What becomes of it?
link-why =
    <b>{ $verdict }. Why?</b>

    Write the answer that the author and those who support it will read: what is kept of it, or the reason why it is not retained. { $maximum } characters at most.
link-review =
    <b>{ $numbers }: this is what will be sent</b>

    { $count ->
        [0] Nobody can be told.
        [one] One message will leave.
       *[other] { $count } messages will leave, to each author and each supporter.
    }
link-sent = ✅ { $count ->
        [one] Saved for one contribution.
       *[other] Saved for { $count } contributions.
    } { $people ->
        [0] Nobody could be told.
        [one] One message is on its way.
       *[other] { $people } messages are on their way.
    }
link-already-sent = That was sent already, or given up.
link-nothing-new = This answer was given already: nothing changed.

became-author =
    📌 <b>What becomes of your contribution no. { $number }</b>

    “{ $title }”
became-merged =
    📌 <b>What becomes of contribution no. { $number }, of which yours is a duplicate</b>

    “{ $title }”
became-supporter =
    🤝 <b>What becomes of contribution no. { $number }, which you support</b>

    “{ $title }”
became-corrected = The answer was corrected; this one replaces the one before.
became-retained = ✅ <b>Retained in commitment no. { $number }</b>, “{ $title }”
became-partly = ➗ <b>Retained in part in commitment no. { $number }</b>, “{ $title }”
became-not-retained = ❌ <b>Not retained in commitment no. { $number }</b>, “{ $title }”
became-nowhere = ❌ <b>Not retained</b>
became-why = <blockquote>{ $answer }</blockquote>
became-head = <b>What becomes of it</b>
timeline-linked = • { $when }: answer given

my-data-key-became = what becomes of it
my-data-key-commitment = commitment
my-data-key-verdict = verdict
