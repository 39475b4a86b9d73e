# /stats: the figures of moderation, in words and on a picture.

command-stats = The figures of moderation
stats-staff-only = These figures are for the team of the consultation.
stats-elsewhere = I give the figures in the moderation chat only, or in private.

stats-head = <b>📊 Moderation in figures</b>
stats-waiting = <b>Waiting: { $count }</b>
stats-oldest = , the oldest received { $age }
stats-delays = <b>Time to a decision</b>
stats-week = • 7 days: { $count ->
        [one] 1 decision, taken in { $median }
       *[other] { $count } decisions, half of them within { $median }, nine out of ten within { $p90 }
    }
stats-month = • 30 days: { $count ->
        [one] 1 decision, taken in { $median }
       *[other] { $count } decisions, half of them within { $median }, nine out of ten within { $p90 }
    }
stats-week-none = • 7 days: no decision
stats-month-none = • 30 days: no decision
stats-outcomes = <b>Decisions in force, 30 days</b>
stats-status-approved = Approved
stats-status-rejected = Refused
stats-status-changes-requested = Precision asked
stats-status-merged = Duplicates
stats-reasons = <b>Reasons of refusals, 30 days</b>
stats-themes = <b>Decisions by theme, 30 days</b>
stats-load =
    <b>Load by moderator, 30 days</b>
    <i>In alphabetical order; this is not a ranking.</i>
stats-line = • { $label }: { $count }
stats-more = • and { $count } others
stats-cut = <i>Reckoned on the last { $count } decisions.</i>

stats-caption = Chart of the last 30 days: { $received } contributions received, { $decided } decided; { $waiting } waiting today.
stats-caption-theme = The theme where most are waiting: { $theme } ({ $count }).
stats-picture-title = Moderation in figures
stats-picture-days = By day, for 30 days
stats-picture-received = Received
stats-picture-decided = Decided
stats-picture-waiting = Waiting, by theme
stats-picture-reasons = Reasons of refusals, 30 days
stats-picture-none = None so far
