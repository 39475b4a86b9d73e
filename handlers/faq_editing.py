"""Writing a FAQ entry in chat: one part at a time, checked as a file is, seen as citizens see it before it counts.

- A correction counts at once; if the entry changed meanwhile, it is shown as it stands, and the officer chooses.
- A new entry counts once a second press officer validates it (`handlers/proposals.py`), or at once for one alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from consultation import faq_drafting
from consultation.content import FaqEntry
from consultation.faq_drafting import EDITABLE
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import corrections, roles
from handlers.context import Context
from handlers.faq_publishing import may_publish_alone, propose, publish, refuse_twins
from handlers.faq_writing import THEME, changed_screen, draft_screen, themes
from storage import drafts, faq_entries, faq_history, faq_proposals, people
from storage.drafts import Draft, DraftKind
from storage.faq_history import Revision
from storage.faq_proposals import ProposalState

TRANSLATED = ("question", "answer")
"""Parts whose English, where there is one, is asked for next: it would go on saying the old thing."""


async def open_draft(
    context: Context,
    entry: FaqEntry,
    *,
    after: int | None = None,
    group_id: int | None = None,
    proposal_id: int | None = None,
) -> None:
    """Begins writing an entry: a new one, or (`after` its last revision) one in force."""
    content = faq_entries.content_of(entry)
    answers = {"content": content, "after": after, "group": group_id, "proposal": proposal_id}
    person_id, now = context.person.id, context.now

    def work(conn: Connection) -> Draft:
        begun = drafts.find(conn, person_id, DraftKind.FAQ)
        if begun is not None:
            drafts.discard(conn, begun.id)
        missing = faq_drafting.missing(entry)
        return drafts.begin(conn, person_id, DraftKind.FAQ, field=missing, answers=answers, now=now)

    draft = await context.write(work)
    if context.incoming.callback_query is not None:
        await context.toast()
    await context.say(draft_screen(context, draft))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """A part of the entry was typed."""
    await roles.require(context, Role.PRESS)
    if draft.field not in EDITABLE:
        raise Refusal("form-use-buttons")
    entry = faq_drafting.rewrite(_entry(draft), draft.field, typed, context.now.date())
    await refuse_twins(context, entry)
    field = faq_drafting.missing(entry)
    if draft.field in TRANSLATED and "en" in entry.answer:
        field = f"{draft.field}_en"
    moved = await _save(context, draft, field, {**draft.answers, "content": faq_entries.content_of(entry)})
    await context.say(draft_screen(context, moved))


async def on_theme(_: object, context: Context) -> None:
    """The entry's theme was chosen."""
    draft = await _own_draft(context)
    theme = context.carried_word(1)
    if theme not in themes(context):
        raise Refusal("form-option-gone")
    entry = replace(_entry(draft), theme=theme)
    answers = {**draft.answers, "content": faq_entries.content_of(entry)}
    moved = await _save(context, draft, faq_drafting.missing(entry), answers)
    await context.toast()
    await context.replace(draft_screen(context, moved))


async def on_part(_: object, context: Context) -> None:
    """A part is to be written again."""
    draft = await _own_draft(context)
    part = context.carried_word(1)
    if part not in (*EDITABLE, THEME):
        raise Refusal("button-gone")
    moved = await _save(context, draft, part, draft.answers)
    await context.toast()
    await context.replace(draft_screen(context, moved))


async def on_back(_: object, context: Context) -> None:
    """A part is left as it was."""
    draft = await _own_draft(context)
    moved = await _save(context, draft, faq_drafting.missing(_entry(draft)), draft.answers)
    await context.toast()
    await context.replace(draft_screen(context, moved))


async def on_over(_: object, context: Context) -> None:
    """The officer's version is to replace the one they have just been shown."""
    draft = await _own_draft(context)
    answers = {**draft.answers, "after": context.carried_id(1)}
    moved = await _save(context, draft, faq_drafting.missing(_entry(draft)), answers)
    await context.toast()
    await context.replace(draft_screen(context, moved))


async def on_publish(_: object, context: Context) -> None:
    """Saves: a correction counts at once; a new entry too, or waits for a second press officer."""
    draft = await _own_draft(context)
    entry, after = _entry(draft), draft.answers["after"]
    if faq_drafting.missing(entry) is not None:
        await on_back(None, context)
    elif after is not None:
        await refuse_twins(context, entry)
        await _correct(context, draft, entry, int(after))
    else:
        await refuse_twins(context, entry)
        await _add(context, draft, entry)


async def _correct(context: Context, draft: Draft, entry: FaqEntry, after: int) -> None:
    done = await context.write(lambda conn: _save_correction(conn, context, draft, entry, after))
    await context.services.faq.refresh_if_changed()
    await context.toast()
    if isinstance(done, Revision):
        await context.replace(await changed_screen(context, draft, done))
        return
    sentence, revision, readers = done
    await context.replace(context.text(sentence))
    if readers:
        await context.say(corrections.offer_screen(context, revision, readers))


def _save_correction(
    conn: Connection, context: Context, draft: Draft, entry: FaqEntry, after: int
) -> Revision | tuple[str, int, int]:
    """Saves an entry; gives what to say, its revision and how many read the old text, or the revision in the way."""
    before, person_id = faq_history.get(conn, after), context.person.id
    if before is not None and before.entry == entry:
        _discard(conn, draft)
        return "desk-unchanged", after, 0
    if before is None or not faq_entries.edit(conn, entry, by=person_id, after=after, now=context.now):
        found = faq_history.history(conn, entry.id, limit=1)
        if not found:
            raise Refusal("faq-entry-gone")
        return found[0]
    _discard(conn, draft)
    people.set_staff_name(conn, person_id, context.staff_name)
    [saved] = faq_history.history(conn, entry.id, limit=1)
    kept = faq_entries.get(conn, entry.id)
    sentence = "desk-saved-retired" if kept is not None and kept.retired else "desk-saved"
    return sentence, saved.id, len(corrections.readers_of(conn, before, saved))


async def _add(context: Context, draft: Draft, entry: FaqEntry) -> None:
    alone = may_publish_alone(context)
    done = await context.write(lambda conn: _save_new(conn, context, draft, entry, alone=alone))
    await context.services.faq.refresh_if_changed()
    await context.toast()
    sentence = "desk-added" if alone else "desk-proposed"
    await context.replace(context.text(sentence if done else "proposal-decided"))


def _save_new(conn: Connection, context: Context, draft: Draft, entry: FaqEntry, *, alone: bool) -> bool:
    """Adds or proposes an entry; false if the proposal that it rewrites was decided meanwhile."""
    _discard(conn, draft)
    group_id, replaced, person_id = draft.answers["group"], draft.answers["proposal"], context.person.id
    if replaced is not None and not faq_proposals.decide(
        conn, int(replaced), ProposalState.REFUSED, by=person_id, now=context.now
    ):
        return False
    if alone:
        publish(conn, context, entry, group_id, by=person_id)
    else:
        propose(conn, context, entry, group_id)
    return True


def _discard(conn: Connection, draft: Draft) -> None:
    if not drafts.discard(conn, draft.id):
        raise Refusal("form-gone")


def _entry(draft: Draft) -> FaqEntry:
    return faq_entries.entry_of(draft.answers["content"])


async def _own_draft(context: Context) -> Draft:
    await roles.require(context, Role.PRESS)
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind is not DraftKind.FAQ:
        raise Refusal("desk-draft-gone")
    return draft


async def _save(context: Context, draft: Draft, field: str | None, answers: Mapping[str, Any]) -> Draft:
    now = context.now
    await context.write(lambda conn: drafts.save(conn, draft.id, field=field, answers=answers, now=now))
    return replace(draft, field=field, answers=answers)


TAPS = {
    "write:back": on_back,
    "write:over": on_over,
    "write:part": on_part,
    "write:publish": on_publish,
    "write:theme": on_theme,
}
