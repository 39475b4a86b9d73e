"""The rules of moderation and what they look like: decisions, sentences, cards that always hold in a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.form import FIELDS, FORM, Answer, Kind
from consultation.moderation import DECIDED, OPEN, REASONS, Decision, Status
from consultation.refusal import Refusal
from consultation.text import length, shorten
from handlers.card_facts import Facts
from handlers.cards import NAME_LENGTH, Place, card_screen, choice_rows, decision_rows, repaint_subject
from handlers.fitting import fitted, visible
from handlers.follow_up import STEPS_SHOWN, detail_screen, explanation, notice
from handlers.screens import TEXT_LIMIT
from handlers.services import Services
from handlers.texts import Safe
from handlers.voice import Voice
from storage.appeals import Appeal
from storage.audit import Entry
from storage.database import Database
from storage.submissions import Submission
from tests import stories
from tests.clock import FakeClock

NOW = datetime(2021, 2, 24, 9, 0, tzinfo=UTC)
HUGE = 2**63 - 1
AWKWARD = ["a", "é ", "<", "&", ">", "&amp;", "<b>", "😀", "👩‍👩‍👧‍👦", "\n", "e\u0301", "»", "x" * 40 + " "]


@pytest.fixture(scope="module")
def services() -> Services:
    return stories.services(Database.open("sqlite+aiosqlite://"), FakeClock(NOW))


def submission(**changes: object) -> Submission:
    usual = Submission(
        id=12,
        person_id=1,
        status=Status.PENDING,
        theme="usager",
        answers=stories.ANSWERS,
        version=1,
        reason=None,
        requested_field=None,
        decided_by=None,
        decided_at=None,
        submitted_at=NOW - timedelta(hours=3),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


@st.composite
def longest_answers(draw: st.DrawFn) -> Mapping[str, Answer]:
    """Every text as long as the form allows, made of what is awkward to count or to show."""
    answers: dict[str, Answer] = {"theme": stories.LONG_THEME, "territory": "974", "author_type": "local_authority"}
    for field in FORM:
        if field.kind in (Kind.TEXT, Kind.SIGNATURE):
            piece = draw(st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=6).map("".join))
            answers[field.key] = shorten(piece * field.longest, field.longest)
    name = draw(st.sampled_from(AWKWARD)) * 100
    answers["attachment"] = {
        "file_id": "F",
        "kind": "document",
        "name": name[:100],
        "mime": "application/pdf",
        "size": 9,
    }
    return answers


@settings(deadline=None)
@given(longest_answers(), st.sampled_from(Status), st.integers(1, 12), st.text(max_size=128), st.booleans())
def test_a_card_always_holds_in_a_message(
    services: Services, answers: Mapping[str, Answer], status: Status, version: int, name: str, followed: bool
) -> None:
    one = submission(
        id=HUGE,
        answers=answers,
        status=status,
        version=version,
        reason="personal_data" if status is Status.REJECTED else None,
        requested_field="attachment" if status is Status.CHANGES_REQUESTED else None,
        decided_at=NOW,
    )
    appeal = Appeal(1, "personal_data", "é<" * 300, NOW) if followed else None
    changed = frozenset({"observation", "proposal"} if version > 1 else ())
    change = Entry(NOW, "revised", {"version": version}) if version > 1 else None
    facts = Facts(name, changed, change, appeal, "M" * NAME_LENGTH)
    screen = card_screen(services, one, facts, NOW, next_version=version + 1 if followed else None)
    assert visible(screen.text) <= TEXT_LIMIT
    assert bool(screen.rows) is (not followed and status in OPEN | DECIDED)


@settings(deadline=None)
@given(longest_answers())
def test_a_contribution_of_the_greatest_length_is_shown_whole_while_it_waits(
    services: Services, answers: Mapping[str, Answer]
) -> None:
    shown = unescape(card_screen(services, submission(answers=answers), Facts(), NOW).text)
    assert all(str(answers[key]) in shown for key in ("title", "observation", "proposal", "signature"))


@settings(deadline=None)
@given(longest_answers(), st.sampled_from(Status), st.sampled_from(["fr", "en"]), st.integers(0, 6))
def test_what_an_author_follows_always_holds_in_a_message(
    services: Services, answers: Mapping[str, Answer], status: Status, language: str, cycles: int
) -> None:
    one = submission(id=HUGE, answers=answers, status=status, reason="personal_data", requested_field="attachment")
    story = [Entry(NOW, action, {"version": 2**31}) for action in ("changes_requested", "clarified")] * cycles
    screen = detail_screen(services, language, one, [Entry(NOW, "submitted", {}), *story][:STEPS_SHOWN], 0)
    assert visible(screen.text) <= TEXT_LIMIT
    assert screen.rows


@settings(deadline=None)
@given(st.text(alphabet="ab<>& é😀", max_size=400))
def test_what_is_seen_is_counted_after_tags_and_entities(services: Services, typed: str) -> None:
    said = services.texts("fr", "form-line", field="", value=typed)
    assert visible(said) == length(typed) + 1


def test_texts_are_cut_only_when_there_is_no_room() -> None:
    answers = {"observation": "mot " * 300, "theme": "usager"}

    def render(some: Mapping[str, Answer]) -> str:
        return Safe("|".join(str(value) for value in some.values()))

    assert fitted(render, answers, 4096) == render(answers)
    cut = fitted(render, answers, 500)
    assert visible(cut) <= 500
    assert cut.endswith("…|usager")


@pytest.mark.parametrize("version", [1, 2**31 - 1])
def test_every_button_of_a_card_holds_in_64_bytes(services: Services, version: int) -> None:
    one = submission(id=HUGE, version=version)
    rows = decision_rows(Voice(services), one)
    for decision in (Decision.REFUSE, Decision.ASK):
        rows += choice_rows(Voice(services), one, decision)
    carried = [str(item.callback_data) for row in rows for item in row]
    assert max(len(data.encode()) for data in carried) <= 64
    assert len(set(carried) - {f"card:show:{HUGE}:{version}"}) == 4 + len(Decision.REFUSE.value.choices) + len(
        Decision.ASK.value.choices
    )


def test_a_card_says_number_theme_text_who_speaks_and_since_when(services: Services) -> None:
    text = card_screen(services, submission(), Facts(), NOW).text
    theme = services.consultation.theme("usager")
    assert theme is not None
    for said in ("n°\u00a012", theme.title["fr"], "Publier les délais", "Citoyenne ou citoyen", "Reçue le 24"):
        assert said in text


def test_a_card_says_when_it_was_received_and_no_age_that_would_soon_be_wrong(services: Services) -> None:
    text = card_screen(services, submission(submitted_at=NOW), Facts(), NOW + timedelta(hours=3)).text
    assert "il y a" not in text
    assert "Reçue le 24 février 2021 à 10 h" in text


def test_a_clarified_card_shows_its_version_and_which_answer_is_new(services: Services) -> None:
    text = card_screen(
        services, submission(version=2), Facts(None, frozenset({"proposal"}), Entry(NOW, "clarified", {})), NOW
    ).text
    assert "version 2" in text
    assert "<b>✏️ Proposition (nouvelle réponse)</b>" in text
    assert "<b>Constat</b>" in text


def test_a_superseded_card_keeps_its_text_and_says_that_another_follows(services: Services) -> None:
    before = submission(status=Status.CHANGES_REQUESTED, requested_field="observation", decided_at=NOW)
    screen = card_screen(services, before, Facts("Mehdi"), NOW, next_version=2)
    assert "Précision demandée</b> par Mehdi" in screen.text
    assert str(stories.ANSWERS["observation"]) in screen.text
    assert "La version 2 suit" in screen.text
    assert not screen.rows


def test_the_edits_of_two_messages_have_two_names_in_the_outbox() -> None:
    places = [Place(5, chat_id=-100), Place(6, chat_id=-100), Place(5, person_id=1), Place(5, person_id=2)]
    subjects = {repaint_subject(place) for place in places}
    assert len(subjects) == len(places)
    assert len(repaint_subject(Place(2**31, chat_id=-(10**13)))) <= 60


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_short_name_and_is_told_in_plain_words(
    services: Services, language: str, reason: str
) -> None:
    refused = submission(status=Status.REJECTED, reason=reason)
    told = services.texts(language, f"reason-{reason.replace('_', '-')}-told")
    assert told in notice(services, language, refused).text
    assert told in explanation(services, language, refused)
    assert len(services.texts.plain(language, f"reason-{reason.replace('_', '-')}")) <= 30


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("status", Status)
def test_every_status_is_named_and_explained(services: Services, language: str, status: Status) -> None:
    assert services.texts.plain(language, f"status-{status.replace('_', '-')}")
    assert explanation(services, language, submission(status=status))


@pytest.mark.parametrize("field", Decision.ASK.value.choices)
def test_a_request_names_the_field_and_offers_to_answer(services: Services, field: str) -> None:
    asked = submission(status=Status.CHANGES_REQUESTED, requested_field=field)
    screen = notice(services, "fr", asked)
    assert services.texts("fr", f"field-{field}") in screen.text
    [[answer], [ask]] = screen.rows
    assert (answer.text, answer.callback_data) == ("✏️ Répondre", "form:clarify:12")
    assert (ask.text, ask.callback_data) == ("💬 Poser une question au modérateur", "message:answer:12")
    assert field in FIELDS


def test_a_refused_author_may_contribute_again_and_an_approved_one_has_nothing_to_do(services: Services) -> None:
    refused = notice(services, "fr", submission(status=Status.REJECTED, reason="off_topic"))
    assert [row[0].callback_data for row in refused.rows] == ["form:appeal:12", "form:open"]
    again = notice(services, "fr", submission(status=Status.REJECTED, reason="off_topic"), appealed=True)
    assert [row[0].callback_data for row in again.rows] == ["form:open"]
    assert "définitive" in again.text
    assert notice(services, "fr", submission(status=Status.APPROVED)).rows == ()


def test_an_approval_promises_no_publication(services: Services) -> None:
    text = notice(services, "fr", submission(status=Status.APPROVED)).text
    assert "validée par la modération" in text
    assert "ce n’est pas encore le cas" in text
    assert "http" not in text


def test_decisions_are_found_by_verb_and_checked(services: Services) -> None:
    assert [Decision.of(verb) for verb in ("approve", "refuse", "ask", "merge")] == list(Decision)
    with pytest.raises(Refusal, match="moderation-unknown-decision"):
        Decision.of("destroy")
    Decision.APPROVE.check(None)
    Decision.REFUSE.check("off_topic")
    for decision, detail in [(Decision.REFUSE, None), (Decision.REFUSE, "because"), (Decision.ASK, "theme")]:
        with pytest.raises(Refusal, match="moderation-choose-detail"):
            decision.check(detail)
    Decision.MERGE.check("12")
    for number in (None, "", "twelve", "-1", "²", "1" * 30):
        with pytest.raises(Refusal, match="moderation-choose-original"):
            Decision.MERGE.check(number)
