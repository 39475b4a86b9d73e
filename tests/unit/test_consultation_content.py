"""The consultation shipped with the service: it loads, says only what the release says, and is well written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from consultation.content import Consultation, FaqEntry, load_consultation
from consultation.content_faq import SERVICE, plain_source, source_is_verbatim
from consultation.text import length

FOLDER = Path(__file__).parents[2] / "content" / "pgo-2021-2023"
RELEASE = FOLDER / "source" / "communique-2021-02-23.md"

ENGLISH = re.compile(
    r"\b(the|what|when|where|which|who|how|is|are|do|does|did|can|my|of|to|in|on|by|and|with|for|from|"
    r"contribute|proposal|list|more|new)\b"
)
STRAIGHT_APOSTROPHE = re.compile(r"\w'\w")
BARE_HIGH_SIGN = re.compile(r"(?<!\u202f)[;!?](?!\w)")
BARE_COLON = re.compile(r"(?<!\u00a0):(?!//)")
BARE_QUOTE = re.compile(r"«(?!\u00a0)|(?<!\u00a0)»")
UNKNOWABLE = re.compile(r"https?://\S*transformation\.gouv\.fr/\S|\beuros?\b|€")


@pytest.fixture(scope="module")
def loaded() -> tuple[Consultation, tuple[FaqEntry, ...]]:
    return load_consultation(FOLDER)


@pytest.fixture(scope="module")
def consultation(loaded: tuple[Consultation, tuple[FaqEntry, ...]]) -> Consultation:
    return loaded[0]


@pytest.fixture(scope="module")
def entries(loaded: tuple[Consultation, tuple[FaqEntry, ...]]) -> dict[str, FaqEntry]:
    return {entry.id: entry for entry in loaded[1]}


def french_texts(consultation: Consultation, entries: dict[str, FaqEntry]) -> Iterator[tuple[str, str]]:
    """Yields every French text that reaches a screen, with where it stands."""
    yield "title", consultation.title["fr"]
    yield "summary", consultation.summary["fr"]
    yield "source", consultation.source
    titled = [(phase.id, phase.title) for phase in consultation.phases]
    titled += [(theme.id, theme.title) for theme in consultation.themes]
    described = [(resource.id, resource.title, resource.description) for resource in consultation.resources]
    described += [(event.id, event.title, event.description) for event in consultation.events]
    for ident, title in titled + [(ident, title) for ident, title, _ in described]:
        yield f"{ident} title", title["fr"]
    for ident, _, description in described:
        yield f"{ident} description", description["fr"]
    for theme in consultation.themes:
        yield f"{theme.id} summary", theme.summary["fr"]
    for resource in consultation.resources:
        if resource.note:
            yield f"{resource.id} note", resource.note["fr"]
    for silence in consultation.silences:
        yield f"{silence.id} topic", silence.topic["fr"]
    for entry in entries.values():
        yield f"{entry.id} question", entry.question["fr"]
        yield f"{entry.id} answer", entry.answer["fr"]
        yield f"{entry.id} source", entry.source


def test_the_eight_themes_are_there_in_both_languages(consultation: Consultation) -> None:
    assert len(consultation.themes) == 8
    assert all({"fr", "en"} == set(theme.title) == set(theme.summary) for theme in consultation.themes)


def test_every_theme_has_at_least_three_questions(consultation: Consultation, entries: dict[str, FaqEntry]) -> None:
    asked = Counter(entry.theme for entry in entries.values())
    assert {theme.id: asked[theme.id] for theme in consultation.themes if asked[theme.id] < 3} == {}


def test_there_are_sixty_entries_or_more_in_both_languages(entries: dict[str, FaqEntry]) -> None:
    assert len(entries) >= 60
    assert all({"fr", "en"} == set(entry.question) == set(entry.answer) for entry in entries.values())


def test_every_entry_is_asked_in_both_languages(entries: dict[str, FaqEntry]) -> None:
    assert [entry.id for entry in entries.values() if len(entry.variants) < 4] == []
    in_english = {e.id: [v for v in e.variants if ENGLISH.search(v.casefold())] for e in entries.values()}
    assert [ident for ident, variants in in_english.items() if not variants] == []


def test_variants_are_short(entries: dict[str, FaqEntry]) -> None:
    """Long variants resemble everything: they draw questions that are not theirs."""
    too_long = [(e.id, v) for e in entries.values() for v in e.variants if length(v) > 90]
    assert too_long == []


def test_answers_are_short(entries: dict[str, FaqEntry]) -> None:
    too_long = [e.id for e in entries.values() for text in e.answer.values() if length(text) > 450]
    assert too_long == []


@pytest.mark.parametrize("rule", [STRAIGHT_APOSTROPHE, BARE_HIGH_SIGN, BARE_COLON, BARE_QUOTE])
def test_french_is_typeset(rule: re.Pattern[str], consultation: Consultation, entries: dict[str, FaqEntry]) -> None:
    assert [(where, text) for where, text in french_texts(consultation, entries) if rule.search(text)] == []


def test_an_entry_quotes_the_release_or_speaks_of_this_service(entries: dict[str, FaqEntry]) -> None:
    unsourced = [e.id for e in entries.values() if e.source == SERVICE and not _about_the_service(e)]
    assert unsourced == []


def _about_the_service(entry: FaqEntry) -> bool:
    return entry.id.startswith(("bot-", "contribuer-"))


def test_french_quotations_inside_answers_are_the_releases_words(entries: dict[str, FaqEntry]) -> None:
    release = plain_source(RELEASE.read_text(encoding="utf-8"))
    for entry in entries.values():
        if entry.source != SERVICE:
            for quotation in re.findall("«([^«»]+)»", entry.answer["fr"]):
                assert source_is_verbatim(quotation, release), entry.id


def test_nothing_is_dated_by_words_that_grow_old(consultation: Consultation, entries: dict[str, FaqEntry]) -> None:
    stale = re.compile(r"\b(prochain|prochaine|dernier|dernière|ce jour|aujourd’hui|actuellement)\b")
    said = [text for where, text in french_texts(consultation, entries) if not where.endswith(" source")]
    assert [text for text in said if stale.search(text)] == []


def test_nothing_is_invented(consultation: Consultation, entries: dict[str, FaqEntry]) -> None:
    assert [where for where, text in french_texts(consultation, entries) if UNKNOWABLE.search(text)] == []
    assert consultation.launched == date(2021, 2, 23)
    known = {event.id: event.start for event in consultation.events if event.start}
    assert known == {
        "barometre-en-ligne": date(2021, 1, 13),
        "lancement": date(2021, 2, 23),
        "rapport": date(2021, 2, 23),
    }
    assert {resource.url for resource in consultation.resources} == {
        "https://transformation.gouv.fr",
        "https://data.gouv.fr",
        "http://gouvernement.fr",
        None,
    }
    assert [(phase.start, phase.end) for phase in consultation.phases if phase.start or phase.end] == [
        (date(2021, 2, 23), None)
    ]


def test_the_service_knows_what_the_release_does_not_say(consultation: Consultation) -> None:
    silences = {silence.id: silence for silence in consultation.silences}
    assert {"cout", "dates-des-rencontres", "autres-ministres", "liste-des-politiques"} <= silences.keys()
    assert all({"fr", "en"} == set(silence.topic) for silence in silences.values())
    assert [ident for ident, silence in silences.items() if len(silence.questions) < 4] == []


def test_the_launch_is_never_dated_in_january(entries: dict[str, FaqEntry]) -> None:
    for entry in entries.values():
        for answer in entry.answer.values():
            assert not re.search(r"23 janvier|23 January", answer), entry.id


FACTS = {
    "pgo-fondation": (("2011",), ("2011",)),
    "pgo-nombre-de-pays": (("78 pays", "77 autres"), ("78 countries", "77 others")),
    "france-adhesion": (("2014",), ("2014",)),
    "france-copresidence": (("2016",), ("2016",)),
    "macron-engagement-2017": (("2017", "données ouvertes"), ("2017", "open data")),
    "macron-citation-date": (("Paris", "24 septembre 2020"), ("Paris", "24 September 2020")),
    "classements": (("2019 et 2020", "2e", "OCDE", "3e"), ("2019 and 2020", "2nd", "OECD", "3rd")),
    "plan-2018-2020-engagements": (("21 engagements",), ("21 commitments",)),
    "plan-2018-2020-tenus": (("76\u00a0%", "tenus"), ("76%", "kept")),
    "rapport-lien": (("vide",), ("empty",)),
    "barometre-date": (("13 janvier 2021",), ("13 January 2021",)),
    "barometre-adresse": (("gouvernement.fr",), ("gouvernement.fr",)),
    "barometre-25-politiques": (("25 politiques",), ("25 priority policies",)),
    "barometre-11-politiques": (("11 autres", "annoncé", "avril 2021"), ("11 more", "announced", "April 2021")),
    "barometre-departements": (("département par département",), ("département by département",)),
    "barometre-open-data": (("data.gouv.fr",), ("data.gouv.fr",)),
    "lancement-date": (("mardi 23 février 2021",), ("Tuesday 23 February 2021",)),
    "lancement-lieu": (("Liberté Living Lab",), ("Liberté Living Lab",)),
    "rencontres": (("Démocratie ouverte", "Madada", "Code for France", "Change.org"), ("Madada", "Change.org")),
    "troisieme-plan": (("troisième",), ("third",)),
    "autorites-independantes": (
        ("Cour des comptes", "CADA", "CNIL", "Défenseur des droits", "ouverte"),
        ("Court of Accounts", "CADA", "CNIL", "Defender of Rights", "open"),
    ),
    "plateforme-adresse": (("transformation.gouv.fr",), ("transformation.gouv.fr",)),
    "plateforme-contenu": (("comprendra", "centre de ressources", "espace contributif"), ("will have",)),
    "plan-finalisation": (("décembre 2021",), ("December 2021",)),
    "plan-2021-2023-engagements": (("n’existent pas encore",), ("none yet",)),
    "contact-presse": (
        ("01 53 18 42 68", "presse.mtftp@transformation.gouv.fr"),
        ("01 53 18 42 68", "presse.mtftp@transformation.gouv.fr"),
    ),
}


@pytest.mark.parametrize("ident", FACTS)
def test_the_facts_easily_got_wrong_are_right(ident: str, entries: dict[str, FaqEntry]) -> None:
    french, english = FACTS[ident]
    assert all(words in entries[ident].answer["fr"] for words in french)
    assert all(words in entries[ident].answer["en"] for words in english)


def test_seventy_six_percent_are_kept_not_finished(entries: dict[str, FaqEntry]) -> None:
    said = [entry.answer for entry in entries.values() if "76" in entry.answer["fr"]]
    assert said
    assert all("tenus" in answer["fr"] and "kept" in answer["en"] for answer in said)


def test_the_list_of_eight_themes_names_each(consultation: Consultation, entries: dict[str, FaqEntry]) -> None:
    listed = entries["themes-liste"].answer
    for theme in consultation.themes:
        assert theme.title["fr"].casefold() in listed["fr"].casefold()
        assert theme.title["en"].casefold() in listed["en"].casefold()
