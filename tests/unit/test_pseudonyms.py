"""An update that is set aside says what happened, and not to whom."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.pseudonyms import SOMEONE, accounts, pseudonymous, unreadable

ALICE, BRUNO, CAMILLE = 7_654_321_987, 7_654_321_988, 7_654_321_989
USER = {
    "id": ALICE,
    "is_bot": False,
    "first_name": "Alice",
    "last_name": "Exemple",
    "username": "alice",
    "language_code": "fr",
}
UPDATE: dict[str, Any] = {
    "update_id": 12,
    "message": {
        "message_id": 3,
        "from": USER,
        "chat": {"id": ALICE, "type": "private", "first_name": "Alice", "username": "alice"},
        "date": 1614074400,
        "text": "Bonjour",
        "forward_origin": {"type": "user", "sender_user": {"id": BRUNO, "is_bot": False, "first_name": "Bruno"}},
        "contact": {"phone_number": "+33639980012", "first_name": "Camille", "user_id": CAMILLE},
        "entities": [{"type": "text_mention", "offset": 0, "length": 3, "user": {**USER, "first_name": "A"}}],
        "via_bot": {"id": 42, "is_bot": True, "first_name": "citizenbot", "username": "citizenbot"},
    },
}


def named(account: int) -> str:
    return "person:1" if account == ALICE else SOMEONE


def test_nothing_tells_who_it_was() -> None:
    kept = pseudonymous(UPDATE, named)
    for told in (str(ALICE), str(BRUNO), str(CAMILLE), "Alice", "Bruno", "Camille", "Exemple", "alice", "+336"):
        assert told not in kept


def test_what_happened_stays() -> None:
    message = json.loads(pseudonymous(UPDATE, named))["message"]
    assert message["text"] == "Bonjour"
    assert message["from"] == {"id": "person:1", "is_bot": False, "language_code": "fr"}
    assert message["chat"] == {"id": "person:1", "type": "private"}
    assert message["forward_origin"]["sender_user"]["id"] == SOMEONE
    assert message["via_bot"] == UPDATE["message"]["via_bot"]


def test_a_group_keeps_its_name_and_number() -> None:
    group = {"id": -100123, "type": "supergroup", "title": "Modération"}
    update = {"update_id": 1, "message": {"from": USER, "chat": group}}
    assert json.loads(pseudonymous(update, named))["message"]["chat"] == group


def test_what_is_not_an_update_keeps_no_long_number() -> None:
    assert unreadable(b'{"from": {"id": 7654321987') == '{"from": {"id": •'


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "is_bot", "first_name", "type", "user_id", "phone_number"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_no_account_is_left_whatever_the_shape(update: dict[str, Any]) -> None:
    assert accounts(json.loads(pseudonymous(update, lambda _: SOMEONE))) == set()
