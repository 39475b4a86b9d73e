"""Answers to taps on buttons."""

from __future__ import annotations

from sandbox.call import Call, Handler


def answer_callback_query(call: Call) -> bool:
    """Ends the tap's waiting, with a toast or an alert when there is a text."""
    parameters = call.parameters
    query = call.world.queries.answer(
        parameters["callback_query_id"], call.bot.id, call.world.clock(), {"text": parameters.get("text", "")}
    )
    if parameters.get("text"):
        call.world.events.toast(query.person_id, parameters["text"], bool(parameters.get("show_alert")))
    else:
        call.world.events.changed()
    return True


METHODS: dict[str, Handler] = {"answerCallbackQuery": answer_callback_query}
