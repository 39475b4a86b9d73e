"""The moderation console: what is done there is what is done in Telegram, and each sees the other."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot import settings as sections
from bot.demo import free_port
from bot.settings import Settings
from consultation.moderation import Status
from sandbox.person import Person
from storage import notes, people
from tests.acceptance.conftest import Service
from tests.acceptance.console import inside, sent_by, state_of
from tests.web.visitor import Visitor


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An ordinary service whose console is open."""
    return settings.model_copy(update={"web": sections.Web(enabled=True, listen_port=free_port(18200))})


async def decides(visitor: Visitor, number: int, act: str, **fields: str) -> None:
    """Opens a card and uses one of its forms."""
    await visitor.opens(f"/console/{number}")
    await visitor.submits(f"/console/{number}", act=act, version="1", **fields)


async def test_a_decision_in_the_console_is_told_to_the_author_and_shown_on_the_card(
    service: Service, alice: Person
) -> None:
    await alice.sends("/start")
    sent = await sent_by(service, alice)
    await service.mehdi.sees("Contribution n°\u00a01", service.moderation, since=0)
    async with inside(service) as camille:
        assert camille.sees("1 contribution") or camille.sees("Une contribution")
        await decides(camille, sent.id, "refuse", detail="off_topic", text="Voyez plutôt votre mairie.")
        assert camille.status == 200
        assert camille.sees("Contribution n° 1 refusée")
    refused = await state_of(service, sent)
    assert (refused.status, refused.reason) == (Status.REJECTED, "off_topic")
    assert refused.decided_by is not None
    assert await service.database.read(lambda conn: people.staff_name(conn, refused.decided_by or 0)) == "Camille"
    assert "mairie" in str(await alice.sees("mairie", since=0))
    await service.mehdi.sees("Refusée par Camille", service.moderation, since=0)


async def test_the_second_of_two_decisions_is_refused_and_shows_who_decided(service: Service, alice: Person) -> None:
    sent = await sent_by(service, alice)
    await service.mehdi.sees("Contribution n°\u00a01", service.moderation, since=0)
    async with inside(service) as camille:
        await camille.opens(f"/console/{sent.id}")
        await service.mehdi.taps("Approuver", service.moderation)
        await service.mehdi.sees("Approuvée par Mehdi", service.moderation, since=0)
        await camille.submits(f"/console/{sent.id}", act="refuse", version="1", detail="off_topic", text="")
        assert camille.status == 409
        assert camille.sees("déjà traité par Mehdi")
        assert camille.sees("Approuvée par Mehdi")
    assert (await state_of(service, sent)).status is Status.APPROVED


async def test_many_at_the_same_instant_decide_once(service: Service, alice: Person) -> None:
    sent = await sent_by(service, alice)
    async with inside(service, "Camille") as camille, inside(service, "Bruno") as bruno:
        for one in (camille, bruno):
            await one.opens(f"/console/{sent.id}")
        form = {"version": "1", "detail": "off_topic", "text": ""}
        await asyncio.gather(*(one.submits(f"/console/{sent.id}", act="refuse", **form) for one in (camille, bruno)))
        assert sorted([camille.status, bruno.status]) == [200, 409]


async def test_a_decision_needs_its_reason_and_keeps_what_was_typed(service: Service, alice: Person) -> None:
    sent = await sent_by(service, alice)
    async with inside(service) as camille:
        await decides(camille, sent.id, "refuse", detail="", text="Un mot déjà écrit")
        assert camille.status == 409
        assert "Un mot déjà écrit" in camille.text
        await decides(camille, sent.id, "refuse", detail="because", text="")
        assert camille.status == 409
        await decides(camille, sent.id, "refuse", detail="off_topic", text="x" * 601)
        assert camille.status == 409
        await decides(camille, sent.id, "destroy")
        assert camille.status == 404
    assert (await state_of(service, sent)).status is Status.PENDING


async def test_take_note_mask_ask_and_undo(service: Service, alice: Person) -> None:
    sent = await sent_by(service, alice, proposal="Appelez-moi au 06 12 34 56 78 pour en parler davantage.")
    async with inside(service) as camille:
        await decides(camille, sent.id, "claim")
        assert (await state_of(service, sent)).status is Status.IN_REVIEW
        assert camille.sees("est à vous pour un moment")
        await decides(camille, sent.id, "note", text="À relire ensemble <b>vite</b>")
        assert "&lt;b&gt;vite&lt;/b&gt;" in camille.text
        assert camille.sees("[téléphone masqué]")
        await decides(camille, sent.id, "mask")
        assert "06 12 34 56 78" not in camille.text
        await camille.submits(f"/console/{sent.id}", act="ask", version="2", detail="proposal")
        assert (await state_of(service, sent)).status is Status.CHANGES_REQUESTED
        await camille.opens(f"/console/{sent.id}")
        assert camille.sees("Annuler la décision")
        await camille.submits(f"/console/{sent.id}", act="undo", version="2")
    assert (await state_of(service, sent)).status is Status.PENDING
    [note] = await service.database.read(lambda conn: notes.on(conn, sent.id, last=5))
    assert (note.name, note.text) == ("Camille", "À relire ensemble <b>vite</b>")


async def test_a_duplicate_is_merged_into_one_of_those_suggested(
    service: Service, alice: Person, bruno: Person
) -> None:
    first, second = await sent_by(service, alice), await sent_by(service, bruno)
    async with inside(service) as camille:
        await camille.opens(f"/console/{second.id}/duplicates")
        assert camille.sees("C’est un doublon de la n° 1")
        await camille.submits(f"/console/{second.id}", act="merge", version="1", detail=str(first.id))
        assert camille.status == 200
    assert (await state_of(service, second)).merged_into == first.id


async def test_obvious_spam_is_refused_several_at_a_time_each_told_apart(service: Service, alice: Person) -> None:
    sent = [await sent_by(service, alice, title=f"Achetez ma montre {place}") for place in range(3)]
    async with inside(service) as camille:
        chosen = [f"{one.id}:1" for one in sent]
        await decides(camille, sent[0].id, "approve")
        await camille.opens("/console")
        await camille.submits_many("/console/bulk", chosen, detail="advertising", text="")
        assert camille.sees("2 contributions refusées")
        assert len(re.findall(r'name="act" value="undo"', camille.text)) == 2
        assert camille.sees("déjà traité par Camille")
        await camille.opens("/console?state=rejected")
        await camille.submits_many("/console/bulk", [], detail="advertising", text="")
        assert camille.status == 409
    assert [(await state_of(service, one)).status for one in sent] == [
        Status.APPROVED,
        Status.REJECTED,
        Status.REJECTED,
    ]


async def test_what_was_just_decided_is_undone_from_the_next_page(service: Service, alice: Person) -> None:
    sent = await sent_by(service, alice)
    await sent_by(service, alice, title="Une autre idée")
    async with inside(service) as camille, inside(service, "Bruno") as bruno:
        await decides(camille, sent.id, "refuse", detail="off_topic", text="")
        assert camille.path.startswith("/console/2?")
        assert camille.sees("Contribution n° 1 refusée")
        assert camille.sees("Annuler la décision possible jusqu’à")
        assert f'action="/console/{sent.id}" class="act undo"' in camille.text
        await bruno.opens(camille.path)
        assert bruno.sees("Contribution n° 1 refusée")
        assert not bruno.sees("Annuler la décision")
        await camille.submits(f"/console/{sent.id}", act="undo", version="1")
        assert camille.sees("est de nouveau à traiter")
    assert (await state_of(service, sent)).status is Status.PENDING


async def test_an_appeal_is_offered_to_any_other_than_who_refused(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    sent = await sent_by(service, alice)
    await sent_by(service, alice, title="Une autre idée")
    async with inside(service) as camille, inside(service, "Bruno") as bruno:
        await decides(camille, sent.id, "refuse", detail="off_topic", text="")
        await alice.sees("n’est pas acceptée", since=0)
        await alice.taps("Faire un recours")
        await alice.taps("sans")
        await alice.sees("Un autre modérateur la relit")
        await camille.opens("/console")
        assert camille.sees("Recours contre votre refus : un autre modérateur décide")
        assert 'value="1:1"' not in camille.text
        assert 'value="2:1"' in camille.text
        await camille.opens("/console/1")
        assert camille.sees("ce recours est pour un autre modérateur")
        for act in ("approve", "refuse", "ask", "claim", "escalate", "mask"):
            assert f'name="act" value="{act}"' not in camille.text
        await camille.opens("/console/1/duplicates")
        assert camille.sees("ce recours est pour un autre modérateur")
        assert 'value="merge"' not in camille.text
        await bruno.opens("/console")
        assert bruno.sees("⚖️ Recours")
        assert not bruno.sees("Recours contre votre refus")
        await decides(bruno, sent.id, "approve")
    assert (await state_of(service, sent)).status is Status.APPROVED
    await service.mehdi.sends("/file")
    assert "Recours" not in (await service.mehdi.sees("attend un modérateur"))["text"]


async def test_a_duplicate_is_sought_by_words(service: Service, alice: Person, bruno: Person) -> None:
    first = await sent_by(service, alice, title="Ouvrir les données de la cantine", proposal="Publier chaque menu.")
    second = await sent_by(service, bruno)
    async with inside(service) as camille:
        await camille.opens(f"/console/{second.id}/duplicates?q=CANTINE+donnees")
        assert camille.sees("Ouvrir les données de la cantine")
        await camille.submits(f"/console/{second.id}", act="merge", version="1", detail=str(first.id))
        await camille.opens(f"/console/{first.id}/duplicates?q=licorne")
        assert camille.sees("aucune autre ne contient tous ces mots")
    assert (await state_of(service, second)).merged_into == first.id


async def test_an_author_is_warned_and_an_admin_settles_the_appeal(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    sent = await sent_by(service, alice)
    async with inside(service) as camille, inside(service, "Pauline", "admin") as pauline:
        await decides(camille, sent.id, "refuse", detail="insulting", text="")
        await decides(camille, sent.id, "sanction", detail="off_topic")
        assert camille.status == 409
        await decides(camille, sent.id, "sanction", detail="insulting")
        assert camille.sees("va le savoir, avec la façon de contester")
        assert camille.sees("Avertissement pour son auteur, par Camille")
        assert 'name="act" value="sanction"' not in camille.text
        await alice.sees("Un avertissement de la modération", since=0)
        await alice.taps("Contester")
        await alice.sees("Dites pourquoi")
        await alice.sends("C’était une citation.")
        await alice.sees("contestation est transmise")
        for method in (camille.opens("/console/sanctions"), camille.submits("/console/sanctions/1", outcome="lifted")):
            await method
            assert camille.status == 403
            assert camille.sees("réservée aux administrateurs")
            await camille.opens("/console")
        await pauline.opens("/console/sanctions")
        assert pauline.sees("C’était une citation.")
        await pauline.submits("/console/sanctions/1", outcome="lifted")
        assert pauline.sees("Décision n° 1 levée")
        await alice.sees("vous donne raison", since=0)
        await pauline.submits("/console/sanctions/1", outcome="kept")
        assert pauline.status == 409


async def test_the_list_is_filtered_sought_and_turned(service: Service, alice: Person) -> None:
    for place in range(23):
        await sent_by(service, alice, title=f"Idée de la rue {place}")
    async with inside(service) as camille:
        assert len(re.findall(r'class="row"', camille.text)) == 20
        await camille.opens(re.search(r'href="([^"]*)" rel="next"', camille.text)[1].replace("&amp;", "&"))  # type: ignore[index]
        assert len(re.findall(r'class="row"', camille.text)) == 3
        assert camille.sees("Idée de la rue 22")
        await camille.opens("/console?q=rue+21")
        assert len(re.findall(r'class="row"', camille.text)) == 1
        await camille.opens("/console?state=approved")
        assert camille.sees("Rien à afficher ici")
        await camille.opens("/console?q=n°+7")
        assert camille.path == "/console/7"
        await camille.opens("/console?state=none&theme=x&age=-1&at=zz")
        assert camille.status == 200


async def test_what_was_typed_is_never_markup(service: Service, alice: Person) -> None:
    await sent_by(service, alice, title='"><script>alert(1)</script>', signature="<img src=x onerror=alert(1)>")
    async with inside(service) as camille:
        for path in ("/console", "/console/1", "/console/1/duplicates", "/console?q=<script>"):
            await camille.opens(path)
            assert "<script>" not in camille.text
            assert "<img" not in camille.text


async def test_a_file_is_handed_over_and_never_shown(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    photo = await alice.sends_photo()
    file = photo["photo"][-1]
    attached = {"file_id": file["file_id"], "kind": "photo", "name": "é.html", "mime": "text/html", "size": 10}
    sent = await sent_by(service, alice, attachment=attached)
    gone = await sent_by(service, alice, attachment={**attached, "file_id": "nowhere"})
    async with inside(service) as camille:
        await camille.opens(f"/console/{sent.id}/file")
        assert camille.body.startswith(b"\x89PNG")
        assert camille.headers["Content-Type"] == "image/png"
        assert camille.headers["Content-Disposition"] == 'attachment; filename="contribution-1.png"'
        assert camille.headers["X-Content-Type-Options"] == "nosniff"
        await camille.opens(f"/console/{gone.id}/file")
        assert camille.status == 404


async def test_pages_follow_what_happens_in_telegram(service: Service, alice: Person) -> None:
    await sent_by(service, alice)
    await service.mehdi.sees("Contribution n°\u00a01", service.moderation, since=0)
    async with inside(service) as camille:
        stream = await camille.follows()
        await service.mehdi.taps("Approuver", service.moderation)
        assert await stream.hears("event: change")


async def test_english_is_spoken_where_it_is_asked_for(service: Service, alice: Person) -> None:
    await sent_by(service, alice)
    async with inside(service, language="en-GB") as camille:
        await camille.opens("/console/1")
        assert 'lang="en"' in camille.text
        assert camille.sees("Ask for precision")
        await camille.opens("/console/1?lang=fr")
        assert camille.sees("Demander une précision")
        await camille.opens("/console")
        assert camille.sees("Contributions")
        assert '<html lang="fr">' in camille.text
