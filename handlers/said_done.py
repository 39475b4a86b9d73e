"""🤝 “Ce que vous avez dit, ce que nous faisons”: an announcement composed from contributions linked to commitments.

It is a draft like any other: the press officer reads it, changes it, and sends it the ordinary way. It is for those who
asked for such announcements, and for those whose contributions are told of.
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton, MessageEntity

from consultation.audience import EVERYONE, Audience, Group, GroupKind
from consultation.content import in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import length, shorten
from handlers import roles
from handlers.announcement import Announcement
from handlers.became import key
from handlers.composition import Composition
from handlers.context import Context
from handlers.reviewing import KIND, Answers, keep_and_ask
from handlers.screens import TEXT_LIMIT, Screen, button
from handlers.services import Services
from storage import drafts, said_done
from storage.drafts import Draft
from storage.said_done import SaidDone, Told

ALL = "all"
GAP = "\n\n"
ANSWER = 300
ROOM = TEXT_LIMIT - 600
"""UTF-16 units for commitments: the rest is for the first and the last lines."""


async def on_which(_: object, context: Context) -> None:
    """🤝: on which theme."""
    await roles.require(context, Role.PRESS)
    counted = await context.read(said_done.by_theme)
    if not counted:
        raise Refusal("said-done-nothing")
    rows = [
        [_pick(context, theme.id, f"{theme.emoji} {in_language(theme.title, context.language)}", counted[theme.id])]
        for theme in context.services.consultation.themes
        if theme.id in counted
    ]
    every = [button(context.label("said-done-all"), "said", "compose", ALL)]
    await context.toast()
    await context.say(Screen.of(context.text("said-done-which"), every, *rows))


async def on_compose(_: object, context: Context) -> None:
    """A theme, or all: the draft, shown as it would be received."""
    await roles.require(context, Role.PRESS)
    word = context.carried_word(0)
    theme = None if word == ALL else word
    found = await context.read(lambda conn: said_done.read(conn, theme))
    if not found.told:
        raise Refusal("said-done-nothing")
    services, person, now = context.services, context.person, context.now
    texts = {language: compose(services, language, found, theme) for language in services.texts.languages}
    await context.toast()

    def save(conn: Connection, answers: Answers) -> Draft:
        return drafts.begin(conn, person.id, KIND, field=None, answers=answers, now=now)

    await keep_and_ask(context, Composition(texts=texts, audience=audience(found, theme)), save)


def audience(found: SaidDone, theme: str | None) -> Audience:
    """Those who follow the theme, or all announcements, and those whose contributions fed these commitments."""
    asked = EVERYONE if theme is None else Group(GroupKind.THEME, theme)
    fed = [Group(GroupKind.COMMITMENT, str(one.commitment.number)) for one in found.told]
    return Audience((asked, *fed))


def compose(services: Services, language: str, found: SaidDone, theme: str | None) -> Announcement:
    """Writes the message in a language: as many commitments as fit in one, those most fed first."""
    texts = services.texts
    named = None if theme is None else services.consultation.theme(theme)
    head = texts.plain(language, "said-done-head")
    if named is not None:
        head = texts.plain(language, "said-done-head-theme", theme=in_language(named.title, language))
    parts, bold = [head], [(0, _units(head))]
    for place, one in enumerate(found.told):
        title, said = _commitment(services, language, one)
        if length(GAP.join([*parts, title, said])) > ROOM:
            parts.append(texts.plain(language, "said-done-more", count=len(found.told) - place))
            break
        bold.append((_units(GAP.join([*parts, ""])), _units(title)))
        parts.append(f"{title}\n{said}")
    if found.not_retained:
        parts.append(texts.plain(language, "said-done-not-retained", count=found.not_retained))
    parts.append(texts.plain(language, "said-done-tail"))
    entities = [{"type": MessageEntity.BOLD, "offset": offset, "length": long} for offset, long in bold]
    return Announcement("sendMessage", {"text": GAP.join(parts), "entities": entities})


def _commitment(services: Services, language: str, one: Told) -> tuple[str, str]:
    """Says a commitment: its title, then where it stands, what was said and what is answered."""
    texts, content = services.texts, one.commitment.content
    title = texts.plain(
        language,
        "said-done-commitment",
        number=str(content.number),
        title=in_language(content.title, language),
        fed=one.fed,
    )
    stage = texts.plain(language, f"commitment-stage-{key(one.commitment.stage)}")
    lines = [texts.plain(language, "said-done-stage", stage=stage)]
    for said, answer in one.quoted:
        lines.append(texts.plain(language, "said-done-you-said", title=said))
        lines.append(texts.plain(language, "said-done-we-do", answer=shorten(" ".join(answer.split()), ANSWER)))
    return title, "\n".join(lines)


def _units(text: str) -> int:
    """Counts as Telegram places formatting: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _pick(context: Context, theme: str, title: str, count: int) -> InlineKeyboardButton:
    return button(context.label("said-done-theme", theme=title, count=count), "said", "compose", theme)


COMMANDS = ()
TAPS = {"said:compose": on_compose, "said:which": on_which}
