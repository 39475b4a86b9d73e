"""Every call is held to the published specification."""

from __future__ import annotations

import json
import string
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.methods import METHODS
from sandbox.person import Person
from sandbox.spec import Specification
from sandbox.wire import ApiError
from tests.sandbox.client import Client, RefusedError

SPECIFICATION = Specification.load()

texts = st.text(min_size=1, max_size=50)
identifiers = st.integers(-(2**52), 2**52)
buttons = st.builds(
    lambda text, data: {"text": text, "callback_data": data},
    texts,
    st.text(string.ascii_letters, min_size=1, max_size=64),
)
keyboards = st.builds(lambda rows: {"inline_keyboard": rows}, st.lists(st.lists(buttons, max_size=3), max_size=3))
messages = st.fixed_dictionaries(
    {"chat_id": identifiers | st.just("@chaine"), "text": texts},
    optional={"reply_markup": keyboards, "protect_content": st.booleans(), "message_thread_id": identifiers},
)
not_text = st.none() | st.booleans() | st.integers() | st.lists(st.integers()) | st.dictionaries(texts, texts)


def read(method: str, parameters: dict[str, Any]) -> dict[str, Any]:
    compiled = SPECIFICATION.method(method)
    assert compiled is not None
    return compiled.read(parameters)


@given(messages)
def test_well_formed_parameters_are_read_as_they_are(parameters: dict[str, Any]) -> None:
    assert read("sendMessage", parameters) == parameters


@given(messages)
def test_a_form_says_the_same_as_json(parameters: dict[str, Any]) -> None:
    form = {key: value if isinstance(value, str) else orjson.dumps(value).decode() for key, value in parameters.items()}
    assert read("sendMessage", form) == parameters


@given(messages, st.text(string.ascii_lowercase, min_size=1).map(lambda name: f"x_{name}"), texts)
def test_an_unknown_parameter_is_named(parameters: dict[str, Any], name: str, value: str) -> None:
    with pytest.raises(ApiError, match=f'unknown parameter "{name}" of sendMessage'):
        read("sendMessage", {**parameters, name: value})


@given(messages, st.sampled_from(["chat_id", "text"]))
def test_a_missing_parameter_is_named(parameters: dict[str, Any], name: str) -> None:
    del parameters[name]
    with pytest.raises(ApiError, match=f'parameter "{name}" is required by sendMessage'):
        read("sendMessage", parameters)


@given(messages, not_text)
def test_a_wrong_type_is_named(parameters: dict[str, Any], value: object) -> None:
    with pytest.raises(ApiError, match='"text" must be a String'):
        read("sendMessage", {**parameters, "text": value})


@given(st.floats(allow_nan=False) | st.booleans() | texts.filter(lambda text: not text.lstrip("-").isdecimal()))
def test_a_number_must_be_one(value: object) -> None:
    with pytest.raises(ApiError, match='"offset" must be an Integer'):
        read("getUpdates", {"offset": value})


@given(st.integers(65, 300).map("x".__mul__) | st.just(""))
def test_a_button_carries_1_to_64_bytes(data: str) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": data}]]}
    with pytest.raises(ApiError, match="BUTTON_DATA_INVALID"):
        read("sendMessage", {"chat_id": 1, "text": "Bonjour", "reply_markup": keyboard})


def test_bytes_are_counted_not_characters() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "é" * 33}]]}
    with pytest.raises(ApiError, match="1-64 bytes"):
        read("sendMessage", {"chat_id": 1, "text": "Bonjour", "reply_markup": keyboard})


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("getUpdates", {"limit": 0}, '"limit" must be 1-100'),
        ("getUpdates", {"limit": 101}, '"limit" must be 1-100'),
        ("setWebhook", {"url": "http://127.0.0.1/", "max_connections": 101}, '"max_connections" must be 1-100'),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, '"text" must be 0-200 characters'),
        ("sendPoll", {"chat_id": 1, "question": "?", "options": []}, '"options" must be 1-12 items'),
        ("sendPoll", {"chat_id": 1, "question": "?", "options": [{"text": ""}]}, 'options[0].text" must be 1-100'),
        (
            "setMyCommands",
            {"commands": [{"command": "a"}]},
            'field "commands[0].description" is required by BotCommand',
        ),
        ("setMyCommands", {"commands": [], "scope": {"type": "nowhere"}}, '"scope" is none of BotCommandScopeDefault'),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "chat"}},
            '"scope.chat_id" is required by BotCommandScopeChat',
        ),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": "{"}, 'can\'t parse "reply_markup" as JSON'),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": {"keyboard": [["a", 1]]}}, "keyboard[0][1]"),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_parameters": {"message": 1}}, '"reply_parameters.message"'),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": "a"}]}, '"media" must be 2-10 items'),
        ("sendPhoto", {"chat_id": 1, "photo": 3}, '"photo" must be InputFile or String'),
        ("sendLocation", {"chat_id": 1, "latitude": "north", "longitude": 2}, '"latitude" must be a Float'),
        ("sendMessage", {"chat_id": 1.5, "text": "a"}, '"chat_id" must be an Integer'),
    ],
)
def test_mistakes_are_named(method: str, parameters: dict[str, Any], reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        read(method, parameters)
    assert reason in refused.value.description
    assert refused.value.code == 400


def test_a_plain_string_is_a_key_of_a_reply_keyboard() -> None:
    markup = {"keyboard": [["Oui", {"text": "Non"}]]}
    assert read("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": markup})["reply_markup"] == markup


def test_every_simulated_method_is_published() -> None:
    assert set(METHODS) <= set(SPECIFICATION.method_names)


async def test_an_unknown_method_is_404(call: Client) -> None:
    with pytest.raises(RefusedError, match="Not Found: method not found") as refused:
        await call("sendPigeon")
    assert refused.value.status == 404


async def test_a_method_that_is_not_simulated_says_so(call: Client) -> None:
    with pytest.raises(RefusedError, match="method sendGift is not simulated here"):
        await call("sendGift", gift_id="1")


async def test_a_parameter_that_is_not_simulated_says_so(call: Client, alice: Person) -> None:
    with pytest.raises(RefusedError, match="not simulated here: business_connection_id"):
        await call("sendMessage", chat_id=alice.id, text="a", business_connection_id="1")


async def test_methods_answer_in_any_case(call: Client) -> None:
    assert (await call("GETME"))["username"] == "consultation_bot"


async def test_another_token_is_401(call: Client) -> None:
    call.base = call.base.rpartition("/")[0] + "/bot123456:AAHwrong"
    with pytest.raises(RefusedError, match="Unauthorized") as refused:
        await call("getMe")
    assert refused.value.status == 401


async def test_get_urlencoded_and_json_say_the_same(call: Client, alice: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    form = {"chat_id": str(alice.id), "text": "été ?", "reply_markup": json.dumps(keyboard)}
    by_form = await call.post("sendMessage", data=form)
    by_json = await call("sendMessage", chat_id=alice.id, text="été ?", reply_markup=keyboard)
    by_get = await call.get("sendMessage", f"chat_id={alice.id}&text=%C3%A9t%C3%A9+%3F")
    assert by_form["text"] == by_json["text"] == by_get["text"] == "été ?"
    assert by_form["reply_markup"] == by_json["reply_markup"] == keyboard


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("application/json", b"[1]", "the JSON body must be an object"),
        ("application/json", b"{", "can't parse the JSON body"),
        ("text/plain", b"x", 'content type "text/plain" is not supported'),
        ("application/x-www-form-urlencoded", b"text=%ff", "can't parse the urlencoded body"),
        ("multipart/form-data", b"x", "the multipart body has no boundary"),
        ("multipart/form-data; boundary=b", b"--b\r\n", "the multipart body is cut short"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nX: y\r\n\r\nz\r\n--b--\r\n",
            "a part of the multipart body has no name",
        ),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(call: Client, kind: str, body: bytes, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        await call.post("sendMessage", data=body, headers={"Content-Type": kind})
    assert reason in str(refused.value)
