"""The sheets that leave the service, with the words of people beside the keys of programs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection

from consultation.broadcast import ChangeKind
from consultation.content import in_language
from consultation.form import FORM, Field, Kind
from consultation.open_data import Column, Sheet, Value
from handlers import published
from handlers.form import value_in_words
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import broadcasts, commitments, deliveries, effects, open_data, polls
from storage.broadcasts import Broadcast
from storage.commitments import Commitment
from storage.effects import EffectKind
from storage.open_data import Contribution

MOST_COMMITMENTS = 10_000
ANNOUNCEMENTS_AT_ONCE = 50
NAMED = (Kind.THEME, Kind.TERRITORY, Kind.OPTION)
"""Fields whose answer is a key: its words stand beside it."""
ASKED = tuple(field for field in FORM if field.kind is not Kind.ATTACHMENT)


async def all_contributions(services: Services) -> list[Contribution]:
    """Reads every contribution that anyone may read, a page at a time: the database serves others meanwhile."""
    found: list[Contribution] = []
    after = 0
    while page := await services.database.read(partial(open_data.contributions, after=after)):
        found += page
        after = page[-1].number
    return found


async def all_commitments(services: Services) -> dict[int, Commitment]:
    """Reads the commitments, by number."""
    listed = await services.database.read(lambda conn: commitments.listed(conn, limit=MOST_COMMITMENTS))
    return {one.number: one for one in listed}


def contributions_sheet(services: Services, found: Sequence[Contribution]) -> Sheet:
    """The contributions that anyone may read, a row each: the form's fields, whatever they are, and what became."""
    columns = [column(services, "number", "integer", required=True), column(services, "received", "date")]
    columns.append(column(services, "published", "date"))
    for field in ASKED:
        title = services.texts.plain(DEFAULT_LANGUAGE, f"field-{field.key}")
        columns.append(Column(field.key, "string", title))
        if field.kind in NAMED:
            columns.append(Column(f"{field.key}_label", "string", title))
    columns += [column(services, "supports", "integer"), column(services, "commitments", "string")]
    rows = [_contribution(services, one) for one in found]
    return Sheet("contributions", word(services, "contributions"), tuple(columns), rows, ("number",))


async def announcements_sheet(services: Services) -> Sheet:
    """What was announced and what it did, a row each: whoever received it is not in it."""
    rows: list[list[Value]] = []
    total = await services.database.read(broadcasts.count)
    for skip in range(0, total, ANNOUNCEMENTS_AT_ONCE):
        rows += await services.database.read(partial(_announcements, services=services, skip=skip))
    types = {"number": "integer", "about": "integer", "departed": "datetime", "ended": "datetime"}
    types |= dict.fromkeys(_COUNTED, "integer")
    columns = tuple(column(services, name, types.get(name, "string"), required=name == "number") for name in _NAMES)
    return Sheet("announcements", word(services, "announcements"), columns, rows, ("number",))


_COUNTED = ("recipients", "sent", "blocked", "failed", "unknown", "skipped", "opt_outs", "blocks_after", "taps")
_NAMES = ("number", "kind", "about", "state", "departed", "ended", "format", "text", "audience", *_COUNTED, "votes")


def column(services: Services, name: str, kind: str, *, required: bool = False) -> Column:
    """Makes a column named in the words of people by the sentence `export-column-<name>`."""
    return Column(name, kind, word(services, f"column-{name.replace('_', '-')}"), required)


def word(services: Services, name: str) -> str:
    """Says a word of the exports, which are in French."""
    return services.texts.plain(DEFAULT_LANGUAGE, f"export-{name}")


def theme_title(services: Services, theme_id: str) -> str:
    """Names a theme; by its id if the consultation has it no more."""
    theme = services.consultation.theme(theme_id)
    return theme_id if theme is None else in_language(theme.title, DEFAULT_LANGUAGE)


def _contribution(services: Services, one: Contribution) -> list[Value]:
    row: list[Value] = [one.number, one.submitted_at.date(), one.decided_at.date() if one.decided_at else None]
    for field in ASKED:
        answer = str(one.answers.get(field.key, ""))
        row.append(answer)
        if field.kind in NAMED:
            row.append(_label(services, field, answer))
    linked = dict.fromkeys(str(one.commitment) for one in one.responses if one.commitment is not None)
    return [*row, one.supports, " ".join(linked)]


def _label(services: Services, field: Field, answer: str) -> str:
    if not answer:
        return ""
    return value_in_words(services.texts, DEFAULT_LANGUAGE, services.consultation, field, answer)


def _announcements(conn: Connection, services: Services, skip: int) -> list[list[Value]]:
    """Reads the next announcements, newest first."""
    page = broadcasts.recent(conn, limit=ANNOUNCEMENTS_AT_ONCE, offset=skip)
    return [_announcement(conn, services, sent) for sent in page]


def _announcement(conn: Connection, services: Services, sent: Broadcast) -> list[Value]:
    counts, caused = deliveries.counts(conn, sent.id), effects.of(conn, sent.id)

    def effect(kind: EffectKind) -> int:
        return sum(one.count for one in caused if one.kind is kind)

    deleted = sent.change is not None and sent.change.kind is ChangeKind.DELETION
    return [
        sent.id,
        "announcement" if sent.change is None else sent.change.kind.value,
        None if sent.change is None else sent.change.about,
        sent.state.value,
        sent.started_at,
        sent.finished_at,
        sent.method,
        "" if deleted else published.said(services.texts, sent, DEFAULT_LANGUAGE).text,
        str(sent.audience),
        counts.total,
        *(getattr(counts, name) for name in ("sent", "blocked", "failed", "unknown", "skipped")),
        effect(EffectKind.OPT_OUT),
        effect(EffectKind.BLOCK),
        effect(EffectKind.TAP),
        _votes(conn, sent),
    ]


def _votes(conn: Connection, sent: Broadcast) -> str:
    """Writes the votes of a poll in words: "Oui : 12 / Non : 3"."""
    ids = list(published.polls_of(sent).values())
    found = polls.of(conn, ids)
    told = [f"{label} : {count}" for poll in ids if poll in found for label, count in found[poll].votes]
    return " / ".join(told)
