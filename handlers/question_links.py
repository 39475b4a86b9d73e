"""🔗 A question whose answer is in the FAQ already: the press office finds the entry, everyone who asked gets it."""

from __future__ import annotations

from consultation.content import in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import roles
from handlers.context import Context
from handlers.question_answers import begin_answer, own_draft, preview
from handlers.screens import Screen, button
from storage.drafts import Draft

FIELD = "words"
"""The field of an answer's draft that waits for words to search."""
FOUND = 5
SHOWN = 300


async def on_link(_: object, context: Context) -> None:
    """🔗 Réponse existante: proposes the nearest entries, and to search others."""
    await roles.require(context, Role.PRESS)
    group, draft = await begin_answer(context, FIELD)
    await context.toast()
    await context.say(_found_screen(context, draft, group.text))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """Words to search were typed."""
    await context.say(_found_screen(context, draft, typed))


async def on_pick(_: object, context: Context) -> None:
    """An entry was chosen: it is shown as those who asked will read it."""
    await roles.require(context, Role.PRESS)
    draft, entry_id = await own_draft(context), context.carried_word(1)
    if context.services.faq.entry(entry_id) is None:
        raise Refusal("faq-entry-gone")
    await preview(context, draft, {"entry": entry_id})
    await context.toast()


def _found_screen(context: Context, draft: Draft, words: str) -> Screen:
    found = context.services.faq.index.search(words, FOUND)
    rows = [
        [button(in_language(entry.question, context.language), "link", "to", draft.id, entry.id)] for entry in found
    ]
    sentence = "questions-link-which" if found else "questions-link-none"
    cancel = button(context.label("button-cancel"), "draft", "discard", draft.id)
    return Screen.of(context.text(sentence, text=shorten(words, SHOWN)), *rows, [cancel])


TAPS = {"link:to": on_pick, "question:link": on_link}
