"""Before a contribution is sent: what in it could tell who someone is, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from consultation import personal_data
from consultation.form import Answer
from consultation.personal_data import Found
from consultation.text import shorten
from handlers.context import Context
from handlers.screens import Screen, button
from storage.drafts import Draft

SHOWN = 10
EXCERPT = 80


def seen(context: Context, draft: Draft) -> dict[str, list[Found]]:
    """Finds personal data in what a draft is about to send: of a precision, only the field that was open."""
    found = personal_data.find_in_answers(draft.answers, _public(context))
    return {key: items for key, items in found.items() if draft.only_field in (None, key)}


def masked(context: Context, draft: Draft) -> dict[str, Answer]:
    """Masks what `seen` sees."""
    found = seen(context, draft)
    return {
        key: personal_data.mask(str(answer), found[key]) if key in found else answer
        for key, answer in draft.answers.items()
    }


def warning_screen(context: Context, draft: Draft, found: Mapping[str, list[Found]]) -> Screen:
    """Shows what was seen, and lets the person mask it, send it as it is, or write it again."""
    lines = [
        context.text(
            "personal-data-line",
            field=context.label(f"field-{key}"),
            kind=context.label(f"personal-data-{item.kind}"),
            text=shorten(item.text, EXCERPT),
        )
        for key, items in found.items()
        for item in items
    ]
    more = [context.text("personal-data-more", count=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return Screen.of(
        context.text("personal-data-head") + "\n\n" + "\n".join([*lines[:SHOWN], *more]),
        [button(context.label("personal-data-mask"), "form", "mask", draft.id)],
        [button(context.label("personal-data-anyway"), "form", "anyway", draft.id)],
        [button(context.label("button-edit"), "form", "fields", draft.id)],
    )


def _public(context: Context) -> tuple[str, ...]:
    contact = context.services.consultation.press_contact
    return contact.phone, contact.email
