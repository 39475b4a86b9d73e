"""What a question says once spelling, courtesy and inflection are set aside: words, kinds of question, numbers."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

from consultation.faq_phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Smalltalk = Literal["greeting", "thanks"]

LONGEST = 2_000
"""Characters of a message that are read: beyond that, its end is kept, where the question usually stands."""

SPECIFIC = frozenset({"when", "where", "howmany", "cost", "who", "how", "why"})
"""Kinds of question that an entry answers or does not; the others (what, which, yes or no) are looser."""

MONTHS = frozenset(
    (
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    )
)
"""Names of the groups of equivalents of `faq_words.toml` that are months."""

_CAPITAL = re.compile("[A-ZÀ-Ý]")
_NAME = re.compile(r"(?<=[\w,;:’'«(] |\w[’'-])[A-ZÀ-Ý]\w+|\b[A-Z]{2,}\b")
VOWELS = frozenset("aeiouyh")
ELIDED = frozenset("dlmnst")
_GLUED = ELIDED | {"j"}
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_FOREIGN = re.compile("[^\x00-\x7f’«»–—€]")
"""All but what French writes beside letters, and keeps."""
_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=...)(?:[tdsx]+|e)$")
_ENDINGS = (
    ("issements", 4), ("issement", 4), ("atrices", 4), ("atrice", 4), ("ateurs", 4), ("ateur", 4),
    ("ations", 4), ("ation", 4), ("ements", 4), ("ement", 4), ("aient", 4), ("euses", 4), ("euse", 4),
    ("eront", 4), ("erait", 4), ("iques", 4), ("ique", 4), ("eurs", 4), ("eur", 4), ("utions", 4), ("ution", 4),
    ("erez", 4), ("era", 4), ("ait", 4), ("ant", 4), ("ing", 4), ("ees", 3), ("ed", 4), ("ez", 4), ("er", 4),
    ("ee", 3), ("es", 4), ("is", 4), ("e", 3), ("s", 3), ("x", 4), ("i", 4),
)  # fmt: skip
_SOUNDS = (
    ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("au", "o"), ("tion", "sion"), ("ph", "f"), ("qu", "k"), ("ch", "1"),
    ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("h", ""), ("y", "i"), ("z", "s"),
    ("ain", "in"), ("ein", "in"), ("im", "in"), ("em", "an"), ("en", "an"), ("am", "an"), ("ai", "e"), ("ei", "e"),
    ("om", "on"),
)  # fmt: skip


class Unit(NamedTuple):
    """A word or set phrase that carries meaning: its stem, and the group of equivalents it belongs to."""

    stem: str
    concept: str
    word: str
    name: bool = False
    weight: float = 1.0


class Text(NamedTuple):
    """A question as it is compared: `plain` for its letters, `units` for its words, `kinds` for what it asks."""

    plain: str
    units: tuple[Unit, ...]
    kinds: frozenset[str]
    words: tuple[str, ...]

    @property
    def dates(self) -> frozenset[str]:
        """The years and months it names."""
        return frozenset(unit.concept for unit in self.units if is_date(unit.concept))

    @property
    def bare(self) -> bool:
        """True for a keyword: one or two words and no question around them."""
        return 0 < len(self.units) <= 2 and not self.kinds and len(self.words) <= 4


def is_date(concept: str) -> bool:
    """Tells a calendar year or a month."""
    return concept in MONTHS or (len(concept) == 4 and concept.isdigit() and concept[:2] in {"18", "19", "20"})


def fold(text: str) -> str:
    """Lower case, no accents, one space between words; runs of a letter typed for emphasis are shortened."""
    if len(text) > LONGEST:
        text = text[-LONGEST:]
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = decomposed
    if not letters.isascii():
        letters = _FOREIGN.sub(_without_unseen, _ACCENTS.sub("", letters))
    letters = letters.replace("%", " pourcentage ").replace("e-mail", "email")
    return _REPEATED.sub(r"\1", " ".join(_WORD.findall(letters)))


def _without_unseen(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0]) in _UNSEEN else found[0]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cuts the usual French and English endings, once: "engagements" and "engager" meet, "ministre" stays."""
    if len(word) <= 3 or word[0].isdigit():
        return word
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= kept:
            return word[: -len(ending)]
    return word


def sound(word: str) -> str:
    """Writes a word roughly as it is heard in French, so that "resulta" meets "résultat"."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _SILENT.sub("", _DOUBLED.sub(r"\1", word))


class Words:
    """The language data of `faq_words.toml`, ready to read questions with."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._spellings = {key: tuple(value.split()) for key, value in _table(data, "spellings").items()}
        fillers = _section(data, "fillers")
        french, english = (frozenset(str(fillers[key]).split()) for key in ("french", "english"))
        self._fillers = french | english
        self._own = (french - english, english - french)
        self._capitals = frozenset(str(fillers["capitals"]).split())
        self._courtesies = Phrases(_strings(_section(fillers, "phrases")["list"]))
        self._kinds: dict[str, list[tuple[list[str], str]]] = {}
        for kind, phrases in _section(data, "types").items():
            for phrase in _strings(phrases):
                asking = phrase.replace("^", "^ ").replace("$", " $").split()
                self._kinds.setdefault(asking[0], []).append((asking, kind))
        followup = _section(data, "followup")
        self._openings = Phrases(_strings(followup["starts"]))
        self._pronouns = frozenset(_strings(followup["pronouns"]))
        smalltalk = _section(data, "smalltalk")
        self._thanks, self._greetings, self._around = (
            Phrases(_strings(smalltalk[kind])) for kind in ("thanks", "greeting", "around")
        )
        self._concepts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._exact: dict[str, str] = {}
        for group in _lists(_section(data, "equivalents")["groups"]):
            self._learn(group)
        self.usual = frozenset(
            word
            for group in _lists(_section(data, "equivalents")["groups"])
            for phrase in group
            for word in phrase.lstrip("=").split()
        )
        for entries in self._concepts.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry))

    @classmethod
    def load(cls) -> Words:
        """Reads the data that comes with the package."""
        return cls(tomllib.loads(files(__package__).joinpath("faq_words.toml").read_text("utf-8")))

    def _learn(self, group: list[str]) -> None:
        name = group[0].lstrip("=").replace(" ", "_")
        for phrase in group:
            if phrase.startswith("="):
                self._exact[phrase[1:]] = name
                continue
            stems = tuple(stem(word) for word in phrase.split())
            known = self._concepts.setdefault(stems[0], [])
            if all(stems != other for other, _ in known):
                known.append((stems, name))

    def is_filler(self, word: str) -> bool:
        """Tells whether a word carries no subject of its own."""
        return word in self._fillers or len(word) == 1

    def language(self, words: Sequence[str]) -> str | None:
        """Tells which language folded words are of, by the small ones that are of one language alone."""
        french, english = (sum(map(own.__contains__, words)) for own in self._own)
        return None if french == english else "fr" if french > english else "en"

    def spell(self, words: Iterable[str]) -> list[str]:
        """Folded words, phone spellings written out."""
        spelled: list[str] = []
        for word in words:
            known = self._spellings.get(word)
            if known:
                spelled.extend(known)
            elif len(word) > 3 and word[0] in _GLUED:
                spelled.extend(self._unglued(word))
            else:
                spelled.append(word)
        return spelled

    def _unglued(self, word: str) -> tuple[str, ...]:
        """Parts what the phone glues: "jcomprend", "linclusion", "dengagements"."""
        if word[0] == "j" and word[1] not in VOWELS:
            return ("je", word[1:])
        if len(word) > 6 and word[0] in ELIDED and word[1] in VOWELS and not self._known(word):
            return (word[0], word[1:]) if word[1:] in self.usual else (word,)
        return (word,)

    def read(self, text: str, respell: Callable[[str], str] | None = None) -> Text:
        """Everything the engine compares about a text; `respell` corrects a word that is not of the language."""
        return self.understand(text, self.spell(fold(text).split()), respell)

    def understand(self, text: str, words: list[str], respell: Callable[[str], str] | None = None) -> Text:
        """Does the same, when the words of the text are spelled already."""
        if respell:
            words = [word if word in self._fillers or len(word) == 1 else respell(word) for word in words]
        kinds = self._kinds_of(words)
        if "où" in text.casefold():
            kinds |= {"where"}
        kept = self._courtesies.left_of(words) or words
        names = frozenset[str]()
        if _CAPITAL.search(text, 1):
            names = frozenset(word for name in _NAME.findall(text) for word in fold(name).split())
        return Text(" ".join(kept), tuple(self._units(kept, names)), kinds, tuple(kept))

    def _kinds_of(self, words: list[str]) -> frozenset[str]:
        bounded = ["^", *words, "$"]
        found = []
        for place, word in enumerate(bounded):
            for asking, kind in self._kinds.get(word, ()):
                if bounded[place : place + len(asking)] == asking:
                    found.append((kind, place, len(asking)))
        hidden = {at for kind, place, size in found if kind == "none" for at in range(place, place + size)}
        return frozenset([kind for kind, place, _ in found if place not in hidden])

    def _units(self, words: list[str], names: frozenset[str]) -> Iterable[Unit]:
        stems = [stem(word) for word in words]
        empty = [self.is_filler(word) and not (word in names and word in self._capitals) for word in words]
        position = 0
        while position < len(words):
            word, size, concept = words[position], 0, ""
            if stems[position] in self._concepts:
                size, concept = self._phrase_at(stems, position)
            if size <= 1 and word in self._exact:
                size, concept = 1, self._exact[word]
            if size > 1:
                parts = [stems[at] for at in range(position, position + size) if not empty[at]]
                yield Unit("_".join(parts) or concept, concept, " ".join(words[position : position + size]))
            elif not empty[position]:
                named = word in names and not concept
                yield Unit(stems[position], concept or stems[position], word, named)
            position += max(size, 1)

    def _phrase_at(self, stems: list[str], position: int) -> tuple[int, str]:
        for phrase, concept in self._concepts[stems[position]]:
            if tuple(stems[position : position + len(phrase)]) == phrase:
                return len(phrase), concept
        return 0, ""

    def _known(self, word: str) -> bool:
        return word in self.usual or word in self._fillers

    def smalltalk(self, words: list[str]) -> Smalltalk | None:
        """Tells thanks or a greeting when spelled words say nothing else."""
        unthanked = self._thanks.left_of(words)
        rest = self._greetings.left_of(unthanked)
        if len(rest) == len(words) or self._around.left_of(rest):
            return None
        return "greeting" if len(unthanked) == len(words) else "thanks"

    def leans(self, text: Text) -> bool:
        """Tells a question that needs the one before: it opens with "et", points at it, or names nothing."""
        if not text.units or self._openings.open(text.words):
            return True
        return len(text.units) <= 3 and not self._pronouns.isdisjoint(text.words)

    def join(self, before: Text, text: Text, weight: float) -> Text:
        """A leaning question with what it leans on: its own kind and date win, the subject comes from before."""
        kinds = text.kinds - {"yesno"} or text.kinds or before.kinds
        dated = bool(text.dates)
        borrowed = [unit._replace(weight=weight) for unit in before.units if not (dated and is_date(unit.concept))]
        subject = [word for word in before.words if not self.is_filler(word) and not (dated and is_date(word))]
        words = (*subject, *text.words)
        return Text(" ".join(words), (*borrowed, *text.units), kinds, words)


def _section(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data[key]
    if not isinstance(value, dict):
        raise TypeError(f"faq_words.toml: [{key}] is not a table")
    return value


def _table(data: Mapping[str, object], key: str) -> dict[str, str]:
    return {name: str(value) for name, value in _section(data, key).items()}


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"faq_words.toml: {value!r} is not a list")
    return [str(item) for item in value]


def _lists(value: object) -> list[list[str]]:
    if not isinstance(value, list):
        raise TypeError(f"faq_words.toml: {value!r} is not a list")
    return [_strings(item) for item in value]
