# What became of announcements, the week's questions, what was done with contributions, and files to take away.
announcement-report = 📊 Report
report-not-left = This announcement has not left: its report comes after.
report-head =
    <b>📊 Report of announcement no. { $number }</b>
    “{ $excerpt }”
report-reach = <b>Reach:</b> half of those reached had it in { $half }, 95% in { $nearly }, all in { $all }.
report-opt-outs = <b>Opt-outs</b> under the announcement or within { $hours } hours: { $count } ({ $share } of those reached)
report-blocks = Blocked the bot within { $hours } hours: { $count }
report-taps = <b>Buttons tapped</b>
report-taps-none = None so far.
report-taps-elsewhere = <i>Buttons to other sites are not counted: Telegram says nothing of them.</i>
report-votes = <b>Poll { $which }</b> · { $count ->
        [one] { $count } voter
       *[other] { $count } voters
    }
report-vote = – { $label }: { $count } ({ $share })
report-caption = Announcement no. { $number }: { $sent } messages received out of { $total }; { $left ->
        [one] { $left } opt-out
       *[other] { $left } opt-outs
    }. The same figures are in the message above.
report-picture-title = Announcement no. { $number }
report-picture-reach = People reached, since departure
report-picture-became = What became of the messages
report-picture-did = What readers did
report-picture-votes = Poll ({ $language })
report-bar-sent = Received
report-bar-blocked = Bot blocked
report-bar-failed = Failed
report-bar-unknown = In doubt
report-bar-skipped = Not sent
report-bar-opt-out = Opted out
report-bar-block = Blocked the bot
