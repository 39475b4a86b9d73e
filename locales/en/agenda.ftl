# /agenda: the events, registering, reminders, the link and QR code of an event; /ressources.

agenda-head = <b>Agenda</b> of the consultation
agenda-title = <b>{ $title }</b>
agenda-title-past = <b>{ $title }</b> (past)
agenda-when = 🗓 { $when }
agenda-where = 📍 { $place }
agenda-month = { $month } (day not stated)
agenda-no-date = Date not stated in the press release
agenda-no-place = Place not stated in the press release
agenda-from = { $day } at { $begins }
agenda-from-to = { $day }, from { $begins } to { $ends }
agenda-about = { $text }
agenda-count = 👥 Registrations: { $count }
agenda-registered = ✅ Your registration is noted. I will remind you the day before at 6 p.m. (Paris time).
agenda-registered-late = ✅ Your registration is noted. It is soon: there will be no other reminder.
agenda-registered-undated = ✅ Noted. I will write to you when the date is known, then the day before at 6 p.m. (Paris time).
agenda-join = ✅ Register
agenda-tell-me = 🔔 Tell me the date
agenda-quit = ✖️ Cancel my registration
agenda-do-not-tell-me = ✖️ Do not tell me after all
agenda-calendar = 📅 Add to my calendar
agenda-qr = 🔳 QR code
agenda-open = 🗓 See the event
agenda-joined = Noted.
agenda-quit-done = Cancelled: I will not write to you about it any more.
agenda-over = This event is past.
agenda-no-day = The date is not known: there is nothing to add to your calendar yet.
agenda-gone = This event is no longer in the agenda. /events shows the others.
agenda-file-later = I could not send you this file. Try again in a moment.
agenda-qr-caption =
    <b>{ $title }</b>
    Whoever opens this link comes in by this event, and their contributions of the day are linked to it:
    { $address }
agenda-entered = You come in by “{ $title }”. For twenty-four hours, the contributions you begin will be linked to it; you stay anonymous unless you sign.
agenda-detach = 🏷 Do not link
agenda-detached = Noted: nothing will be linked to it.
agenda-reminder =
    ⏰ <b>Tomorrow: { $title }</b>

    🗓 { $when }
    📍 { $place }

    You receive this reminder because you registered.
agenda-reminder-today =
    ⏰ <b>Today: { $title }</b>

    🗓 { $when }
    📍 { $place }

    You receive this reminder because you registered.
agenda-day-known =
    🗓 <b>The date is known: { $title }</b>

    🗓 { $when }
    📍 { $place }

    You asked to be told the date.
agenda-day-changed =
    🗓 <b>The date has changed: { $title }</b>

    🗓 { $when }
    📍 { $place }

    You receive this message because you registered.
form-event = 🏷 Linked to “{ $title }”
card-event = Event: { $title }

resources-head = <b>Resources</b> named by the press release of 23 February 2021
resources-line =
    <b>{ $title }</b>
    { $description }
resources-link = 🔗 { $url }
resources-note = <i>{ $note }</i>
