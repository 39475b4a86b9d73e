"""An announcement as it stands once sent: in each language, and after what put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from consultation.broadcast import ChangeKind
from handlers.announcement import Announcement
from handlers.composition import Composition
from handlers.context import Context
from handlers.texts import DEFAULT_LANGUAGE, Texts
from storage.broadcasts import Broadcast

NOT_SHOWN = ("reply_markup", "description")
"""What belongs to those who received it, and not to a copy in the archive."""


@dataclass(frozen=True, slots=True)
class Story:
    """An announcement, and what put it right since, oldest first."""

    sent: Broadcast
    changes: tuple[Broadcast, ...] = ()

    @property
    def edited(self) -> Broadcast | None:
        """The last rewriting of what was received."""
        return next((one for one in reversed(self.changes) if _is(one, ChangeKind.EDIT)), None)

    @property
    def deleted(self) -> Broadcast | None:
        """The deletion of what was received."""
        return next((one for one in reversed(self.changes) if _is(one, ChangeKind.DELETION)), None)

    @property
    def corrections(self) -> tuple[Broadcast, ...]:
        """The messages that were sent to put it right."""
        return tuple(one for one in self.changes if _is(one, ChangeKind.CORRECTION))

    @property
    def current(self) -> Broadcast:
        """What says the words that are in force."""
        return self.edited or self.sent


def stories(sent: Iterable[Broadcast], changes: Iterable[Broadcast]) -> list[Story]:
    """Puts changes beside the announcements that they are about."""
    by_about: dict[int, list[Broadcast]] = {}
    for one in changes:
        if one.change is not None:
            by_about.setdefault(one.change.about, []).append(one)
    return [Story(one, tuple(by_about.get(one.id, ()))) for one in sent]


def said(texts: Texts, sent: Broadcast, language: str) -> Announcement:
    """The message that a language's readers got, as it can be sent anew."""
    composed = Composition.read(sent.composition)
    shown = composed.shown(texts) if composed.main is not None else {}
    return shown.get(language) or shown.get(DEFAULT_LANGUAGE) or Announcement(sent.method, sent.in_language(language))


def copied(texts: Texts, sent: Broadcast, language: str) -> Announcement:
    """The message without what belongs to those who received it."""
    received = said(texts, sent, language)
    params = {key: value for key, value in received.params.items() if key not in NOT_SHOWN}
    return replace(received, params=params)


def polls_of(sent: Broadcast) -> Mapping[str, str]:
    """The ids of its polls, by language."""
    return Composition.read(sent.composition).polls


def versions_of(context: Context, sent: Broadcast) -> list[Announcement]:
    """The message in each of its languages."""
    shown: Mapping[str, Announcement] = Composition.read(sent.composition).shown(context.services.texts)
    return list(shown.values())


def _is(one: Broadcast, kind: ChangeKind) -> bool:
    return one.change is not None and one.change.kind is kind
