"""What anyone can check: what is published, what the register tells, what an author's receipt proves."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot import register as files
from bot import sealing
from bot.mistakes import Mistakes
from bot.settings import Settings
from consultation.register import verify
from handlers.dates import PARIS
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage import register
from tests.acceptance.busy_day import canary, lives
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import TITLE, contributes
from tests.acceptance.test_erasure import erases

NBSP = "\u00a0"


@pytest.fixture
def channel(sandbox: Sandbox, alice: Person) -> Chat:
    """The publication channel, which Alice reads."""
    return sandbox.channel("Contributions publiées", admins=[sandbox.bot], members=[alice])


@pytest.fixture
def settings(settings: Settings, channel: Chat) -> Settings:
    """A service that publishes."""
    moderation = settings.moderation.model_copy(update={"publication_chat_id": channel.id})
    return settings.model_copy(update={"moderation": moderation})


async def approves(service: Service) -> None:
    """The moderator approves the card that was posted last."""
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees_toast("approuvée")


async def comes_to_say(channel: Chat, words: str) -> Json:
    """Waits until a post of the channel says something, after edits."""
    for _ in range(400):
        for message in channel.messages.values():
            if words in text_of(message):
                return message
        await asyncio.sleep(0.05)
    raise AssertionError(f"{words!r} is in none of {[text_of(one) for one in channel.messages.values()]}")


async def sealed(service: Service) -> None:
    """Waits until all that happened is in the register."""
    for _ in range(400):
        if not await service.database.read(register.waits):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("something waits to be sealed")


async def exported(service: Service, folder: Path) -> Path:
    """The register as the operator publishes it."""
    await sealed(service)
    path = folder / "register.jsonl"
    await files.export(service.settings.database.url, path)
    return path


async def test_what_is_approved_is_published_without_its_author(service: Service, channel: Chat, alice: Person) -> None:
    await contributes(alice)
    await approves(service)
    post = await comes_to_say(channel, TITLE)
    assert f"Contribution n°{NBSP}1" in text_of(post)
    assert "anonyme" in text_of(post)
    assert "Alice" not in text_of(post)


async def test_the_name_an_author_chose_to_show_is_shown(service: Service, channel: Chat, alice: Person) -> None:
    await contributes(alice, signature="Une usagère de Rennes", photo=True)
    await approves(service)
    post = await comes_to_say(channel, "Une usagère de Rennes")
    assert "photo" not in post
    assert "Pièce jointe" not in text_of(post)


async def test_what_is_refused_is_not_published(service: Service, channel: Chat, alice: Person) -> None:
    await contributes(alice)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Hors sujet", message=card)
    await alice.sees("n’est pas acceptée")
    await sealed(service)
    assert not channel.messages


async def test_the_author_finds_the_post_and_a_withdrawal_empties_it(
    service: Service, channel: Chat, alice: Person
) -> None:
    await contributes(alice)
    await approves(service)
    post = await comes_to_say(channel, TITLE)
    await alice.sees("est publiée")
    await alice.sends("/suivi 1")
    shown = await alice.sees("Étapes")
    addresses = [button.get("url", "") for row in shown["reply_markup"]["inline_keyboard"] for button in row]
    assert any(address.endswith(f"/{post['message_id']}") for address in addresses)
    await alice.taps("Retirer", message=shown)
    await alice.taps("Oui")
    await comes_to_say(channel, "retirée par la personne")
    assert TITLE not in "".join(text_of(one) for one in channel.messages.values())


async def test_what_is_undone_is_published_no_more_until_it_is_approved_again(
    service: Service, channel: Chat, alice: Person
) -> None:
    await contributes(alice)
    await approves(service)
    await comes_to_say(channel, TITLE)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Revenir sur", message=card)
    gone = await comes_to_say(channel, "n’est plus publié")
    assert TITLE not in text_of(gone)
    await approves(service)
    again = await comes_to_say(channel, TITLE)
    assert again["message_id"] == gone["message_id"]


async def test_an_erasure_empties_the_post_and_leaves_the_register_whole(
    service: Service, channel: Chat, tmp_path: Path
) -> None:
    person = canary(service)
    await lives(service, person)
    await comes_to_say(channel, "XQZ")
    before = (await exported(service, tmp_path)).read_text().splitlines()[:-1]
    await erases(person, "Tout effacer")
    await comes_to_say(channel, "n’est plus publié")
    assert "XQZ" not in "".join(text_of(one) for one in channel.messages.values())
    after = (await exported(service, tmp_path)).read_text().splitlines()[:-1]
    assert after[: len(before)] == before
    assert "intact" in files.check(tmp_path / "register.jsonl", None, None)


async def test_a_receipt_proves_what_its_author_reads(service: Service, alice: Person, tmp_path: Path) -> None:
    await contributes(alice)
    await approves(service)
    await alice.sees("est publiée")
    path = await exported(service, tmp_path)
    await alice.sends("/suivi 1")
    await alice.sees("Étapes")
    await alice.taps("Preuve de dépôt")
    sent = await alice.sees("Preuve de dépôt de votre contribution")
    stored = service.sandbox.world.files.get(sent["document"]["file_id"])
    assert stored is not None
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(stored.data)
    said = files.check(path, None, receipt)
    assert "dans les mêmes mots" in said
    assert "approuvée par la modération" in said
    told = json.loads(receipt.read_text())
    told["versions"][0]["answers"]["title"] = "Tout autre chose"
    receipt.write_text(json.dumps(told))
    with pytest.raises(Mistakes, match="a été modifié"):
        files.check(path, None, receipt)


async def test_the_head_is_posted_once_a_day(service: Service, channel: Chat, alice: Person, tmp_path: Path) -> None:
    await contributes(alice)
    path = await exported(service, tmp_path)
    for _ in range(2):
        await sealing.post_head(service.services)
    posts = [text_of(one) for one in channel.messages.values() if "Registre" in text_of(one)]
    assert len(posts) <= 1
    if service.services.clock().astimezone(PARIS).hour >= sealing.HEAD_HOUR:
        post = await comes_to_say(channel, "Registre de la modération")
        assert verify(path.open("rb")).head in text_of(post)
