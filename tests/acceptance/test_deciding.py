"""Deciding together on a card: taking, voting, merging, masking, writing, undoing, leaving to an admin."""

from __future__ import annotations

import pytest

from bot import settings as sections
from bot.settings import Settings
from consultation.form import Answer
from consultation.moderation import Status
from handlers import claiming
from sandbox.chat import CHANNEL, SUPERGROUP, Chat
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage import audit, notes, submissions, supports, versions
from storage.notes import NoteKind
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.acceptance.test_moderation import NBSP, card_of, carried, contributes, forges, labels, state_of
from tests.clock import FakeClock

PHONE = "06 12 34 56 78"


@pytest.fixture
def alice(sandbox: Sandbox) -> Person:
    """A citizen who has talked with the bot before."""
    return sandbox.person("Alice", started=True)


@pytest.fixture
def bruno(sandbox: Sandbox) -> Person:
    """Another one."""
    return sandbox.person("Bruno", started=True)


@pytest.fixture
def moderation(request: pytest.FixtureRequest, sandbox: Sandbox, mehdi: Person) -> Chat:
    """The moderation chat: a channel, or a group where the test says so."""
    if getattr(request, "param", CHANNEL) == SUPERGROUP:
        return sandbox.supergroup("Modération", admins=[sandbox.bot], members=[mehdi])
    return sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi])


@pytest.fixture
async def camille(sandbox: Sandbox, moderation: Chat) -> Person:
    """A second moderator."""
    camille = sandbox.person("Camille", started=True)
    await camille.joins(moderation)
    return camille


@pytest.fixture
def quorum() -> int:
    """How many moderators must agree to refuse."""
    return 1


@pytest.fixture
def settings(settings: Settings, moderation: Chat, pauline: Person, quorum: int) -> Settings:
    """Pauline is the admin of this service."""
    section = sections.Moderation(chat_id=moderation.id, quorum_refuse=quorum)
    admin = sections.Admin(user_ids=frozenset({pauline.id}))
    return settings.model_copy(update={"moderation": section, "admin": admin})


@pytest.fixture
def service_clock(clock: FakeClock) -> FakeClock:
    """Time moves when the test says so."""
    return clock


async def more(service: Service, who: Person, card: Json, label: str) -> None:
    """Opens the other actions of a card, and taps one."""
    await who.taps("Autres actions", message=card)
    await who.taps(label, message=card)


async def actions(service: Service, sent: Submission) -> list[str]:
    story = await service.database.read(lambda conn: audit.timeline(conn, f"submission:{sent.id}", last=20))
    return [entry.action for entry in story]


async def pair(service: Service, alice: Person, bruno: Person, **answers: Answer) -> tuple[Submission, Submission]:
    """What Alice sent, and what Bruno sent after her that says the same."""
    return await contributes(service, alice), await contributes(service, bruno, **answers)


# 🙋 Taking


async def test_who_takes_a_submission_is_shown_and_others_wait_until_it_is_left(
    service: Service, alice: Person, camille: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Je prends", message=card)
    taken = await service.mehdi.sees("Prise par Mehdi", service.moderation)
    assert "🙋 Je prends" not in labels(taken)
    assert (await state_of(service, sent)).status is Status.IN_REVIEW
    await camille.taps("Approuver", message=card)
    await camille.sees_toast("Mehdi lit la contribution")
    await camille.taps("Je laisse", message=card)
    await camille.sees_toast("Mehdi lit la contribution")
    await service.mehdi.taps("Je laisse", message=card)
    await service.mehdi.sees("Reçue le", service.moderation)
    assert (await state_of(service, sent)).status is Status.PENDING
    await camille.taps("Approuver", message=card)
    await camille.sees("Approuvée par Camille", service.moderation)


async def test_what_was_taken_too_long_ago_is_everybodys_again(
    service: Service, alice: Person, camille: Person, clock: FakeClock
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Je prends", message=card)
    await service.mehdi.sees("Prise par Mehdi", service.moderation)
    clock.advance(minutes=31)
    await claiming.expire(service.services)
    await camille.sees("Reçue le", service.moderation)
    assert (await state_of(service, sent)).status is Status.PENDING
    await camille.taps("Approuver", message=card)
    await camille.sees("Approuvée par Camille", service.moderation)


async def test_an_admin_takes_over_what_a_moderator_took(service: Service, alice: Person) -> None:
    card = await card_of(service, await contributes(service, alice))
    await service.mehdi.taps("Je prends", message=card)
    taken = await service.mehdi.sees("Prise par Mehdi", service.moderation)
    await forges(service, service.pauline, service.moderation, card, carried(taken, "Approuver"))
    await service.mehdi.sees("Approuvée par Pauline", service.moderation)


# 🗳 Several agree


@pytest.mark.parametrize("quorum", [2])
async def test_a_refusal_that_two_must_agree_on_waits_for_the_second(
    service: Service, alice: Person, camille: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    for _ in range(2):  # one person is one vote
        await service.mehdi.taps("Refuser", message=card)
        await service.mehdi.taps("Hors sujet", message=card)
        await service.mehdi.sees_toast("1 / 2")
        await service.mehdi.sees("1 / 2 (Mehdi)", service.moderation, since=0)
    assert (await state_of(service, sent)).status is Status.PENDING
    await camille.taps("Refuser", message=card)
    await camille.taps("Hors sujet", message=card)
    await camille.sees("Refusée par Camille", service.moderation)
    await alice.sees("n’est pas acceptée", since=0)
    assert (await actions(service, sent)).count("rejected") == 1


@pytest.mark.parametrize("quorum", [2])
async def test_what_takes_one_is_decided_though_another_voted_otherwise(
    service: Service, alice: Person, camille: Person
) -> None:
    card = await card_of(service, await contributes(service, alice))
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Hors sujet", message=card)
    await service.mehdi.sees("1 / 2 (Mehdi)", service.moderation)
    await camille.taps("Approuver", message=card)
    await camille.sees("Approuvée par Camille", service.moderation)


# 💬 A word with the refusal


async def follow_up_of(alice: Person) -> str:
    """What she reads of her contribution when she asks."""
    await alice.sends("/suivi 1")
    return text_of(await alice.sees("Contribution n° 1"))


async def test_a_refusal_with_a_word_is_written_in_private_and_told_after_the_reason(
    service: Service, alice: Person
) -> None:
    card = await card_of(service, await contributes(service, alice))
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Avec un mot", message=card)
    await service.mehdi.sees("Pour quelle raison")
    await service.mehdi.taps("Hors sujet", chat=service.mehdi.chat)
    await service.mehdi.sees("Écrivez votre mot")
    await service.mehdi.sends("Merci <b>beaucoup</b>, mais voyez la mairie.")
    await service.mehdi.sees("avec la raison et votre mot")
    for told in ((await alice.sees("n’est pas acceptée"))["text"], await follow_up_of(alice)):
        why, word = told.index("ne porte pas sur le plan"), told.index("Merci <b>beaucoup</b>, mais voyez la mairie.")
        assert why < word < told.index("Et maintenant")
        assert "Mehdi" not in told
    await service.mehdi.sees("Refusée par Mehdi", service.moderation, since=0)


async def test_what_was_to_be_written_of_one_never_goes_to_another(
    service: Service, alice: Person, bruno: Person
) -> None:
    mehdi = service.mehdi
    first, second = [await card_of(service, await contributes(service, one)) for one in (alice, bruno)]
    await mehdi.taps("Refuser", message=first)
    await mehdi.taps("Avec un mot", message=first)
    asked = await mehdi.sees("Pour quelle raison")
    await mehdi.taps("Autres actions", message=second)
    await mehdi.taps("Noter", message=second)
    assert "est laissé de côté" in (await mehdi.sees("note"))["text"]
    await mehdi.taps("Hors sujet", message=asked)
    await mehdi.sees_toast("plus valable")
    await mehdi.sends("À relire avec soin.")
    await mehdi.sees("Votre note sur la contribution")
    assert "À relire" in (await mehdi.sees("À relire avec soin", service.moderation, since=0))["text"]
    await alice.sees_nothing("n’est pas acceptée")


async def test_who_never_opened_the_bot_writes_after_following_the_link(
    service: Service, sandbox: Sandbox, alice: Person
) -> None:
    camille = sandbox.person("Camille")
    await camille.joins(service.moderation)
    card = await card_of(service, await contributes(service, alice))
    await more(service, camille, card, "Noter")
    await camille.sends("/start ecrire")
    await camille.sees("Écrivez votre note")
    await camille.sends("À rapprocher de la réunion de mars.")
    await camille.sees("Elle est sur la carte")
    await service.mehdi.sees("À rapprocher de la réunion de mars.", service.moderation, since=0)


async def test_what_is_no_moderators_is_not_written(service: Service, alice: Person, bruno: Person) -> None:
    sent = await contributes(service, alice)
    message = await bruno.sends("?")
    for data in (f"card:write:{sent.id}:1:note", "writing:reason:1:off_topic", f"card:claim:{sent.id}:1"):
        await forges(service, bruno, bruno.chat, message, data)
        await bruno.sees_toast("Seuls les modérateurs")
    await bruno.sends("/start ecrire")
    await bruno.sees("plus valable")


# 📝 Notes, ✉️ messages


@pytest.mark.parametrize("moderation", [SUPERGROUP], indirect=True)
async def test_in_a_group_a_reply_to_the_card_is_a_note_that_its_author_never_sees(
    service: Service, alice: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.sends("Bonne idée, mais longue.", chat=service.moderation, reply_to=card)
    noted = await service.mehdi.sees("Bonne idée, mais longue.", service.moderation)
    assert noted["message_id"] == card["message_id"]
    await alice.sends(f"/suivi {sent.id}")
    assert "Bonne idée" not in (await alice.sees("En attente de lecture"))["text"]
    kept = await service.database.read(lambda conn: notes.on(conn, sent.id, last=9))
    assert [(one.kind, one.name) for one in kept] == [(NoteKind.NOTE, "Mehdi")]


async def test_an_author_is_written_to_without_a_name_and_answers_under_the_card(
    service: Service, alice: Person, bruno: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await more(service, service.mehdi, card, "Écrire à l’auteur")
    await service.mehdi.sees("Écrivez votre message")
    await service.mehdi.sends("De quel guichet parlez-vous ?")
    await service.mehdi.sees("Sa réponse viendra sous la carte")
    told = await alice.sees("Un modérateur vous écrit")
    assert "De quel guichet" in told["text"]
    assert "Mehdi" not in told["text"]
    for words in ("Celui de la gare.", "Et celui de la poste."):
        await alice.taps("Répondre")
        await alice.sees("Écrivez votre réponse")
        await alice.sends(words)
        await alice.sees("transmise aux modérateurs")
        answer = await service.mehdi.sees(f"{sent.id} répond", service.moderation, since=0)
        assert answer["reply_to_message"]["message_id"] == card["message_id"]
    await service.mehdi.sees("Et celui de la poste.", service.moderation, since=0)
    message = await bruno.sends("?")
    await forges(service, bruno, bruno.chat, message, f"message:answer:{sent.id}")
    await bruno.sees_toast("plus valable")


# 🔁 Duplicates


async def test_a_suggested_duplicate_is_merged_both_authors_are_told_and_follow_the_original(
    service: Service, alice: Person, bruno: Person
) -> None:
    first, second = await pair(service, alice, bruno)
    card = await card_of(service, second)
    await more(service, service.mehdi, card, "Doublon")
    await service.mehdi.taps(f"n°{NBSP}{first.id}", message=card)
    await service.mehdi.sees(f"Doublon de la contribution n°{NBSP}{first.id}", service.moderation)
    await bruno.sees("est notée comme doublon d’une autre")
    await alice.sees("Une autre contribution est un doublon de la vôtre", since=0)
    await service.mehdi.sees("Ses doublons", service.moderation, since=0)
    assert await service.database.read(lambda conn: supports.people_of(conn, first.id)) == [second.person_id]
    await service.mehdi.taps("Approuver", message=await card_of(service, first))
    await alice.sees("validée par la modération")
    await bruno.sees(f"n°{NBSP}{first.id}", since=0)
    await bruno.sends(f"/suivi {second.id}")
    await bruno.sees(f"traitée avec la contribution n°{NBSP}{first.id}")


async def test_a_typed_duplicate_must_be_another_one_that_stands(
    service: Service, alice: Person, bruno: Person
) -> None:
    first, second = await pair(service, alice, bruno, title="Tout autre chose", proposal="Planter des arbres.")
    card = await card_of(service, second)
    for typed, said in (
        ("douze", "seulement le numéro"),
        (str(second.id), "doublon d’elle-même"),
        ("9999", "Je ne trouve pas"),
    ):
        await more(service, service.mehdi, card, "Doublon")
        await service.mehdi.taps("Un autre numéro", message=card)
        await service.mehdi.sees("Écrivez son numéro")
        await service.mehdi.sends(typed)
        await service.mehdi.sees(said)
        await service.mehdi.taps("Retour", message=card)
    await more(service, service.mehdi, card, "Doublon")
    await service.mehdi.taps("Un autre numéro", message=card)
    await service.mehdi.sees("Écrivez son numéro")
    await service.mehdi.sends(f"n° {first.id}")
    await service.mehdi.sees("est notée comme doublon")
    assert (await state_of(service, second)).merged_into == first.id


# 🖍 Masking


async def test_what_is_masked_is_previewed_confirmed_and_both_versions_are_the_authors_to_read(
    service: Service, alice: Person
) -> None:
    proposal = f"Appelez-moi au {PHONE} pour en parler."
    sent = await contributes(service, alice, proposal=proposal)
    card = await card_of(service, sent)
    await more(service, service.mehdi, card, "Masquer")
    preview = await service.mehdi.sees("Aperçu", service.moderation)
    assert "[téléphone masqué]" in preview["text"]
    assert PHONE not in preview["text"]
    assert (await state_of(service, sent)).version == 1
    await service.mehdi.taps("Retour", message=card)
    await service.mehdi.sees(PHONE, service.moderation)
    await more(service, service.mehdi, card, "Masquer")
    await service.mehdi.taps("Masquer ainsi", message=card)
    await service.mehdi.sees("version 2", service.moderation)
    told = await alice.sees("a masqué des informations personnelles")
    assert PHONE in told["text"]
    await alice.taps("Votre texte d’origine", message=told)
    assert PHONE in (await alice.sees("version 1"))["text"]
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees("Approuvée par Mehdi", service.moderation)
    now_it_is = await state_of(service, sent)
    assert now_it_is.answers["proposal"] == "Appelez-moi au [téléphone masqué] pour en parler."
    original = await service.database.read(lambda conn: versions.find(conn, sent.id, 1))
    assert original is not None
    assert original.answers["proposal"] == proposal


async def test_nothing_to_mask_is_said(service: Service, alice: Person) -> None:
    card = await card_of(service, await contributes(service, alice))
    await more(service, service.mehdi, card, "Masquer")
    await service.mehdi.sees_toast("Je ne vois pas de donnée personnelle")


# ⏪ Undoing


async def test_a_decision_is_undone_by_who_took_it_and_its_author_is_told_otherwise(
    service: Service, alice: Person, camille: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Hors sujet", message=card)
    refused = await service.mehdi.sees("Refusée par Mehdi", service.moderation)
    await alice.sees("n’est pas acceptée", since=0)
    await camille.taps("Revenir sur", message=refused)
    await camille.sees_toast("Seuls Mehdi")
    await service.mehdi.taps("Revenir sur", message=refused)
    await service.mehdi.sees_toast("attend de nouveau")
    await alice.sees("est annulée", since=0)
    assert (await state_of(service, sent)).status is Status.PENDING
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée par la modération", since=0)
    assert await actions(service, sent) == ["submitted", "rejected", "undone", "approved"]


async def test_a_decision_of_long_ago_stands(service: Service, alice: Person, clock: FakeClock) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Approuver", message=card)
    approved = await service.mehdi.sees("Approuvée par Mehdi", service.moderation)
    clock.advance(minutes=11)
    await service.mehdi.taps("Revenir sur", message=approved)
    await service.mehdi.sees_toast("pendant 10 minutes")
    assert (await state_of(service, sent)).status is Status.APPROVED


# ⬆️ To an admin


async def test_what_is_left_to_an_admin_is_told_in_private_and_nobody_else_decides(
    service: Service, alice: Person, camille: Person
) -> None:
    await service.pauline.sends("/start")
    await service.pauline.sees("Bonjour")
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await more(service, service.mehdi, card, "Confier à un admin")
    await service.mehdi.sees("Confiée à un admin par Mehdi", service.moderation)
    private = await service.pauline.sees("Confiée à un admin", since=0)
    await camille.taps("Approuver", message=card)
    await camille.sees_toast("à un admin, qui décidera")
    await service.pauline.taps("Approuver", message=private)
    await service.mehdi.sees("Approuvée par Pauline", service.moderation, since=0)
    await alice.sees("validée par la modération", since=0)


async def test_without_an_admin_to_tell_nothing_is_left_to_one(service: Service, alice: Person) -> None:
    card = await card_of(service, await contributes(service, alice))
    await more(service, service.mehdi, card, "Confier à un admin")
    await service.mehdi.sees_toast("Aucun admin")


# Who may


async def test_a_moderator_who_is_removed_loses_everything_at_once_even_just_after_a_click(
    service: Service, alice: Person, camille: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await camille.taps("Je prends", message=card)
    taken = await camille.sees("Prise par Camille", service.moderation)
    generation = service.services.memberships.generation
    await camille.leaves(service.moderation)
    while service.services.memberships.generation == generation:  # until the service heard of it
        await service.mehdi.sees_nothing("…", service.moderation, during=0.02)
    await forges(service, camille, service.moderation, card, carried(taken, "Approuver"))
    await camille.sees_toast("Seuls les modérateurs")
    assert (await state_of(service, sent)).status is Status.IN_REVIEW


async def test_telegram_is_asked_once_for_a_few_clicks(service: Service, alice: Person) -> None:
    card = await card_of(service, await contributes(service, alice))
    await service.mehdi.taps("Autres actions", message=card)
    await service.mehdi.taps("Retour", message=card)
    service.sandbox.faults.fail(502, method="getChatMember")
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees("Approuvée par Mehdi", service.moderation)


async def test_an_easy_case_takes_two_taps_at_most(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Publicité", message=card)
    await service.mehdi.sees("Refusée par Mehdi", service.moderation)
    refused = await service.database.read(lambda conn: submissions.get(conn, sent.id))
    assert refused is not None
    assert refused.reason == "advertising"
