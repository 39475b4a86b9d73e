"""What a failed call means for the message it carried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.http import NotReachedError, ServerFaultError, TooFastError
from bot.settlements import delivery_outcome, message_id_of, message_ids_of, tell
from bot.verdicts import GIVEN_UP_AFTER, LONGEST_PAUSE, Verdict, judge, next_attempt
from consultation.broadcast import DeliveryState
from storage.deliveries import Delivery

NOW = datetime(2021, 2, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (TooFastError(3), Verdict.TOO_FAST),
        (Forbidden("Forbidden: bot was blocked by the user"), Verdict.BLOCKED),
        (BadRequest("Bad Request: message is not modified: specified new…"), Verdict.ARRIVED),
        (BadRequest("Bad Request: chat not found"), Verdict.WRONG),
        (NotReachedError("refused"), Verdict.NOT_SENT),
        (ServerFaultError("Bad Gateway"), Verdict.NOT_SENT),
        (TimedOut(), Verdict.IN_DOUBT),
        (NetworkError("reset"), Verdict.IN_DOUBT),
        (TelegramError("Invalid server response"), Verdict.IN_DOUBT),
        (InvalidToken(), Verdict.NOT_SENT),
        (Conflict("other"), Verdict.NOT_SENT),
        (ChatMigrated(-5), Verdict.NOT_SENT),
        (TypeError("not JSON"), Verdict.WRONG),
    ],
)
def test_verdicts(error: Exception, verdict: Verdict) -> None:
    assert judge(error) is verdict


def test_attempts_come_further_and_further_apart_for_a_day() -> None:
    for attempts in range(1, 40):
        due = next_attempt(NOW, attempts, NOW - timedelta(hours=23))
        assert due is not None
        assert min(LONGEST_PAUSE, 2**attempts) / 2 <= (due - NOW).total_seconds() <= LONGEST_PAUSE
    assert next_attempt(NOW, 1, NOW - GIVEN_UP_AFTER) is None


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (None, DeliveryState.SENT),
        (BadRequest("message is not modified"), DeliveryState.SENT),
        (Forbidden("blocked"), DeliveryState.BLOCKED),
        (TimedOut(), DeliveryState.UNKNOWN),
        (BadRequest("chat not found"), DeliveryState.FAILED),
        (ServerFaultError("502"), DeliveryState.PENDING),
        (TooFastError(7), DeliveryState.PENDING),
    ],
)
def test_an_announcement_is_sent_again_only_if_it_certainly_did_not_leave(
    error: Exception | None, state: DeliveryState
) -> None:
    row = Delivery(1, 2, 3, "sendMessage", {}, confirmed_at=NOW)
    outcome = delivery_outcome(row, error, (9,), NOW)
    assert outcome.state is state
    assert (outcome.due_at is not None) == (state is DeliveryState.PENDING)
    if state is DeliveryState.PENDING:
        assert delivery_outcome(row, error, (9,), NOW + GIVEN_UP_AFTER).state is DeliveryState.FAILED


def test_the_message_is_found_in_what_a_call_answers() -> None:
    assert message_id_of({"message_id": 5}) == 5
    assert message_id_of([{"message_id": 6}, {"message_id": 7}]) == 6
    assert message_id_of(True) is None
    assert message_id_of([]) is None
    assert message_ids_of([{"message_id": 6}, {"message_id": 7}]) == (6, 7)


def test_an_error_is_told_by_telegrams_words_alone() -> None:
    assert tell(BadRequest("Bad Request: chat not found")) == "BadRequest: Chat not found"
    assert tell(KeyError("what someone wrote")) == "KeyError"
    assert tell(None) == ""
