"""What the Open Government Partnership asks a member to show: what was received, how it was considered, and why.

Its Participation and Co-creation Standards want contributions documented and published, and a reasoned response to
those who made them (standards 2 and 4). `docs/exports.md` says which file answers which requirement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from consultation.commitment import FEEDS, Verdict
from consultation.content import in_language
from consultation.markdown import inline, quote
from consultation.moderation import OPEN, Status
from consultation.open_data import Sheet, Value
from handlers.dates import day
from handlers.open_data import column, theme_title, word
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage.commitments import Commitment
from storage.open_data import Contribution, Received, Response

WAITING = (*sorted(OPEN), Status.CHANGES_REQUESTED)
_INPUTS = ("received", "published", "merged", "refused", "withdrawn", "waiting")
_CONSIDERED = ("retained", "partly", "not_retained", "unanswered")
GAP = "\n\n"


def inputs_sheet(services: Services, received: Sequence[Received], found: Sequence[Contribution]) -> Sheet:
    """How many contributions were received by theme, what became of them, how those published were considered."""
    columns = (
        column(services, "theme", "string", required=True),
        column(services, "theme_title", "string"),
        *(column(services, f"inputs_{name}", "integer") for name in _INPUTS),
        *(column(services, f"considered_{name}", "integer") for name in _CONSIDERED),
    )
    rows: list[list[Value]] = []
    for one in received:
        figures = {**_inputs(one), **_considered([item for item in found if item.theme == one.theme])}
        rows.append([one.theme, theme_title(services, one.theme), *(figures[name] for name in _INPUTS + _CONSIDERED)])
    return Sheet("ogp-inputs", word(services, "ogp-inputs"), columns, rows, ("theme",))


def responses_sheet(services: Services, found: Sequence[Contribution], plan: Mapping[int, Commitment]) -> Sheet:
    """The reasoned responses, a row each; a contribution that waits for one has a row without."""
    columns = (
        column(services, "number", "integer", required=True),
        column(services, "theme", "string", required=True),
        column(services, "contribution_title", "string"),
        column(services, "verdict", "string"),
        column(services, "verdict_label", "string"),
        column(services, "commitment", "integer"),
        column(services, "commitment_title", "string"),
        column(services, "response", "string"),
        column(services, "answered", "date"),
    )
    rows: list[list[Value]] = []
    for one in found:
        head: list[Value] = [one.number, one.theme, str(one.answers.get("title", ""))]
        rows += [[*head, *_response(services, response, plan)] for response in one.responses]
        if not one.responses:
            rows.append([*head, "", word(services, "verdict-unanswered"), None, "", "", None])
    return Sheet("ogp-responses", word(services, "ogp-responses"), columns, rows)


def report(
    services: Services,
    received: Sequence[Received],
    found: Sequence[Contribution],
    plan: Mapping[int, Commitment],
    now: datetime,
) -> str:
    """Writes the report in Markdown: figures by theme, then each contribution with the response it got."""
    texts, title = services.texts, in_language(services.consultation.title, DEFAULT_LANGUAGE)
    total = sum(one.total for one in received)
    answered = sum(bool(one.responses) for one in found)
    parts = [
        "# " + texts.plain(DEFAULT_LANGUAGE, "ogp-title", title=inline(title)),
        texts.plain(
            DEFAULT_LANGUAGE,
            "ogp-summary",
            day=day(now, DEFAULT_LANGUAGE),
            total=total,
            published=len(found),
            answered=answered,
        ),
        *(f"## {word(services, 'ogp-inputs')}{GAP}{part}" for part in [_table(services, received, found)]),
        "## " + word(services, "ogp-responses"),
    ]
    for one in received:
        of_theme = [item for item in found if item.theme == one.theme]
        parts.append("### " + inline(theme_title(services, one.theme)))
        parts += [part for item in of_theme for part in _told(services, item, plan)]
        if not of_theme:
            parts.append(texts.plain(DEFAULT_LANGUAGE, "ogp-none-published"))
    return GAP.join(parts) + "\n"


def _inputs(one: Received) -> dict[str, int]:
    def count(*statuses: str) -> int:
        return sum(one.by_status.get(Status(status), 0) for status in statuses)

    return {
        "received": one.total,
        "published": count(Status.APPROVED),
        "merged": count(Status.MERGED),
        "refused": count(Status.REJECTED),
        "withdrawn": count(Status.WITHDRAWN),
        "waiting": count(*WAITING),
    }


def _considered(found: Sequence[Contribution]) -> dict[str, int]:
    """Counts each contribution once, by the best that became of it."""
    figures = dict.fromkeys(_CONSIDERED, 0)
    for one in found:
        said = {response.verdict for response in one.responses}
        best = next((verdict for verdict in (*FEEDS, Verdict.NOT_RETAINED) if verdict in said), None)
        figures["unanswered" if best is None else best.value] += 1
    return figures


def _table(services: Services, received: Sequence[Received], found: Sequence[Contribution]) -> str:
    sheet = inputs_sheet(services, received, found)
    kept = [place for place, one in enumerate(sheet.columns) if one.name != "theme"]
    lines = [" | ".join(inline(sheet.columns[place].title) for place in kept), " | ".join("---" for _ in kept)]
    lines += [" | ".join(inline(str(row[place])) for place in kept) for row in sheet.rows]
    return "\n".join(f"| {line} |" for line in lines)


def _told(services: Services, one: Contribution, plan: Mapping[int, Commitment]) -> Iterator[str]:
    texts = services.texts
    yield "#### " + texts.plain(
        DEFAULT_LANGUAGE, "ogp-contribution", number=str(one.number), title=inline(str(one.answers.get("title", "")))
    )
    yield quote(str(one.answers.get("proposal", "")))
    for response in one.responses:
        verdict, label, number, title, answer, _ = _response(services, response, plan)
        where = texts.plain(DEFAULT_LANGUAGE, "ogp-where", number=str(number), title=inline(str(title)))
        yield f"**{inline(str(label))}**" + (f" – {where}" if number is not None and verdict else "")
        yield inline(str(answer))
    if not one.responses:
        yield f"**{inline(word(services, 'verdict-unanswered'))}**"


def _response(services: Services, one: Response, plan: Mapping[int, Commitment]) -> list[Value]:
    commitment = None if one.commitment is None else plan.get(one.commitment)
    title = "" if commitment is None else in_language(commitment.content.title, DEFAULT_LANGUAGE)
    label = word(services, f"verdict-{one.verdict.value.replace('_', '-')}")
    return [one.verdict.value, label, one.commitment, title, one.answer, one.at.date()]
