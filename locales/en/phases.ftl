# The phases of the consultation: what people are told while contributions are not taken, and /phase for admins.
# Each phase of consultation/phase.py has its name, phase-<phase>, and what it changes, phase-<phase>-effect.

command-phase = Open, close, publish
help-admin =
    <b>Administration</b>
    /phase · open or close contributions, say where the plan stands
    /sanctions · suspensions in force and appeals

phase-open = 🟢 Open for contributions
phase-closed = 🔒 Contributions closed
phase-synthesis = 🧩 Drafting
phase-published = 📘 Plan published

phase-closed-welcome =
    <b>Hello! Contributions to France’s action plan for open government are closed.</b>

    { $title }: this consultation was launched on { $launched }. Thank you to all who wrote. Ask me a question, follow what becomes of your contribution, read the commitments.

    🔒 We keep what you send and a technical identifier, so that we can reply; /privacy says it all.
phase-synthesis-welcome =
    <b>Hello! France’s action plan for open government is being drafted from your contributions.</b>

    { $title }: this consultation was launched on { $launched }. Ask me a question, follow what becomes of your contribution, read the commitments as they come.

    🔒 We keep what you send and a technical identifier, so that we can reply; /privacy says it all.
phase-published-welcome =
    <b>Hello! France’s action plan for open government is published.</b>

    { $title }: this consultation was launched on { $launched }. Read the commitments and where they stand, follow what became of your contribution, ask me a question.

    🔒 We keep what you send and a technical identifier, so that we can reply; /privacy says it all.

phase-closed-explained =
    🔒 <b>Contributions have been closed since { $since }.</b>

    Those already sent go their way: a moderator reads each one, you can make yours clearer when asked, take it back, appeal, and you always get the answer.
phase-synthesis-explained =
    🧩 <b>Contributions are closed: since { $since }, the plan is being drafted from those that were approved.</b>

    /commitments shows the commitments as they come, and you will learn here what becomes of your contribution.
phase-published-explained =
    📘 <b>Contributions are closed: the plan has been published since { $since }.</b>

    /commitments says where each commitment stands, and how many contributions fed it.
phase-next = What comes next: { $title }.
phase-draft-kept = 📝 Your draft is kept: /my_data gives you a copy of it.
phase-plan = 📘 Read the plan
phase-too-late = Contributions are closed: this one is not sent. Your draft is kept; /contribute explains what comes next.
phase-closed-now = Contributions are closed for now: /contribute explains what comes next.

phase-head =
    <b>{ $phase }</b>
    since { $since }

    Which phase comes now?
phase-foreseen = In the calendar: { $when }, { $phase }
phase-to-open = 🟢 Open contributions
phase-to-closed = 🔒 Close contributions
phase-to-synthesis = 🧩 Go to drafting
phase-to-published = 📘 The plan is published
phase-sure = <b>Go from “{ $now }” to “{ $wanted }”?</b>
phase-open-effect = Everyone can begin and send a contribution again.
phase-closed-effect = Nobody can begin a contribution any more. Drafts are kept; follow-up, answers to questions, withdrawals and appeals go on.
phase-synthesis-effect = Contributions stay closed; the welcome says that the plan is being drafted and leads to the commitments.
phase-published-effect = Contributions stay closed; the welcome says that the plan is published and leads to the commitments.
phase-confirm = ✅ Confirm
phase-set = Done: everyone sees it from now on
phase-changed-since = The phase changed meanwhile. /phase shows where things stand.
