"""What became of a contribution, for the person who sent it: the list, each one, and the notice of a decision.

The same sentences explain a status in the notice and under /suivi, so that the two never disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.fingerprint import fingerprint, short
from consultation.form import Answers
from consultation.moderation import OPEN, Status, Step
from consultation.refusal import Refusal
from consultation.text import shorten
from handlers import receipts
from handlers.became import NOTHING_YET, Became, became_of
from handlers.context import Context
from handlers.dates import PARIS, day, moment
from handlers.fitting import fitted, visible
from handlers.form import event_title, summary
from handlers.screens import TEXT_LIMIT, Screen, button, in_rows
from handlers.services import Services
from handlers.supporting import supported_screen
from storage import appeals, audit, notes, submissions, supports, versions
from storage.audit import Entry
from storage.submissions import Submission
from storage.versions import Version

PAGE = 5
STEPS_SHOWN = 6
NUMBER_DIGITS = 18
"""A longer number is nobody's contribution, and more than a database counts to."""
NUMBER_SIGN = re.compile(r"^(n[°o]\.?|#)", re.IGNORECASE)
GAP = "\n\n"


async def on_contributions(_: object, context: Context) -> None:
    """/mes_contributions: the list, newest first."""
    _refuse_in_public(context)
    await context.say(await _list_screen(context, 0))


async def on_follow(_: object, context: Context) -> None:
    """/suivi: one contribution by its number, sent or supported; the only one, or the list, without a number."""
    _refuse_in_public(context)
    typed = NUMBER_SIGN.sub("", "".join(context.args or []))
    if typed:
        number = _number(typed)
        await context.say(await supported_screen(context, number) or await _one_screen(context, number, 0))
        return
    person_id = context.person.id
    sent = await context.read(lambda conn: submissions.of_person(conn, person_id, limit=2))
    alone = await _one_screen(context, sent[0].id, 0) if len(sent) == 1 else None
    await context.say(alone or await _list_screen(context, 0))


async def on_list(_: object, context: Context) -> None:
    """Another page of the list, or back to it."""
    _refuse_in_public(context)
    screen = await _list_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_show(_: object, context: Context) -> None:
    """One contribution of the list."""
    _refuse_in_public(context)
    screen = await _one_screen(context, context.carried_id(0), context.carried_id(1))
    await context.toast()
    await context.replace(screen)


async def on_version(_: object, context: Context) -> None:
    """An earlier version of a contribution, as it was sent."""
    _refuse_in_public(context)
    number, version, page = context.carried_id(0), context.carried_id(1), context.carried_id(2)
    person_id = context.person.id

    def look(conn: Connection) -> tuple[Submission | None, Version | None]:
        return submissions.get(conn, number), versions.find(conn, number, version)

    submission, old = await context.read(look)
    if submission is None or submission.person_id != person_id or old is None:
        raise Refusal("button-gone")
    when = moment(old.at, context.language)
    head = context.text("follow-up-version", number=str(number), version=version, when=when)
    plan = context.services.consultation
    body = fitted(
        lambda answers: summary(context.services.texts, context.language, plan, answers),
        old.answers,
        TEXT_LIMIT - visible(head) - len(GAP),
    )
    older = [
        button(context.label("button-version", version=version - 1), "follow", "version", number, version - 1, page)
    ]
    back = button(context.label("button-back"), "follow", "show", number, page)
    await context.toast()
    await context.replace(Screen.of(GAP.join([head, body]), older if version > 1 else [], [back]))


def notice(
    services: Services, language: str, submission: Submission, *, appealed: bool = False, word: str | None = None
) -> Screen:
    """Tells an author what was decided, why, in a moderator's own words if there are, and what can be done next."""
    texts = services.texts
    text = texts(
        language,
        f"notice-{_key(submission.status)}",
        number=str(submission.id),
        title=str(submission.answers.get("title", "")),
    )
    parts = [text, explanation(services, language, submission, appealed=appealed, word=word)]
    steps = [step for step in Step.open_to(submission.status, appealed=appealed) if step is not Step.WITHDRAW]
    return Screen.of(GAP.join(parts), *_ways_on(services, language, submission, steps))


def explanation(
    services: Services, language: str, submission: Submission, *, appealed: bool = False, word: str | None = None
) -> str:
    """Says in plain words what a status means and what comes next, as HTML."""
    texts, status = services.texts, submission.status
    published = status is Status.APPROVED and services.policy.publication_chat_id is not None
    sentence = "next-approved-published" if published else f"next-{_key(status)}"
    original = str(submission.merged_into or "")
    if appealed and status in OPEN:
        sentence = "next-in-appeal"
    parts = [texts(language, sentence, field=_asked(services, language, submission), original=original)]
    if status is Status.REJECTED and submission.reason:
        why = [texts(language, f"reason-{submission.reason.replace('_', '-')}-told")]
        why += [texts(language, "notice-word", text=word)] if word else []
        parts = [*why, *parts]
        parts.append(texts(language, "next-appealed" if appealed else "next-appeal"))
    return GAP.join(parts)


async def _list_screen(context: Context, page: int) -> Screen:
    person_id = context.person.id

    def look(conn: Connection) -> tuple[int, int, list[Submission], frozenset[int]]:
        total = submissions.count_of_person(conn, person_id)
        kept = max(0, min(page, (total - 1) // PAGE))
        found = submissions.of_person(conn, person_id, limit=PAGE, offset=kept * PAGE)
        return total, kept, found, appeals.among(conn, [item.id for item in found])

    total, page, found, appealed = await context.read(look)
    if not found:
        return Screen.of(context.text("follow-up-none"), [_contribute(context.services, context.language)])
    lines = [
        context.text(
            "follow-up-line",
            number=str(item.id),
            title=_title(item),
            status=context.label(_status(item, item.id in appealed)),
            day=day(item.submitted_at.astimezone(PARIS).date(), context.language),
        )
        for item in found
    ]
    rows = [[_pick(context, item, page)] for item in found]
    head = context.text("follow-up-head", count=total)
    turn = turn_row(context, page, -(-total // PAGE), "follow", "list")
    return Screen.of(GAP.join([head, *lines]), *rows, turn, [_contribute(context.services, context.language)])


async def _one_screen(context: Context, number: int, page: int) -> Screen:
    person_id = context.person.id

    def look(conn: Connection) -> tuple[Submission | None, list[Entry], bool, int, Became, str | None]:
        story, appeal = audit.timeline(conn, f"submission:{number}", last=STEPS_SHOWN), appeals.find(conn, number)
        became = became_of(conn, context.services.texts, context.language, number)
        proofs = receipts.ways(conn, context.services, context.language, number)
        became = replace(became, ways=(*became.ways, *proofs))
        found = submissions.get(conn, number)
        word = None if found is None else notes.word_with(conn, number, found.decided_at)
        return found, story, appeal is not None, supports.count(conn, number), became, word

    submission, story, appealed, count, became, word = await context.read(look)
    if submission is None or submission.person_id != person_id:
        raise Refusal("follow-up-unknown", number=str(number))
    return detail_screen(
        context.services,
        context.language,
        submission,
        story,
        page,
        appealed=appealed,
        supported=count,
        became=became,
        word=word,
    )


def detail_screen(
    services: Services,
    language: str,
    submission: Submission,
    story: list[Entry],
    page: int,
    *,
    appealed: bool = False,
    supported: int = 0,
    became: Became = NOTHING_YET,
    word: str | None = None,
) -> Screen:
    """Shows its author a contribution: its status and what that means, what was written, the last steps."""
    texts = services.texts
    status = texts.plain(language, _status(submission, appealed))
    head = texts(language, "follow-up-one", number=str(submission.id), status=status)
    before = [head, explanation(services, language, submission, appealed=appealed, word=word)]
    after = [*became.lines, _steps(services, language, story)]
    if supported:
        after.insert(0, texts(language, "support-count", count=supported))
    if submission.answers:
        mark = short(fingerprint(submission.answers))
        after.append(texts(language, "follow-up-fingerprint", fingerprint=mark))
    event = event_title(services.consultation, language, submission.event)
    if event is not None:
        before.append(texts(language, "form-event", title=event))

    def in_words(answers: Answers) -> str:
        return summary(texts, language, services.consultation, answers)

    room = TEXT_LIMIT - sum(visible(part) + len(GAP) for part in [*before, *after])
    body = fitted(in_words, submission.answers, room)
    steps = Step.open_to(submission.status, appealed=appealed)
    return Screen.of(
        GAP.join([*before, body, *after]),
        *([way] for way in became.ways),
        *_ways_on(services, language, submission, steps),
        _older(services, language, submission, page),
        [button(texts.plain(language, "button-back"), "follow", "list", page)],
    )


def _status(submission: Submission, appealed: bool) -> str:
    """Names the sentence for where a contribution stands: one that was refused and waits again is in appeal."""
    return "status-in-appeal" if appealed and submission.status in OPEN else f"status-{_key(submission.status)}"


def _older(services: Services, language: str, submission: Submission, page: int) -> list[InlineKeyboardButton]:
    """Leads to the version before, if there is one and the text was not erased."""
    if submission.version == 1 or not submission.answers:
        return []
    label = services.texts.plain(language, "button-version", version=submission.version - 1)
    return [button(label, "follow", "version", submission.id, submission.version - 1, page)]


def turn_row(context: Context, page: int, pages: int, noun: str, verb: str) -> list[InlineKeyboardButton]:
    """The buttons that turn the pages of a list; nothing when there is one page."""
    row = []
    if page > 0:
        row.append(button(context.label("button-previous"), noun, verb, page - 1))
    if page + 1 < pages:
        row.append(button(context.label("button-next"), noun, verb, page + 1))
    return row


def _steps(services: Services, language: str, story: list[Entry]) -> str:
    texts = services.texts
    lines = [texts(language, "timeline-head")]
    for entry in story:
        sentence = f"timeline-{entry.action.replace('_', '-')}"
        if texts.has(sentence):
            version = int(entry.details.get("version") or 1)
            lines.append(texts(language, sentence, when=moment(entry.at, language), version=version))
    return "\n".join(lines)


def _ways_on(
    services: Services, language: str, submission: Submission, steps: Iterable[Step]
) -> list[Sequence[InlineKeyboardButton]]:
    """What the author can do now: the steps open to them; contribute again after a refusal; ask what was meant."""
    texts = services.texts
    ways = [
        button(texts.plain(language, f"button-{step.value.verb}"), "form", step.value.verb, submission.id)
        for step in steps
    ]
    more = []
    if submission.status is Status.REJECTED:
        more.append([_contribute(services, language)])
    if submission.status is Status.CHANGES_REQUESTED:
        more.append([button(texts.plain(language, "button-ask-moderator"), "message", "answer", submission.id)])
    return [*in_rows(ways, 2), *more]


def _contribute(services: Services, language: str) -> InlineKeyboardButton:
    return button(services.texts.plain(language, "button-contribute"), "form", "open")


def _asked(services: Services, language: str, submission: Submission) -> str:
    field = submission.requested_field
    return services.texts.plain(language, f"field-{field}") if field else ""


def _pick(context: Context, submission: Submission, page: int) -> InlineKeyboardButton:
    label = context.label("follow-up-pick", number=str(submission.id), title=_title(submission))
    return button(label, "follow", "show", submission.id, page)


def _title(submission: Submission) -> str:
    return shorten(str(submission.answers.get("title", "")), 120)


def _key(status: Status) -> str:
    return status.value.replace("_", "-")


def _number(typed: str) -> int:
    if not typed.isdecimal():
        raise Refusal("follow-up-which")
    if len(typed) > NUMBER_DIGITS:
        raise Refusal("follow-up-unknown", number=shorten(typed, 20))
    return int(typed)


def _refuse_in_public(context: Context) -> None:
    """Contributions are shown to their author alone, never in a group."""
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("follow-up-in-private")


COMMANDS = (
    (("mes_contributions", "my_contributions"), on_contributions),
    (("suivi", "follow"), on_follow),
)
TAPS = {"follow:list": on_list, "follow:show": on_show, "follow:version": on_version}
