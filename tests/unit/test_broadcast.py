"""Announcements without a database: the rules, what is read of a message, what a press officer is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Message

from consultation.broadcast import Counts, DeliveryState, Order, State, time_left
from consultation.refusal import Refusal
from handlers import announcement
from handlers.progress import progress_screen, report_screen
from handlers.texts import Texts
from storage.broadcasts import Broadcast

NOON = datetime(2021, 2, 23, 12, 0, tzinfo=UTC)
SENT = Broadcast(3, 1, State.SENDING, "sendMessage", {"text": "Bonjour"}, 100, 7, NOON, None)
BOLD = {"type": "bold", "offset": 0, "length": 7}


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(strict=True)


def message(**content: Any) -> Message:
    """Reads a message as Telegram writes it."""
    head = {"message_id": 5, "date": 1614081600, "chat": {"id": 9, "type": "private"}}
    read = Message.de_json({**head, **content})
    assert read is not None
    return read


def file(name: str) -> dict[str, Any]:
    return {"file_id": name, "file_unique_id": f"u{name}", "file_size": 10}


def image(name: str) -> dict[str, Any]:
    return {**file(name), "width": 1, "height": 1}


def test_counts_sum_to_the_total_whatever_the_state() -> None:
    counts = Counts(**{state.value: 10**place for place, state in enumerate(DeliveryState)})
    assert counts.total == 1_111_111
    assert (counts.remaining, counts.settled) == (11, 1_111_100)


def test_stopping_is_final_and_takes_a_pause_first() -> None:
    assert [order.value.verb for order in Order.possible(State.SENDING)] == ["pause"]
    assert [order.value.verb for order in Order.possible(State.PAUSED)] == ["resume", "stop"]
    assert Order.possible(State.STOPPED) == Order.possible(State.FINISHED) == ()
    assert set(Order.of("stop").value.moves.values()) == {State.STOPPED}
    with pytest.raises(Refusal, match="button-gone"):
        Order.of("delete")


@pytest.mark.parametrize(("remaining", "rate", "left"), [(50, 25.0, timedelta(seconds=2)), (50, 0, None), (0, 9, None)])
def test_the_time_left_is_told_only_while_something_moves(remaining: int, rate: float, left: timedelta | None) -> None:
    assert time_left(remaining, rate) == left


def test_a_text_goes_with_its_entities_its_preview_choice_and_no_parse_mode() -> None:
    written = announcement.read(message(text="Bonjour 🇫🇷", entities=[BOLD], link_preview_options={"is_disabled": True}))
    assert written.method == "sendMessage"
    assert written.params == {
        "text": "Bonjour 🇫🇷",
        "entities": [BOLD],
        "link_preview_options": {"is_disabled": True},
    }


@pytest.mark.parametrize(
    ("content", "method", "params"),
    [
        ({"photo": [image("small"), image("large")]}, "sendPhoto", {"photo": "large"}),
        ({"video": {**image("v"), "duration": 1}}, "sendVideo", {"video": "v"}),
        ({"document": file("d")}, "sendDocument", {"document": "d"}),
        (
            {"animation": {**image("a"), "duration": 1}, "document": file("a")},
            "sendAnimation",
            {"animation": "a"},
        ),
        (
            {
                "photo": [image("p")],
                "caption": "Bonjour",
                "caption_entities": [BOLD],
                "has_media_spoiler": True,
                "show_caption_above_media": True,
            },
            "sendPhoto",
            {
                "photo": "p",
                "caption": "Bonjour",
                "caption_entities": [BOLD],
                "has_spoiler": True,
                "show_caption_above_media": True,
            },
        ),
    ],
)
def test_a_file_goes_by_its_id_with_its_caption(content: dict[str, Any], method: str, params: dict[str, Any]) -> None:
    written = announcement.read(message(**content))
    assert written.method == method
    assert written.params == params


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"voice": {**file("v"), "duration": 1}}, "broadcast-unsupported"),
        ({"location": {"latitude": 48.8, "longitude": 2.3}}, "broadcast-unsupported"),
        ({"document": file("d"), "caption": "🎉" * 513}, "broadcast-caption-too-long"),
    ],
)
def test_what_cannot_be_announced_is_refused_kindly(texts: Texts, content: dict[str, Any], why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        announcement.read(message(**content))
    assert texts("fr", refused.value.message_id, **refused.value.args_for_text)


def test_progress_tells_figures_rate_and_time_left_in_the_officers_language(texts: Texts) -> None:
    counts = Counts(pending=48, sending=2, sent=45, blocked=3, failed=1, unknown=1)
    french = progress_screen(texts, "fr", SENT, counts, 24.96)
    for line in (
        "Envoyées\u00a0: 45",
        "Bloquées\u00a0: 3",
        "Échecs\u00a0: 1",
        "Incertaines\u00a0: 1",
        "Restantes\u00a0: 50",
    ):
        assert line in french.text
    assert "50\u00a0%" in french.text
    assert "25 par seconde" in french.text
    assert "2\u00a0secondes" in french.text
    assert [button.callback_data for row in french.rows for button in row] == ["broadcast:pause:3"]
    assert "Sent: 45" in progress_screen(texts, "en", SENT, counts).text


def test_what_is_paused_can_be_resumed_or_stopped_and_what_is_done_has_no_button(texts: Texts) -> None:
    paused = progress_screen(texts, "fr", replace(SENT, state=State.PAUSED), Counts(pending=100), 0)
    assert [button.callback_data for row in paused.rows for button in row] == ["broadcast:resume:3", "broadcast:stop:3"]
    assert "par seconde" not in paused.text
    done = replace(SENT, state=State.FINISHED, finished_at=NOON + timedelta(seconds=4))
    assert progress_screen(texts, "fr", done, Counts(sent=100)).rows == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_report_explains_each_unhappy_figure_and_only_those(texts: Texts, language: str) -> None:
    ended = replace(SENT, state=State.FINISHED, finished_at=NOON + timedelta(seconds=200))
    happy = report_screen(texts, language, ended, Counts(sent=100)).text
    told = report_screen(texts, language, ended, Counts(sent=90, blocked=3, failed=2, unknown=1, skipped=4)).text
    for name in ("blocked", "failed", "unknown", "skipped"):
        assert texts(language, f"report-{name}") in told
        assert texts(language, f"report-{name}") not in happy
    assert "3 minutes" in told


def test_an_announcement_keeps_no_link_to_somebodys_account() -> None:
    user = {"id": 7_654_321_987, "is_bot": False, "first_name": "Alice"}
    mention = {"type": "text_mention", "offset": 8, "length": 5, "user": user}
    written = announcement.read(message(text="Bonjour Alice", entities=[BOLD, mention]))
    assert written.params["entities"] == [BOLD]
    captioned = announcement.read(message(photo=[image("p")], caption="Bonjour Alice", caption_entities=[mention]))
    assert "7654321987" not in str(captioned.params)
