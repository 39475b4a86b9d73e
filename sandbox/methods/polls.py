"""Polls and dice."""

from __future__ import annotations

import random

from sandbox.call import Call, Handler
from sandbox.markup import inline_keyboard
from sandbox.wire import Json, bad_request

# Emoji -> the number of faces, https://core.telegram.org/bots/api#senddice
_FACES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
_KEPT = ("correct_option_ids", "explanation", "open_period", "close_date", "country_codes")


def send_poll(call: Call) -> Json:
    """Asks a question with answers to choose from."""
    parameters, world = call.parameters, call.world
    chat = call.writable_chat()
    quiz = parameters.get("type", "regular") == "quiz"
    if parameters.get("type", "regular") not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    if quiz and not parameters.get("correct_option_ids"):
        raise bad_request("quiz must have a correct answer: correct_option_ids is required")
    if chat.type == "channel" and not parameters.get("is_anonymous", True):
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    poll: Json = {
        "id": str(5_000_000_000 + world.events.revision),
        "question": parameters["question"],
        "options": [
            {"persistent_id": str(index), "text": option["text"], "voter_count": 0}
            for index, option in enumerate(parameters["options"])
        ],
        "total_voter_count": 0,
        "is_closed": parameters.get("is_closed", False),
        "is_anonymous": parameters.get("is_anonymous", True),
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": parameters.get("allows_multiple_answers", False),
        "allows_revoting": parameters.get("allows_revoting", not quiz),
        "members_only": parameters.get("members_only", False),
        **{key: parameters[key] for key in _KEPT if key in parameters},
    }
    message = call.send({"poll": poll}, chat)
    call.polls.posted(chat, message, call.bot.id)
    return message


def stop_poll(call: Call) -> Json:
    """Closes a poll of the bot."""
    chat = call.joined_chat()
    message = call.message(chat, "with poll to stop")
    if "poll" not in message:
        raise bad_request("message with poll to stop not found")
    if message["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    final = call.polls.stop(message)
    markup = inline_keyboard(call.parameters.get("reply_markup"))
    call.world.change(chat, chat.messages[message["message_id"]], {"reply_markup": markup}, telling=False)
    return final


def send_dice(call: Call) -> Json:
    """Throws a die; its value follows from the number of messages, so that a test can expect it."""
    emoji = call.parameters.get("emoji", "🎲")
    if emoji not in _FACES:
        raise bad_request("wrong dice emoji specified")
    value = random.Random(call.world.events.revision).randint(1, _FACES[emoji])
    return call.send({"dice": {"emoji": emoji, "value": value}})


METHODS: dict[str, Handler] = {"sendPoll": send_poll, "stopPoll": stop_poll, "sendDice": send_dice}
