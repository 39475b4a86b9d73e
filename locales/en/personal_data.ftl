# Before a contribution is sent: what in it could tell who someone is. One personal-data-<kind> for each kind.

personal-data-head =
    <b>⚠️ Before you send: I have seen personal information</b>

    Everyone may come to read your contribution. This could tell who someone is, you or somebody else:
personal-data-line = • { $field } · { $kind }: <code>{ $text }</code>
personal-data-more = • and { $count } more
personal-data-phone = telephone
personal-data-email = e-mail address
personal-data-iban = bank account
personal-data-nir = social security number
personal-data-address = postal address
personal-data-plate = number plate
personal-data-mask = 🙈 Mask
personal-data-anyway = 📨 Send as it is
personal-data-masked = Masked. Read it over, then send it.
