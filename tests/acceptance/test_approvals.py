"""A second press officer sees an announcement, and approves it before it leaves."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot import settings as sections
from bot import wiring
from bot.settings import Settings
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.acceptance.announcing import composes, received, subscribed
from tests.acceptance.conftest import Service


@pytest.fixture
def camille(sandbox: Sandbox) -> Person:
    """Another press officer."""
    return sandbox.person("Camille", started=True)


@pytest.fixture
async def careful(
    settings: Settings, sandbox: Sandbox, mehdi: Person, pauline: Person, camille: Person, moderation: Chat
) -> AsyncIterator[Service]:
    """The service, where announcements wait for a second approval."""
    press = sections.Press(user_ids=frozenset({pauline.id, camille.id}), second_approval=True)
    careful = settings.model_copy(update={"press": press})
    async with wiring.service(careful, strict_texts=True) as running:
        yield Service(sandbox, careful, running, mehdi, pauline, moderation)


async def proposes(careful: Service, camille: Person, text: str) -> None:
    """Pauline proposes an announcement; Camille, who opened the bot before, is told."""
    await camille.sends("/start")
    await camille.sees("Bonjour")
    await composes(careful.pauline, text)
    await careful.pauline.taps("Envoyer pour approbation")
    await careful.pauline.sees("à approuver")


async def test_it_leaves_once_another_press_officer_has_seen_and_approved_it(careful: Service, camille: Person) -> None:
    [alice] = await subscribed(careful, "Alice")
    await proposes(careful, camille, "Ouverture")
    asked = await camille.sees("propose l’annonce")
    assert "✅ Approuver" not in camille.buttons()
    assert received(alice, "Ouverture") == []
    await camille.taps("Voir l’annonce", message=asked)
    await camille.sees("exactement comme elle sera reçue")
    assert received(camille, "Ouverture")
    await camille.taps("Approuver")
    await alice.sees("Ouverture")
    await careful.pauline.sees("a approuvé votre annonce", since=0)
    await careful.pauline.sees("c’est terminé", since=0)


async def test_nobody_approves_their_own(careful: Service, camille: Person) -> None:
    [alice] = await subscribed(careful, "Alice")
    await proposes(careful, camille, "Ouverture")
    decide = await camille.sees("propose l’annonce")
    await camille.taps("Voir l’annonce", message=decide)
    await camille.sees("exactement comme elle sera reçue")
    shown = camille.last
    query = careful.sandbox.world.queries.ask(
        careful.sandbox.bot.id, careful.pauline.id, careful.sandbox.world.clock(), careful.pauline.chat
    )
    tap = {"id": query.id, "from": careful.pauline.user, "chat_instance": "1", "data": "approval:yes:1"}
    careful.sandbox.bot.queue.put("callback_query", {**tap, "message": shown})
    await careful.pauline.sees_toast("C’est votre annonce")
    assert received(alice, "Ouverture") == []


async def test_refused_it_is_a_draft_of_its_author_again(careful: Service, camille: Person) -> None:
    [alice] = await subscribed(careful, "Alice")
    await proposes(careful, camille, "Ouverture")
    asked = await camille.sees("propose l’annonce")
    await camille.taps("Voir l’annonce", message=asked)
    await camille.taps("Refuser")
    await camille.sees("refusée")
    await careful.pauline.sees("a refusé votre annonce", since=0)
    await camille.taps("Voir l’annonce", message=asked)
    await camille.sees_toast("déjà décidé")
    await careful.pauline.sends("/annonce")
    await careful.pauline.sees("Voici votre annonce")
    assert received(alice, "Ouverture") == []
