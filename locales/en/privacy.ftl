# /confidentialite, generated from the settings in force.

privacy-head = <b>Your data, in plain words</b>
privacy-who = <b>Who</b> · Controller: { $controller }. Contact: { $contact }.
privacy-not-said = not given yet
privacy-what = <b>What</b> · What you send (contributions, questions, drafts), your language, your subscriptions, and your Telegram id in one single table, so that we can answer you. Neither your name nor your telephone number.
privacy-why = <b>Why</b> · To prepare the action plan with you and keep you informed. Your contributions: with your consent, asked before the first. Your questions and subscriptions: because you ask for them. Nothing else, and nobody buys this data.
privacy-how-long =
    <b>How long</b>
    • drafts you do not come back to: { $drafts }
    • questions, and contributions that are not accepted: { $everything }
    • approved contributions: they stay, as documents of the consultation; the link with you goes after { $everything } without activity
    • traces of messages sent: { $messages }; messages that caused an error: { $incidents }
privacy-days = { $count } { $count ->
        [one] day
       *[other] days
    }
privacy-readers = <b>Who reads</b> · Moderators see your contributions, never your account; the press office sees the questions you pass on to it.
privacy-no-readers = <b>Who reads</b> · The press office sees the questions you pass on to it, never your account.
privacy-telegram = <b>At Telegram’s</b> · This chat and attached files stay with Telegram, under its own rules: we cannot erase them there for you.
privacy-rights = <b>Your rights</b> · Access, correction, erasure, withdrawal of consent: /my_data, at once. Or write to { $contact }. You can also turn to the CNIL, the French data protection authority (cnil.fr).
privacy-consent = <b>Your consent</b>
privacy-agreed = • version { $version }, given on { $when }
privacy-withdrawn = • withdrawn on { $when }
privacy-never-agreed = <b>Your consent</b> · You have not given it yet: it is only asked for to contribute.
