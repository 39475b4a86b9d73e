"""The sandbox's page in a real browser: what people see, and what they can do with a mouse or a keyboard alone."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from playwright.async_api import Browser, expect

from sandbox.image import plain_png
from sandbox.server import Sandbox
from tests.browser.echo import EchoBot, buttons
from tests.browser.relay import Relay
from tests.browser.visit import NARROW, Cast, Visit

EVIL = '<img src="/evil.png" onerror="window.pwned=1"><script>window.pwned=2</script>'
DEAF_ONCE = """
window.deaf = false;
window.EventSource = class extends EventSource {
  set onmessage(listener) {
    super.onmessage = (event) => { if (window.deaf) window.deaf = false; else listener(event); };
  }
};
"""
PDF = b"%PDF-1.4\n%%EOF\n"


async def start(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    """Alice presses the button of an empty chat, and the bot has answered."""
    await visit.citizen.button("Démarrer").click()
    await expect(visit.citizen.bubble("echo: /start")).to_be_visible()


async def test_three_phones_stand_side_by_side_each_with_its_person(visit: Visit, cast: Cast) -> None:
    boxes = [await visit.phone(role).root.bounding_box() for role in ("citizen", "moderator", "press")]
    holders = [
        await visit.phone(role).root.get_by_label("Qui tient le téléphone").evaluate("e => e.selectedOptions[0].text")
        for role in ("citizen", "moderator", "press")
    ]

    assert holders == ["Alice", "Mehdi", "Pauline"]
    assert [box["y"] for box in boxes if box] == [boxes[0]["y"] if boxes[0] else None] * 3
    await expect(visit.moderator.root.get_by_role("heading", name="Modération", exact=True).last).to_be_visible()


async def test_every_control_has_a_name_and_every_part_a_place(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await bot.sends_file("sendPhoto", cast.alice.id, "place.png", plain_png(), "image/png")
    await bot.says(cast.channel.id, "Carte", reply_markup=buttons([("✅ Approuver", "toast:oui")]))
    await expect(visit.citizen.log.get_by_role("img")).to_be_visible()
    await expect(visit.moderator.button("Approuver")).to_be_visible()

    picture = await visit.page.locator("body").aria_snapshot()

    nameless = re.findall(
        r"^\s*- (?:button|textbox|combobox|log|tab|img|dialog|group|region)(?: \[.*\])?:?$", picture, re.M
    )
    assert nameless == []
    for landmark in ("- banner:", "- main:", "- region"):
        assert landmark in picture


async def test_enter_sends_and_shift_enter_breaks_the_line(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    phone = visit.citizen

    await phone.field.click()
    await visit.page.keyboard.type("Une")
    await visit.page.keyboard.press("Shift+Enter")
    await visit.page.keyboard.type("deux")
    await visit.page.keyboard.press("Enter")

    await expect(phone.bubble("echo: Une")).to_be_visible()
    await expect(phone.field).to_have_value("")
    assert bot.heard("message")[-1]["text"] == "Une\ndeux"


async def test_formatting_shows_and_a_spoiler_waits_to_be_opened(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    text = "<b>gras</b> <i>penché</i> <code>code</code> <blockquote>cité</blockquote> <tg-spoiler>secret</tg-spoiler>"
    await bot.says(cast.alice.id, text)
    bubble = visit.citizen.bubble("penché")

    for tag, words in (("b", "gras"), ("i", "penché"), ("code", "code"), ("blockquote", "cité")):
        await expect(bubble.locator(tag)).to_have_text(words)
    await expect(bubble.get_by_text("secret")).to_be_hidden()
    await bubble.get_by_role("button", name="Texte masqué").click()
    await expect(bubble.get_by_text("secret")).to_be_visible()


async def test_a_tap_edits_the_message_and_says_so(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await bot.says(cast.channel.id, "Carte", reply_markup=buttons([("✅ Approuver", "edit:Approuvée par Mehdi")]))

    await visit.moderator.button("Approuver").click()

    bubble = visit.moderator.bubble("Approuvée par Mehdi")
    await expect(bubble).to_contain_text("modifié")
    await expect(visit.moderator.button("Approuver")).to_have_count(0)
    await expect(visit.moderator.log.locator(".row")).to_have_count(1)


async def test_a_toast_shows_in_the_phone_of_the_one_who_tapped(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await bot.says(cast.channel.id, "Carte", reply_markup=buttons([("🙋 Je prends", "toast:Noté, Mehdi")]))

    await visit.moderator.button("Je prends").click()

    await expect(visit.moderator.toasts).to_contain_text("Noté, Mehdi")
    await expect(visit.citizen.toasts).to_be_empty()


async def test_an_alert_is_a_dialog_that_escape_closes(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await bot.says(cast.channel.id, "Carte", reply_markup=buttons([("❌ Refuser", "alert:Déjà traité par Camille")]))

    await visit.moderator.button("Refuser").click()
    dialog = visit.page.get_by_role("dialog", name="Message pour Mehdi")
    await expect(dialog).to_contain_text("Déjà traité par Camille")
    await visit.page.keyboard.press("Escape")

    await expect(dialog).to_have_count(0)
    assert "Refuser" in await visit.focused()


async def test_the_reply_keyboard_writes_its_words_and_folds(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    keyboard = {"keyboard": [[{"text": "💬 Question"}, {"text": "📝 Contribuer"}]], "resize_keyboard": True}
    await bot.says(cast.alice.id, "Que faire ?", reply_markup=keyboard)

    await visit.citizen.button("Masquer les touches proposées").click()
    await expect(visit.citizen.button("📝 Contribuer")).to_be_hidden()
    await visit.citizen.button("Afficher les touches proposées").click()
    await visit.citizen.button("📝 Contribuer").click()

    await expect(visit.citizen.bubble("echo: 📝 Contribuer")).to_be_visible()


async def test_a_slash_lists_the_commands_and_the_arrows_choose(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    names = ("aide", "annuler", "contribuer")
    await bot.call("setMyCommands", commands=[{"command": name, "description": f"Pour {name}"} for name in names])
    menu = visit.citizen.root.get_by_role("group", name="Commandes")

    await expect(visit.citizen.button("Commandes")).to_be_visible()
    await visit.citizen.field.click()
    await visit.page.keyboard.type("/a")
    await expect(menu.get_by_role("button")).to_have_text(["/aidePour aide", "/annulerPour annuler"])
    await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("Enter")

    await expect(visit.citizen.bubble("echo: /annuler")).to_be_visible()
    await expect(menu).to_be_hidden()


async def test_escape_closes_the_commands_and_gives_the_text_field_back(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await bot.call("setMyCommands", commands=[{"command": "aide", "description": "Ce que je sais faire"}])
    menu = visit.citizen.root.get_by_role("group", name="Commandes")

    await expect(visit.citizen.button("Commandes")).to_be_visible()
    await visit.citizen.field.press("/")
    await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("Escape")

    await expect(menu).to_be_hidden()
    await expect(visit.citizen.field).to_be_focused()


async def test_the_keyboard_alone_reaches_a_button_of_an_older_message(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await bot.says(cast.alice.id, "Plus ancien", reply_markup=buttons([("Un", "toast:un"), ("Deux", "toast:deux")]))
    await bot.says(cast.alice.id, "Plus récent", reply_markup=buttons([("Trois", "toast:trois")]))
    await expect(visit.citizen.button("Trois")).to_be_visible()

    await visit.citizen.field.focus()
    await visit.page.keyboard.press("Shift+Tab")
    await visit.page.keyboard.press("Shift+Tab")
    assert "Trois" in await visit.focused()
    await visit.page.keyboard.press("ArrowUp")
    await visit.page.keyboard.press("Tab")
    assert "Un" in await visit.focused()
    await visit.page.keyboard.press("ArrowRight")
    await visit.page.keyboard.press("Enter")

    await expect(visit.citizen.toasts).to_contain_text("deux")


async def test_the_arrow_up_edits_ones_last_message(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await visit.citizen.writes("Bonjuor")
    await expect(visit.citizen.bubble("echo: Bonjuor")).to_be_visible()

    await visit.citizen.field.press("ArrowUp")
    await expect(visit.citizen.field).to_have_value("Bonjuor")
    await visit.citizen.writes("Bonjour")

    await expect(visit.citizen.log.locator(".mine .bubble", has_text="Bonjour")).to_contain_text("modifié")
    await asyncio.sleep(0.1)
    assert [message["text"] for message in bot.heard("edited_message")] == ["Bonjour"]


async def test_a_reply_quotes_what_it_answers(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    row = visit.citizen.log.locator(".row.theirs").last

    await row.hover()
    await row.get_by_role("button", name="Répondre").click()
    await visit.citizen.writes("Voici")

    await expect(visit.citizen.log.locator(".mine .quote").last).to_contain_text("echo: /start")
    await expect(visit.citizen.bubble("echo: Voici")).to_be_visible()
    assert bot.heard("message")[-1]["reply_to_message"]["text"] == "echo: /start"


async def test_a_long_quote_stays_in_its_phone(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    sent = await bot.says(cast.alice.id, "Une contribution qui en dit long. " * 12)
    await bot.says(cast.alice.id, "Voici", reply_parameters={"message_id": sent["message_id"]})

    await expect(visit.citizen.log.locator(".theirs .quote").last).to_contain_text("qui en dit long")
    edges = "log => [log, ...log.querySelectorAll('.bubble')].map((box) => box.getBoundingClientRect().right)"
    phone, *bubbles = await visit.citizen.log.evaluate(edges)
    assert max(bubbles) < phone


async def test_a_photo_and_a_pdf_are_attached_and_shown(visit: Visit, cast: Cast, bot: EchoBot, tmp_path: Path) -> None:
    await start(visit, cast, bot)
    photo, document = tmp_path / "place.png", tmp_path / "projet.pdf"
    photo.write_bytes(plain_png())
    document.write_bytes(PDF)
    chooser = visit.citizen.root.locator('input[type="file"]')

    await chooser.set_input_files(photo)
    await visit.citizen.writes("La place")
    image = visit.citizen.log.get_by_role("img", name="La place")
    await expect(image).to_be_visible()
    assert await image.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    await chooser.set_input_files(document)
    await visit.citizen.button("Envoyer").click()

    await expect(visit.citizen.log.get_by_role("link", name="projet.pdf")).to_be_visible()
    await image.click()
    await expect(visit.page.get_by_role("dialog", name="Photo")).to_be_visible()


async def test_another_kind_of_file_is_refused_kindly(visit: Visit, cast: Cast, bot: EchoBot, tmp_path: Path) -> None:
    await start(visit, cast, bot)
    program = tmp_path / "programme.zip"
    program.write_bytes(b"PK")

    await visit.citizen.root.locator('input[type="file"]').set_input_files(program)

    await expect(visit.citizen.toasts).to_contain_text("Choisissez une photo ou un PDF")


async def test_one_more_citizen_gets_the_first_phone(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await visit.page.get_by_role("button", name="Ajouter un citoyen").click()
    await visit.page.keyboard.type("Camille")
    await visit.page.keyboard.press("Enter")

    holder = visit.citizen.root.get_by_label("Qui tient le téléphone")
    await expect(holder.locator("option:checked")).to_have_text("Camille")
    await visit.citizen.button("Démarrer").click()
    await expect(visit.citizen.bubble("echo: /start")).to_be_visible()
    await holder.select_option(label="Alice")
    await expect(visit.citizen.button("Démarrer")).to_be_visible()
    await visit.page.reload()
    await visit.is_live()
    await expect(holder.locator("option")).to_have_count(4)


async def test_a_deep_link_starts_with_its_payload(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await visit.citizen.button("Options de la conversation").click()
    await visit.citizen.button("Ouvrir par un lien").click()
    await visit.page.keyboard.type("theme_participation")
    await visit.page.keyboard.press("Enter")

    await expect(visit.citizen.bubble("echo: /start theme_participation")).to_be_visible()


async def test_a_link_to_the_bot_opens_it_here(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    link = "https://t.me/consultation_bot?start=suite"
    await bot.says(cast.alice.id, "Suite", reply_markup={"inline_keyboard": [[{"text": "Continuer", "url": link}]]})

    await visit.citizen.button("Continuer").click()

    await expect(visit.citizen.bubble("echo: /start suite")).to_be_visible()


async def test_blocking_shuts_the_bot_out_until_unblocked(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await visit.citizen.button("Options de la conversation").click()
    await visit.citizen.button("Bloquer le bot").click()
    await expect(visit.citizen.field).to_be_hidden()
    assert cast.alice.chat.blocked

    await visit.citizen.button("Débloquer le bot").click()

    await visit.citizen.writes("De retour")
    await expect(visit.citizen.bubble("echo: De retour")).to_be_visible()


async def test_a_citizen_can_join_the_channel_and_leave_it(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await bot.says(cast.channel.id, "Carte n° 1")
    await visit.citizen.button("Options de la conversation").click()
    await visit.citizen.button("Rejoindre « Modération »").click()
    await expect(visit.citizen.bubble("Carte n° 1")).to_be_visible()

    await visit.citizen.button("Options de la conversation").click()
    await visit.citizen.button("Quitter « Modération »").click()

    await expect(visit.citizen.root.get_by_text("Alice n’est pas membre")).to_be_visible()
    assert cast.alice.id not in cast.channel.people


async def test_typing_shows_until_the_bot_speaks(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await bot.call("sendChatAction", chat_id=cast.alice.id, action="typing")
    await expect(visit.citizen.root.get_by_text("écrit…")).to_be_visible()

    await bot.says(cast.alice.id, "Me voici")

    await expect(visit.citizen.bubble("Me voici")).to_be_visible()
    await expect(visit.citizen.root.get_by_text("écrit…")).to_be_hidden()


async def test_a_deleted_message_goes_away(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    sent = await bot.says(cast.alice.id, "Effacez-moi")
    await expect(visit.citizen.bubble("Effacez-moi")).to_be_visible()

    await bot.call("deleteMessage", chat_id=cast.alice.id, message_id=sent["message_id"])

    await expect(visit.citizen.bubble("Effacez-moi")).to_have_count(0)


async def test_nothing_a_person_or_the_bot_writes_becomes_markup(
    browser: Browser, sandbox: Sandbox, cast: Cast, bot: EchoBot
) -> None:
    mallory = sandbox.person(EVIL, started=True)
    group = sandbox.group(EVIL, members=[mallory, cast.mehdi, sandbox.bot])
    sandbox.roles["citizen"] = mallory.id
    await mallory.sends(EVIL)
    await mallory.sends(EVIL, chat=group)
    await mallory.sends_document(f"{EVIL.replace('/', '_')}.pdf", PDF, "application/pdf", caption=EVIL)
    await bot.says(mallory.id, "Boutons", reply_markup=buttons([(EVIL[:60], f"toast:{EVIL[:50]}")]))
    script = {"inline_keyboard": [[{"text": "Lien", "url": "javascript:window.pwned=3"}]]}
    await bot.says(mallory.id, "Adresse", reply_markup=script)
    await bot.says(
        mallory.id, "Touches", reply_markup={"keyboard": [[{"text": EVIL}]], "input_field_placeholder": EVIL[:60]}
    )

    visit = await Visit.begin(browser, sandbox.page_url)
    await visit.citizen.log.get_by_role("button", name="Lien").click()
    await visit.citizen.log.get_by_role("button", name="<img").click()
    await expect(visit.citizen.toasts).to_contain_text("<img")
    await visit.citizen.root.get_by_role("group", name="Conversations").get_by_role("button", name="<img").click()
    await expect(visit.citizen.bubble("<img")).to_contain_text('onerror="window.pwned=1"')

    assert await visit.page.evaluate("window.pwned ?? null") is None
    assert await visit.page.locator('img[src*="evil"]').count() == 0
    assert visit.strayed == []
    assert visit.complaints == []
    assert not [url for url in visit.asked if "evil" in url]
    assert len(visit.context.pages) == 1
    await visit.end()


async def test_a_reader_who_looked_up_stays_there_and_is_told(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    for number in range(60):
        await bot.says(cast.alice.id, f"Ligne {number}")
    await expect(visit.citizen.bubble("Ligne 59")).to_be_in_viewport()
    first = visit.citizen.log.locator(".row").first
    await first.evaluate("row => { row.kept = true; }")

    await visit.citizen.log.hover()
    await visit.page.mouse.wheel(0, -100_000)
    await expect(first).to_be_in_viewport()
    await bot.says(cast.alice.id, "Du nouveau")
    latest = visit.citizen.button("Derniers messages")
    await expect(latest).to_be_visible()
    await expect(first).to_be_in_viewport()
    await latest.click()

    await expect(visit.citizen.bubble("Du nouveau")).to_be_in_viewport()
    assert await first.evaluate("row => row.kept"), "the conversation was drawn again"


async def test_what_happened_while_the_link_was_down_is_caught_up(
    browser: Browser, sandbox: Sandbox, cast: Cast, bot: EchoBot
) -> None:
    await cast.alice.sends("/start")
    async with Relay.to(sandbox.page_url) as relay:
        visit = await Visit.begin(browser, relay.url)
        await visit.citizen.field.fill("Un brouillon")
        relay.cut()
        await visit.link_is("lost")
        await bot.says(cast.alice.id, "Pendant la coupure")
        await relay.mend()

        await expect(visit.citizen.bubble("Pendant la coupure")).to_be_visible()
        await visit.link_is("live")
        await expect(visit.citizen.field).to_have_value("Un brouillon")
        await visit.end()


async def test_a_sandbox_started_anew_at_the_same_address_is_shown_afresh(
    browser: Browser, sandbox: Sandbox, cast: Cast, bot: EchoBot
) -> None:
    async with Relay.to(sandbox.page_url) as relay, Sandbox() as other:
        visit = await Visit.begin(browser, relay.url)
        await start(visit, cast, bot)
        camille = other.person("Camille", started=True)
        await camille.sends("Une autre histoire")
        relay.cut()
        await visit.link_is("lost")
        await relay.mend(other.page_url)

        await expect(visit.citizen.bubble("Une autre histoire")).to_be_visible()
        await expect(visit.citizen.bubble("echo: /start")).to_have_count(0)
        await visit.end()


async def test_a_missing_event_makes_the_page_load_the_state_again(
    browser: Browser, sandbox: Sandbox, cast: Cast, bot: EchoBot
) -> None:
    await cast.alice.sends("/start")
    visit = await Visit.begin(browser, sandbox.page_url, script=DEAF_ONCE)
    await expect(visit.citizen.bubble("echo: /start")).to_be_visible()

    await visit.page.evaluate("window.deaf = true")
    await bot.says(cast.alice.id, "Passé inaperçu")
    await visit.page.wait_for_function("!window.deaf")
    await expect(visit.citizen.bubble("Passé inaperçu")).to_have_count(0)
    await bot.says(cast.alice.id, "Entendu")

    await expect(visit.citizen.bubble("Entendu")).to_be_visible()
    await expect(visit.citizen.log.locator(".bubble")).to_contain_text(["Passé inaperçu", "Entendu"])
    await visit.end()


async def test_the_page_speaks_english_and_remembers_it(visit: Visit, cast: Cast) -> None:
    await visit.page.get_by_role("button", name="English").click()
    await expect(visit.page.get_by_role("button", name="Do it for me")).to_be_visible()
    await visit.page.reload()

    await expect(visit.page.get_by_role("heading", name="Sandbox")).to_be_visible()
    await expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    await expect(visit.citizen.button("Start")).to_be_visible()


async def test_on_a_narrow_screen_phones_are_tabs_that_count_what_arrives(
    browser: Browser, sandbox: Sandbox, cast: Cast, bot: EchoBot
) -> None:
    visit = await Visit.begin(browser, sandbox.page_url, NARROW)
    await expect(visit.moderator.root).to_be_hidden()
    await expect(visit.page.get_by_role("tab", name="Citoyens")).to_contain_text("Étape 1")
    await bot.says(cast.channel.id, "Carte n° 1")
    await expect(visit.page.get_by_role("tab", name="Modération")).to_contain_text("1")

    await visit.page.get_by_role("tab", name="Citoyens").focus()
    await visit.page.keyboard.press("ArrowRight")

    await expect(visit.moderator.bubble("Carte n° 1")).to_be_visible()
    await expect(visit.citizen.root).to_be_hidden()
    await expect(visit.page.get_by_role("tab", name="Modération")).to_be_focused()
    assert await visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.complaints == []
    await visit.end()


async def test_the_story_ticks_a_step_and_can_be_put_away(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    await start(visit, cast, bot)
    await visit.citizen.writes("Quelle est la source de ce communiqué ?")
    steps = visit.page.locator(".step")
    await expect(steps.first).to_contain_text("fait")
    await expect(visit.page.locator(".story [aria-current=step]")).to_contain_text("Contribuez")

    await visit.page.get_by_role("button", name="Masquer la visite guidée").click()
    await visit.page.reload()
    resume = visit.page.get_by_role("button", name="Visite guidée")
    await expect(resume).to_contain_text("1/4")
    await resume.click()

    await expect(steps).to_have_count(4)
    await expect(steps.first).to_contain_text("fait")


async def test_the_story_does_a_step_for_the_reader(visit: Visit, cast: Cast, bot: EchoBot) -> None:
    card = buttons([("✅ Approuver", "edit:✅ Approuvée"), ("❌ Refuser", "toast:non")])
    await bot.says(cast.channel.id, "Contribution n° 7", reply_markup=card)
    await visit.page.locator(".step", has_text="Modérez").get_by_role("button").click()

    await visit.page.get_by_role("button", name="Faites-le pour moi").click()

    await expect(visit.moderator.bubble("✅ Approuvée")).to_be_visible()
    await expect(visit.page.locator(".step", has_text="Modérez")).to_contain_text("fait")
    assert [tap["from"]["first_name"] for tap in bot.heard("callback_query")] == ["Mehdi"]
