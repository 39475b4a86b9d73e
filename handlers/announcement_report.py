"""📊 The report of an announcement: reach over time, opt-outs, taps, votes; in words at once, then as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog
from babel.dates import format_timedelta
from babel.numbers import format_percent
from sqlalchemy import Connection
from telegram.error import TelegramError

from consultation.broadcast import AHEAD, Counts
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import progress, published, roles
from handlers.composition import Composition
from handlers.context import Context
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.stats_picture import Bars, Curve
from handlers.texts import DEFAULT_LANGUAGE
from storage import broadcasts, deliveries, effects, polls, reach
from storage.broadcasts import Broadcast
from storage.effects import WINDOW, Effect, EffectKind
from storage.polls import PollResult
from storage.reach import NOWHERE, Reach

GAP = "\n\n"
LABEL = 44
"""A label of the picture that is longer is cut."""
EXCERPT = 80
SHARES = (0.5, 0.95)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is known of what an announcement did."""

    sent: Broadcast
    counts: Counts
    reach: Reach = NOWHERE
    effects: tuple[Effect, ...] = ()
    polls: Mapping[str, PollResult | None] | None = None
    """By language; none for one in which nobody has voted."""

    def count(self, kind: EffectKind) -> int:
        """Says how often something was done because of it."""
        return sum(effect.count for effect in self.effects if effect.kind is kind)


async def on_report(_: object, context: Context) -> None:
    """📊 Bilan: the figures as they stand now."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    report = await context.read(lambda conn: read(conn, number))
    if report is None:
        raise Refusal("button-gone")
    if report.sent.state in AHEAD or report.sent.started_at is None:
        raise Refusal("report-not-left")
    services, language = context.services, context.language
    again = button(context.label("queue-refresh"), "announcement", "report", number)
    back = button(context.label("announcement-open", number=str(number)), "announcement", "open", number)
    await context.toast()
    await context.say(Screen.of(in_words(services, language, report), [again], [back]))
    services.painter.begin(_show(context, language, report))


def read(conn: Connection, number: int) -> Report | None:
    """Reads what became of an announcement."""
    sent = broadcasts.get(conn, number)
    if sent is None:
        return None
    asked = published.polls_of(sent)
    results = polls.of(conn, list(asked.values()))
    return Report(
        sent,
        deliveries.counts(conn, number),
        reach.read(conn, number, sent.sent_at),
        tuple(effects.of(conn, number)),
        {language: results.get(poll) for language, poll in asked.items()} or None,
    )


def in_words(services: Services, language: str, report: Report) -> str:
    """Says the report, as HTML."""
    texts, sent = services.texts, report.sent
    said = published.said(texts, sent, language).text
    excerpt = shorten(" ".join(said.split()), EXCERPT) or texts.plain(language, "broadcast-no-text")
    parts = [
        texts(language, "report-head", number=str(sent.id), excerpt=excerpt),
        progress.figures(texts, language, report.counts),
        _reach_in_words(services, language, report),
        _opt_outs(services, language, report),
        _taps(services, language, report),
        *_votes(services, language, report),
    ]
    return GAP.join(part for part in parts if part)


def picture(services: Services, language: str, report: Report) -> Curve:
    """Describes the picture, every word said."""
    texts, sent, counts = services.texts, report.sent, report.counts
    names = ("sent", "blocked", "failed", "unknown", "skipped")
    became = {texts.plain(language, f"report-bar-{name}"): getattr(counts, name) for name in names}
    did = {
        texts.plain(language, "report-bar-opt-out"): report.count(EffectKind.OPT_OUT),
        texts.plain(language, "report-bar-block"): report.count(EffectKind.BLOCK),
    }
    did |= {_button(sent, language, effect): effect.count for effect in _tapped(report)}
    none = texts.plain(language, "stats-picture-none")
    bars = [
        Bars(texts.plain(language, "report-picture-became"), _items(became), none),
        Bars(texts.plain(language, "report-picture-did"), list(did.items()), none),
    ]
    for code, result in (report.polls or {}).items():
        title = texts.plain(language, "report-picture-votes", language=texts.plain(code, "language-name"))
        bars.append(Bars(title, [(shorten(label, LABEL), n) for label, n in result.votes] if result else [], none))
    excerpt = " ".join(published.said(texts, sent, language).text.split())
    return Curve(
        title=texts.plain(language, "report-picture-title", number=str(sent.id)),
        subtitle=shorten(excerpt, LABEL),
        curve_title=texts.plain(language, "report-picture-reach"),
        moments=[_short(after, language) for after in report.reach.after],
        amounts=list(report.reach.reached),
        bars=bars,
    )


async def _show(context: Context, language: str, report: Report) -> None:
    """Sends the picture; its caption says what is in it, for those who do not see it."""
    services, chat = context.services, context.incoming.effective_chat
    drawn = await services.painter.draw(picture(services, language, report))
    if drawn is None or chat is None:
        return
    caption = services.texts.plain(
        language,
        "report-caption",
        number=str(report.sent.id),
        sent=report.counts.sent,
        total=report.counts.total,
        left=report.count(EffectKind.OPT_OUT),
    )
    try:
        await context.bot.send_photo(chat.id, drawn, caption=caption)
    except TelegramError as error:  # the words were said already
        log.warning("picture-not-sent", error=type(error).__name__)


def _reach_in_words(services: Services, language: str, report: Report) -> str:
    half, nearly = (report.reach.time_to(share) for share in SHARES)
    if half is None or nearly is None:
        return ""
    return services.texts(
        language,
        "report-reach",
        half=_duration(half, language),
        nearly=_duration(nearly, language),
        all=_duration(report.reach.after[-1], language),
    )


def _opt_outs(services: Services, language: str, report: Report) -> str:
    texts, left, hours = services.texts, report.count(EffectKind.OPT_OUT), int(WINDOW.total_seconds()) // 3600
    share = _percent(left, report.counts.sent, language)
    lines = [texts(language, "report-opt-outs", count=left, share=share, hours=hours)]
    if blocked := report.count(EffectKind.BLOCK):
        lines.append(texts(language, "report-blocks", count=blocked, hours=hours))
    return "\n".join(lines)


def _taps(services: Services, language: str, report: Report) -> str:
    links = Composition.read(report.sent.composition).links
    if not links:
        return ""
    texts = services.texts
    lines = [texts(language, "report-taps")]
    for effect in _tapped(report):
        lines.append(texts(language, "stats-line", label=_button(report.sent, language, effect), count=effect.count))
    if any(link.command is None and effects.payload_of(link.url) is None for link in links):
        lines.append(texts(language, "report-taps-elsewhere"))
    elif len(lines) == 1:
        lines.append(texts(language, "report-taps-none"))
    return "\n".join(lines)


def _votes(services: Services, language: str, report: Report) -> list[str]:
    texts, said = services.texts, []
    several = len(report.polls or {}) > 1
    for code, result in (report.polls or {}).items():
        which = texts.plain(code, "language-name") if several else ""
        lines = [texts(language, "report-votes", count=result.voters if result else 0, which=which)]
        for label, count in result.votes if result else ():
            share = _percent(count, result.voters if result else 0, language)
            lines.append(texts(language, "report-vote", label=label, count=count, share=share))
        said.append("\n".join(lines))
    return said


def _tapped(report: Report) -> list[Effect]:
    return [effect for effect in report.effects if effect.kind is EffectKind.TAP]


def _button(sent: Broadcast, language: str, effect: Effect) -> str:
    """Names a button by its label; by what it asks for if it was changed since."""
    for link in Composition.read(sent.composition).links:
        if effect.value in (link.command, effects.payload_of(link.url)):
            return link.label if language == DEFAULT_LANGUAGE else link.other_label or link.label
    return effect.value


def _items(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(label, count) for label, count in counts.items() if count]


def _duration(duration: timedelta, language: str) -> str:
    return format_timedelta(max(duration, timedelta(seconds=1)), threshold=1.5, locale=language)


def _percent(part: int, whole: int, language: str) -> str:
    pattern = "#,##0.#\u00a0%" if language == DEFAULT_LANGUAGE else "#,##0.#%"
    return format_percent(part / max(1, whole), format=pattern, locale=language)


def _short(duration: timedelta, language: str) -> str:
    return format_timedelta(duration, threshold=1.5, format="narrow", locale=language) if duration else "0"


COMMANDS = ()
TAPS = {"announcement:report": on_report}
