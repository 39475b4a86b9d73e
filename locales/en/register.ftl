# The public register of moderation: its page, and what each kind of entry is called.

register-title = Public register of moderation
register-lead = Every contribution received and every decision taken is entered in it, in order. Each entry carries the fingerprint of the one before: nothing can be changed or taken away without being seen.
register-no-names = No name, no text: a contribution is a number in it, and a fingerprint that only the person who wrote it can link to their words, with their proof of receipt (/follow, in the conversation with the bot).
register-empty = The register is still empty: it begins with the first contribution.
register-count = { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
register-head-label = Fingerprint of the last one
register-download = Download the register (JSON, one entry a line)
register-how = To verify it, offline:
register-keep = Note this fingerprint elsewhere, with the date: a register published later must contain it.
register-last = The last entries
register-column-position = Entry
register-column-at = When (Paris time)
register-column-number = Contribution
register-column-kind = What happened

register-kind-received = received
register-kind-clarified = made clearer by its author
register-kind-revised = changed by its author
register-kind-appealed = appealed by its author
register-kind-withdrawn = taken back by its author
register-kind-approved = approved by moderation
register-kind-refused = refused by moderation
register-kind-precision-asked = precision asked by moderation
register-kind-merged = noted as a duplicate of another by moderation
register-kind-masked = personal data masked by moderation
register-kind-undone = decision undone by moderation
register-foot = A public register, open to everyone. No name, no text.
