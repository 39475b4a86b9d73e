# The queue: lists by filters and words, its board, what is told once a day. A filter’s values: queue-<filter>-<value>.

queue-listed = <b>{ $more ->
        [yes] More than { $count } contributions
       *[no] { $count ->
            [0] No contribution
            [one] One contribution
           *[other] { $count } contributions
        }
    }</b> in this list
queue-appeal = ⚖️ Appeal
queue-appeal-own = ⚖️ Appeal against your refusal: another moderator decides
queue-search = 🔎 Search: <code>{ $words }</code>
queue-found = { $count ->
        [0] { $more ->
            [yes] Nothing yet in this part of the list: look further.
           *[no] No contribution holds all these words.
        }
        [one] One contribution holds these words{ $more ->
            [yes] { "" }; there is more to look through.
           *[no] .
        }
       *[other] { $count } contributions hold these words{ $more ->
            [yes] { "" }; there is more to look through.
           *[no] .
        }
    }
queue-further = 🔎 Look further
queue-filter-state = 📂 { $now }
queue-filter-theme = 🏷 { $now }
queue-filter-age = 🕒 { $now }
queue-which-state = <b>Which contributions would you like to see?</b>

    To find one, send /queue followed by its number or by a few words: <i>/queue delays</i>
queue-which-theme = <b>About which theme?</b>
queue-which-age = <b>Received when?</b>
queue-state-open = To decide
queue-state-awaited = Clarification awaited
queue-state-approved = Approved
queue-state-rejected = Refused
queue-state-gone = Withdrawn and duplicates
queue-state-all = All
queue-theme-all = All themes
queue-age-all = Any time
queue-age-day = In the last 24 hours
queue-age-week = In the last 7 days
queue-age-late = More than { $days } days ago
queue-in-private = I cannot tell who writes here: the queue is read in private with me.
queue-privately = 📂 Open the queue in private

board-head = 📋 <b>{ $count ->
        [one] One contribution waits.
       *[other] { $count } contributions wait.
    }</b>
board-taken = 🙋 { $count ->
        [one] One is being read.
       *[other] { $count } are being read.
    }
board-oldest = ⏳ The oldest: no. { $number }, received { $age }
board-why = So as not to flood this chat, I no longer post each card here. The button shows the oldest one that nobody has taken. Cards will come back by themselves when { $resume } or fewer are left.
board-closed = 📋 <b>The queue is short again.</b> Cards are posted here again.
board-next = ⏭ Next
board-left = { $count ->
        [one] One more is left.
       *[other] { $count } more are left.
    }
board-shown = Contribution no. { $number } is being shown in the chat.
board-empty = Nothing waits: all is decided, or being read already.

digest-head = ☀️ <b>Moderation since yesterday</b>
digest-received = 📥 { $count ->
        [0] No contribution received
        [one] One contribution received
       *[other] { $count } contributions received
    }
digest-decided = ✔️ { $count ->
        [0] No decision
        [one] One decision
       *[other] { $count } decisions
    }
digest-waiting = 📋 { $count ->
        [0] Nothing waits any more. Thank you!
        [one] One waits for a moderator
       *[other] { $count } wait for a moderator
    }
digest-oldest = ⏳ The oldest: no. { $number }, received { $when }
reminder-late = ⏰ <b>{ $more ->
        [yes] More than { $count } contributions have waited
       *[no] { $count ->
            [one] One contribution has waited
           *[other] { $count } contributions have waited
        }
    } for more than { $days ->
        [one] one day
       *[other] { $days } days
    }.</b> That is longer than their authors were told.
reminder-oldest = The oldest: no. { $number }, which has waited since { $when }
