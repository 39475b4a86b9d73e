"""What press officers write step by step: one draft of a kind each, saved at every step, taken up where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.context import Context
from handlers.screens import Screen, button
from storage import drafts
from storage.drafts import Draft, DraftKind


async def own_draft(context: Context, *kinds: DraftKind, gone: str = "form-gone") -> Draft:
    """Finds the draft that the tapped button names, if it is this press officer's and of one of these kinds."""
    await roles.require(context, Role.PRESS)
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind not in kinds:
        raise Refusal(gone)
    return draft


async def begin(context: Context, kind: DraftKind, field: str | None, answers: Mapping[str, Any]) -> Draft:
    """Begins a draft in place of the one of its kind, if there was one."""
    person_id, now = context.person.id, context.now

    def work(conn: Connection) -> Draft:
        for old in drafts.of_person(conn, person_id, [kind]):
            drafts.discard(conn, old.id)
        return drafts.begin(conn, person_id, kind, field=field, answers=answers, now=now)

    return await context.write(work)


async def save(context: Context, draft: Draft, field: str | None, answers: Mapping[str, Any] | None = None) -> Draft:
    """Keeps the answers so far and what comes next."""
    kept, now = draft.answers if answers is None else answers, context.now
    await context.write(lambda conn: drafts.save(conn, draft.id, field=field, answers=kept, now=now))
    return replace(draft, field=field, answers=kept)


def cancel_button(context: Context, draft: Draft) -> InlineKeyboardButton:
    """✖️ Annuler."""
    return button(context.label("button-cancel"), "draft", "cancel", draft.id)


async def on_cancel(_: object, context: Context) -> None:
    """✖️ Annuler: asks first, since what was written would be lost."""
    draft = await own_draft(context, *DraftKind)
    await context.toast()
    await context.replace(
        Screen.of(
            context.text("form-cancel-sure"), [button(context.label("button-discard"), "draft", "discard", draft.id)]
        )
    )


TAPS = {"draft:cancel": on_cancel}
