"""Where an update comes from, whatever it looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.origin import LARGEST_ID, Origin

ALICE = {"id": 7, "is_bot": False, "first_name": "Alice", "language_code": "fr"}
PRIVATE = {"id": 7, "type": "private"}
MODERATION = {"id": -100, "type": "channel"}

KEYS = ["update_id", "message", "callback_query", "chat", "from", "user", "id", "type", "language_code", "is_bot"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=15,
)


@pytest.mark.parametrize(
    ("update", "origin", "order_key"),
    [
        ({"update_id": 1, "message": {"chat": PRIVATE, "from": ALICE}}, Origin(1, 7, 7, "fr", True), 7),
        (
            {"update_id": 2, "callback_query": {"id": "q", "from": ALICE, "message": {"chat": MODERATION}}},
            Origin(2, -100, 7, "fr", False, "q"),
            -100,
        ),
        ({"update_id": 3, "channel_post": {"chat": MODERATION}}, Origin(3, -100), -100),
        ({"update_id": 4, "inline_query": {"id": "q", "from": ALICE}}, Origin(4, None, 7, "fr"), 7),
        ({"update_id": 5, "poll_answer": {"user": ALICE}}, Origin(5, None, 7, "fr"), 7),
        ({"update_id": 6, "message": "text"}, Origin(6), 0),
        ({"update_id": True, "message": {"chat": {"id": "7"}, "from": 3}}, Origin(None), 0),
        ({"update_id": LARGEST_ID + 1}, Origin(None), 0),
        (
            {"update_id": 8, "message": {"chat": PRIVATE, "from": {**ALICE, "is_bot": True}}},
            Origin(8, 7, None, "fr", True),
            7,
        ),
    ],
)
def test_origins(update: dict[str, object], origin: Origin, order_key: int) -> None:
    assert Origin.of(update) == origin
    assert origin.order_key == order_key


@given(st.dictionaries(st.sampled_from(KEYS), json_values, max_size=5))
def test_nothing_that_is_json_is_too_strange(update: dict[str, object]) -> None:
    origin = Origin.of(update)
    assert origin.update_id is None or type(origin.update_id) is int
    assert isinstance(origin.order_key, int)
