"""What is wrong in the settings, in plain words: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

SECRETS = frozenset({"token", "secret_token", "url"})
"""Keys whose wrong value is not repeated on the screen."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right; a warning lets the service start."""

    where: str
    what: str
    hint: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.where} : {self.what} — {self.hint}"


class Mistakes(Exception):  # noqa: N818 - several, told in one go
    """The settings cannot be used."""

    def __init__(self, found: Sequence[Mistake]) -> None:
        super().__init__(found)
        self.found = tuple(found)

    def __str__(self) -> str:
        return "\n".join(str(mistake) for mistake in self.found)


def refuse(what: str, hint: str) -> PydanticCustomError:
    """Makes the error a validator raises, in the words the operator will read."""
    return PydanticCustomError("plain", "{what}", {"what": what, "hint": hint})


def in_plain_words(error: ValidationError, known: Mapping[str, Sequence[str]]) -> list[Mistake]:
    """Turns pydantic's report into mistakes; `known` gives the keys of each section."""
    return [_mistake(details, known) for details in error.errors(include_url=False)]


def _mistake(details: ErrorDetails, known: Mapping[str, Sequence[str]]) -> Mistake:
    where = ".".join(str(part) for part in details["loc"][:2])
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(details, where, known)
    if kind == "plain":
        return Mistake(where, str(context["what"]), str(context["hint"]))
    words = _WORDS.get(kind) or _WORDS.get(kind.partition("_")[0])
    if words is None:
        return Mistake(where, f"{_shown(details)} ne convient pas", "voyez config.example.toml")
    what, hint = words
    return Mistake(where, what(_shown(details), context), hint(where, context))


def _unknown(details: ErrorDetails, where: str, known: Mapping[str, Sequence[str]]) -> Mistake:
    *parents, name = (str(part) for part in details["loc"])
    choices = list(known[parents[0]]) if parents else list(known)
    noun = "clé inconnue" if parents else "section inconnue"
    close = get_close_matches(name, choices, n=1, cutoff=0.6)
    hint = f"vouliez-vous écrire « {close[0]} » ?" if close else f"retirez-la ; il y a : {', '.join(choices)}"
    return Mistake(where, noun, hint)


def _shown(details: ErrorDetails) -> str:
    secret = str(details["loc"][-1]) in SECRETS
    return "cette valeur" if secret else f"« {details['input']} »"


Words = tuple[Callable[[str, Mapping[str, object]], str], Callable[[str, Mapping[str, object]], str]]


def _list_example(where: str, _: Mapping[str, object]) -> str:
    return f"écrivez {where.rpartition('.')[2]} = [123456, 234567]"


_WORDS: dict[str, Words] = {
    "bool": (lambda value, _: f"{value} n’est ni vrai ni faux", lambda *_: "écrivez true ou false"),
    "int": (lambda value, _: f"{value} n’est pas un nombre entier", lambda *_: "écrivez des chiffres seulement"),
    "float": (lambda value, _: f"{value} n’est pas un nombre", lambda *_: "écrivez par exemple 30 ou 0.5"),
    "finite": (lambda value, _: f"{value} n’est pas un nombre fini", lambda *_: "écrivez par exemple 30 ou 0.5"),
    "greater": (
        lambda value, context: f"{value} est trop petit",
        lambda _, context: f"prenez au moins {context.get('ge', context.get('gt'))}",
    ),
    "less": (
        lambda value, context: f"{value} est trop grand",
        lambda _, context: f"prenez au plus {context.get('le', context.get('lt'))}",
    ),
    "literal": (
        lambda value, _: f"{value} n’existe pas",
        lambda _, context: f"choisissez {str(context['expected']).replace(' or ', ' ou ')}",
    ),
    "string": (lambda value, _: f"{value} n’est pas un texte", lambda *_: "mettez la valeur entre guillemets"),
    "path": (lambda value, _: f"{value} n’est pas un chemin", lambda *_: "mettez le chemin entre guillemets"),
    "frozen": (lambda value, _: f"{value} n’est pas une liste", _list_example),
    "model": (
        lambda value, _: f"{value} n’est pas une section",
        lambda where, _: f"écrivez une ligne [{where}], puis ses clés",
    ),
}
"""By pydantic's error type, or by its first word."""
