"""“Ce que vous avez dit, ce que nous faisons”: a draft from linked contributions, sent like any announcement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from consultation.commitment import Content, Verdict
from consultation.moderation import Decision, Step
from consultation.text import length
from handlers.said_done import compose
from handlers.screens import TEXT_LIMIT
from sandbox.screen import text_of
from storage import commitment_links, commitments, people, said_done, submissions
from tests.acceptance.announcing import subscribed
from tests.acceptance.conftest import Service
from tests.stories import submit

NBSP = "\u00a0"
WHY = "Le délai moyen sera affiché d’ici juin."
OTHER = "Une autre réponse, que personne d’autre ne reçoit."


@pytest.fixture
def linked(service: Service) -> Callable[[Connection], None]:
    """Bruno's contribution fed commitment 12, another one was not retained."""

    def work(conn: Connection) -> None:
        now = service.services.clock()
        by = people.meet(conn, service.pauline.id, "fr", now).id
        content = Content(12, {"fr": "Afficher les délais", "en": "Show delays"}, {"fr": "…"}, "usager", None)
        commitments.add(conn, content, "limited", by=by, now=now)
        for author, verdict, why in ((9001, Verdict.RETAINED, WHY), (9002, Verdict.NOT_RETAINED, OTHER)):
            sent = submit(conn, now, author)
            submissions.decide(conn, sent.id, Decision.APPROVE.value, version=1, by=by, detail=None, now=now)
            commitment_links.keep(conn, sent.id, 12, verdict, why, by=by, now=now)

    return work


async def test_it_is_composed_read_and_sent_like_any_announcement(
    service: Service, linked: Callable[[Connection], None]
) -> None:
    [alice] = await subscribed(service, "Alice")
    await service.database.write(linked)
    pauline = service.pauline
    await pauline.sends("/annonces")
    await pauline.taps("Ce que vous avez dit")
    await pauline.taps("Usager au cœur")
    review = text_of(await pauline.sees("Destinataires"))
    assert "12" in review
    draft = text_of(await pauline.sees("ce que nous faisons", since=0))
    assert f"Engagement n°{NBSP}12{NBSP}: Afficher les délais (1 contribution l’a nourri)" in draft
    assert WHY in draft
    assert OTHER not in draft
    assert "1 contribution n’a pas été retenue" in draft
    await pauline.taps("Modifier")
    await pauline.sends("Vous l’avez dit, nous le faisons.")
    await pauline.sees("Destinataires")
    await pauline.taps("Destinataires")
    await pauline.sees("Engagement", since=0)
    assert not [message for message in alice.messages if "nous le faisons" in text_of(message)]


async def test_for_all_themes_it_reaches_those_who_asked_for_announcements(
    service: Service, linked: Callable[[Connection], None]
) -> None:
    [alice] = await subscribed(service, "Alice")
    await service.database.write(linked)
    await service.pauline.sends("/annonces")
    await service.pauline.taps("Ce que vous avez dit")
    await service.pauline.taps("Tous les thèmes")
    await service.pauline.sees("Destinataires")
    await service.pauline.taps("Envoyer")
    arrived = await alice.sees("Ce que vous avez dit, ce que nous faisons")
    bold = [entity for entity in arrived["entities"] if entity["type"] == "bold"]
    [head, title] = [arrived["text"][one["offset"] : one["offset"] + one["length"]] for one in bold]
    assert head == "Ce que vous avez dit, ce que nous faisons"
    assert title.startswith("Engagement n°")


async def test_there_must_be_something_to_tell(service: Service) -> None:
    await service.pauline.sends("/annonces")
    await service.pauline.taps("Ce que vous avez dit")
    await service.pauline.sees_toast("Aucune contribution")


async def test_it_fits_in_one_message_and_tells_nothing_that_was_taken_back(
    service: Service, linked: Callable[[Connection], None]
) -> None:
    def many(conn: Connection) -> said_done.SaidDone:
        linked(conn)
        now, by = service.services.clock(), people.meet(conn, 1, "fr", service.services.clock()).id
        for number in range(20, 60):
            commitments.add(
                conn, Content(number, {"fr": "É" * 160}, {"fr": "…"}, "usager", None), "limited", by=by, now=now
            )
            sent = submit(conn, now, 9000 + number, title=f"{number} " + "🙂" * 50)
            submissions.decide(conn, sent.id, Decision.APPROVE.value, version=1, by=by, detail=None, now=now)
            commitment_links.keep(conn, sent.id, number, Verdict.PARTLY, "🙂" * 500, by=by, now=now)
        first = submissions.get(conn, 1)
        assert first is not None
        submissions.step(conn, 1, Step.WITHDRAW.value, person_id=first.person_id)
        return said_done.read(conn, "usager")

    found = await service.database.write(many)
    assert len(found.told) == 40
    for language, command in (("fr", "/engagements"), ("en", "/commitments")):
        said = compose(service.services, language, found, "usager")
        assert length(said.text) < TEXT_LIMIT
        assert WHY not in said.text
        assert command in said.text
