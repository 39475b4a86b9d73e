"""Answers to what people type after the bot's @username."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.text import read_text
from sandbox.wire import bad_request

_MOST_RESULTS = 50


def answer_inline_query(call: Call) -> bool:
    """Offers results to choose from."""
    results = call.parameters["results"]
    if len(results) > _MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        content = result.get("input_message_content", {})
        if "message_text" in content:
            read_text({**content, "text": content["message_text"]})
    call.world.queries.answer(
        call.parameters["inline_query_id"], call.bot.id, call.world.clock(), {"results": results}, inline=True
    )
    call.world.events.changed()
    return True


METHODS: dict[str, Handler] = {"answerInlineQuery": answer_inline_query}
