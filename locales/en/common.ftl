# Buttons and sentences that several journeys share. A button begins with its word after an emoji.

button-back = ↩️ Back
button-cancel = ✖️ Cancel
button-skip = ⏭ Skip
button-send = 📨 Send
button-edit = 📝 Edit
button-keep = ✅ Keep this answer
button-menu = 🏠 Menu
button-yes = ✅ Yes
button-no = ❌ No
button-previous = ◀️ Previous
button-next = Next ▶️

nobody-speaks = This message has no author: I cannot answer it.
button-gone = This button no longer works. Send /start to find the menu again.
not-understood-here = Write me a message, or choose a command from the menu: /help explains them all.
command-unknown = I do not know this command. /help lists the ones I understand.
role-moderator-only = Only the moderators of this consultation can decide here.
role-press-only = This command is for the press office.
nothing-to-cancel = There is nothing to cancel. The menu is one tap away: /start.
too-fast = That is a lot at once! I start again in { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }; until then I take no notice of what you send. What was already saved is kept.
too-fast-inline = Too many searches: try again in a minute
apology = Something went wrong on our side. Your message is kept and we will look into it (reference { $reference }). You can go on.
incident-told = 🛠 <b>{ $count ->
        [one] One incident
       *[other] { $count } incidents
    }</b> at the same place in the program: <code>{ $place }</code>
    Last reference: { $reference }. Nothing is lost: what could not be handled is kept (table quarantine).
