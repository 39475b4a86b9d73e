"""A consultation's folder: read whole, or refused with the file, the line and what to do for every mistake."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from consultation.content import (
    Consultation,
    ContentError,
    ContentErrors,
    FaqEntry,
    in_language,
    load_consultation,
)
from consultation.content_faq import plain_source, source_is_verbatim

FILES = {
    "consultation.toml": """\
id = "voirie"
title.fr = "Plan voirie"
title.en = "Roads plan"
summary.fr = "Pour des rues sûres."
source = "Communiqué du 1er mars 2021"
launched = 2021-03-01

[press_contact]
phone = "01 00 00 00 00"
email = "presse@example.org"

[[phase]]
id = "open"
title.fr = "Contributions"
start = 2021-03-01

[[phase]]
id = "synthesis"
title.fr = "Synthèse"
""",
    "themes.toml": """\
[[theme]]
id = "velo"
emoji = "🚲"
title.fr = "Vélo"
summary.fr = \"\"\"
Des pistes
id = "ce n’est pas une clé"
\"\"\"

[[theme]]
id = "pieton"
emoji = "🚶"
title.fr = "Piétons"
title.en = "Walking"
summary.fr = "Des trottoirs."
""",
    "resources.toml": """\
[[resource]]
id = "carte"
title.fr = "La carte"
description.fr = "Toutes les rues."
note.fr = "L’adresse n’est pas précisée."
""",
    "events.toml": """\
[[event]]
id = "atelier"
title.fr = "Atelier"
description.fr = "La date n’est pas précisée."
place = "Mairie"
""",
    "source/communique.md": "# Communiqué\n\nLa *rue* Verte  sera [fermée](http://x) le 2<sup>e</sup> jour, "
    "l'été venu.\n",
    "faq/rue-verte.md": """\
---
question: Quand la rue Verte ferme-t-elle ?
question_en: When does Verte street close?
theme: velo
variants:
  - fermeture rue verte
  - kan ferme la rue verte
  - rue verte fermee quel jour
  - closing day of verte street
source: "« La rue Verte sera fermée le 2e jour »"
as_of: 2021-03-01
answer_en: |
  On the second day.
---

Le deuxième jour.
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        write(tmp_path, name, text)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    write(folder, name, text.replace(old, new, 1))


def refused(folder: Path) -> tuple[ContentError, ...]:
    with pytest.raises(ContentErrors) as caught:
        load_consultation(folder)
    return caught.value.errors


def test_a_sound_folder_is_read(folder: Path) -> None:
    consultation, entries = load_consultation(folder)
    assert isinstance(consultation, Consultation)
    assert consultation.launched == date(2021, 3, 1)
    assert [phase.start for phase in consultation.phases] == [date(2021, 3, 1), None]
    walking = consultation.theme("pieton")
    assert walking is not None
    assert in_language(walking.title, "en") == "Walking"
    assert in_language(walking.summary, "en") == "Des trottoirs."
    assert consultation.theme("train") is None
    assert consultation.resources[0].url is None
    assert consultation.events[0].start is None
    assert entries == (
        FaqEntry(
            id="rue-verte",
            theme="velo",
            question={
                "fr": "Quand la rue Verte ferme-t-elle ?",
                "en": "When does Verte street close?",
            },
            answer={"fr": "Le deuxième jour.", "en": "On the second day."},
            variants=(
                "fermeture rue verte",
                "kan ferme la rue verte",
                "rue verte fermee quel jour",
                "closing day of verte street",
            ),
            source="« La rue Verte sera fermée le 2e jour »",
            as_of=date(2021, 3, 1),
        ),
    )


def test_an_event_may_say_its_hours(folder: Path) -> None:
    change(folder, "events.toml", 'place = "Mairie"', "start = 2021-03-02\nbegins = 14:30:00\nends = 16:00:00")
    event = load_consultation(folder)[0].event("atelier")
    assert event is not None
    assert (event.start, event.begins, event.ends) == (date(2021, 3, 2), time(14, 30), time(16))


def test_reading_twice_gives_the_same(folder: Path) -> None:
    assert load_consultation(folder) == load_consultation(folder)


def test_an_entry_needs_no_english(folder: Path) -> None:
    change(folder, "faq/rue-verte.md", "question_en: When does Verte street close?\n", "")
    change(folder, "faq/rue-verte.md", "answer_en: |\n  On the second day.\n", "")
    _, entries = load_consultation(folder)
    assert in_language(entries[0].answer, "en") == "Le deuxième jour."


FAQ = "faq/rue-verte.md"
MISTAKES = [
    # file, text replaced, by what, line told, words told
    (FAQ, "theme: velo", "theme: train", 4, ("thème inconnu « train »", "velo, pieton, pgo, plan, bot")),
    (FAQ, "as_of: 2021-03-01", "as_of: hier", 11, ("as_of", "AAAA-MM-JJ")),
    (FAQ, "as_of: 2021-03-01", "as_of: 2021-02-31", 11, ("as_of", "guillemets")),
    (FAQ, "as_of: 2021-03-01\n", "", 1, ("as_of", "AAAA-MM-JJ")),
    (FAQ, "as_of:", "asof:", 11, ("clé inconnue « asof »", "as_of")),
    (FAQ, "theme: velo", "theme: velo\ntheme: pieton", 5, ("écrit deux fois",)),
    (FAQ, "  - fermeture rue verte\n", "", 5, ("3 variante(s)", "au moins 4")),
    (FAQ, "  - fermeture rue verte", "  - 2021", 6, ("« 2021 » n’est pas un texte", "guillemets")),
    (FAQ, "  - fermeture rue verte", "  - rue verte : date", 6, ("n’est pas un texte", "guillemets")),
    (FAQ, "fermeture rue verte", '"???"', 6, ("aucun mot",)),
    (FAQ, "fermeture rue verte", "x" * 201, 6, ("1 de trop", "200")),
    (FAQ, "kan ferme", "Fermeture ! Rue verte\n  - kan ferme", 7, ("déjà demandé (faq/rue-verte.md:6)",)),
    (FAQ, "fermeture rue verte", "when does VERTE street close", 6, ("déjà demandé (faq/rue-verte.md:3)",)),
    (FAQ, "question_en: When", "question_en: [When", 3, ("YAML mal formé",)),
    (FAQ, "question: Quand", "question: Rue : quand", 2, ("YAML mal formé", "guillemets")),
    (FAQ, "sera fermée le", "sera ouverte le", 10, ("ne se trouve pas dans source/*.md", "mot pour mot")),
    (FAQ, "« La rue Verte sera fermée le 2e jour »", "communiqué", 10, ("ne cite rien", "service")),
    (FAQ, "answer_en: |\n  On the second day.\n", "", 1, ("« answer_en » manque",)),
    (FAQ, "On the second day.", "On the <b>second</b> day.", 13, ("mise en forme", "Markdown")),
    (FAQ, "Le deuxième jour.", "Le jour.\n\nEt **non**.", 18, ("mise en forme", "texte simple")),
    (FAQ, "Le deuxième jour.", "🚲" * 450, 16, ("900 signes, 1 de trop", "deux entrées")),
    (FAQ, "Le deuxième jour.", "", 16, ("la réponse est vide",)),
    (FAQ, "---\nquestion:", "question:", 1, ("l’en-tête manque", "---")),
    ("consultation.toml", "launched = 2021-03-01", "launched = 2021-03-", 6, ("TOML mal formé",)),
    ("consultation.toml", "launched = 2021-03-01", 'launched = "mars"', 6, ("launched", "AAAA-MM-JJ")),
    ("consultation.toml", 'id = "open"', 'id = "ouverte"', 13, ("phase inconnue", "open, closed")),
    ("consultation.toml", 'id = "open"', 'id = "open"\nurl = "plan"', 14, ("n’est pas une adresse", "https://")),
    ("consultation.toml", "start = 2021-03-01", "start = 2021-03-01\nend = 2021-02-01", 16, ("finit avant",)),
    ("consultation.toml", 'title.fr = "Synthèse"', "", 17, ("« title » manque", "title.fr")),
    ("consultation.toml", "[press_contact]", "[contact]", 8, ("clé inconnue « contact »",)),
    ("consultation.toml", 'title.fr = "Plan voirie"', 'title.de = "Plan"', 2, ("clé inconnue « de »", "fr, en")),
    ("consultation.toml", 'title.fr = "Plan voirie"\ntitle.en = "Roads plan"', 'title = "Plan"', 2, ("title.fr",)),
    ("themes.toml", 'id = "pieton"', 'id = "velo"', 11, ("« velo » est déjà pris",)),
    ("themes.toml", 'id = "pieton"', 'id = "Piéton"', 11, ("« Piéton » n’est pas valable",)),
    ("themes.toml", 'emoji = "🚶"\n', "", 10, ("« emoji » manque",)),
    ("themes.toml", "Des trottoirs.", "", 15, ("« fr » est vide",)),
    ("resources.toml", "note.fr", 'url = "carte.fr"\nnote.fr', 5, ("« carte.fr »", "https://")),
    ("resources.toml", "note.fr = ", "title.en = ", 1, ("ni adresse ni note",)),
    ("events.toml", "[[event]]", "[event]", 1, ("aucune table « event »", "[[event]]")),
    ("events.toml", 'place = "Mairie"', "place = 3", 5, ("« 3 » n’est pas un texte",)),
    ("events.toml", 'id = "atelier"', f'id = "{"a" * 41}"', 2, ("n’est pas valable", "de 2 à 40")),
    ("events.toml", 'place = "Mairie"', "begins = 14:30:00", 5, ("une heure sans jour", "start")),
    ("events.toml", 'place = "Mairie"', 'start = 2021-03-02\nbegins = "14h"', 6, ("n’est pas une heure", "HH:MM:SS")),
    ("events.toml", 'place = "Mairie"', 'month = "avril"', 5, ("n’est pas un mois", "AAAA-MM")),
    ("events.toml", 'place = "Mairie"', 'start = 2021-03-02\nmonth = "2021-03"', 6, ("un mois à côté d’un jour",)),
    ("events.toml", 'place = "Mairie"', "start = 2021-03-02\nends = 16:00:00", 6, ("la fin vient sans début",)),
    (
        "events.toml",
        'place = "Mairie"',
        "start = 2021-03-02\nbegins = 14:30:00\nends = 14:30:00",
        7,
        ("la fin vient sans début, ou avant lui", "corrigez"),
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "words"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    folder: Path, name: str, old: str, new: str, line: int, words: tuple[str, ...]
) -> None:
    change(folder, name, old, new)
    errors = [error for error in refused(folder) if error.path == name and error.line == line]
    assert any(all(word in str(error) for word in words) for error in errors), refused(folder)


def test_a_mistake_reads_as_one_line(folder: Path) -> None:
    change(folder, FAQ, "theme: velo", "theme: train")
    (error,) = refused(folder)
    assert str(error) == (
        "faq/rue-verte.md:4: thème inconnu « train » — choisissez parmi : velo, pieton, pgo, plan, bot"
    )


def test_every_mistake_is_told_in_one_go(folder: Path) -> None:
    change(folder, "consultation.toml", 'id = "voirie"', 'id = "Voirie !"')
    change(folder, "themes.toml", 'emoji = "🚶"\n', "")
    change(folder, FAQ, "theme: velo", "theme: train")
    change(folder, FAQ, "Le deuxième jour.", "")
    (folder / "events.toml").unlink()
    assert [(error.path, error.line) for error in refused(folder)] == [
        ("consultation.toml", 1),
        ("events.toml", 1),
        (FAQ, 4),
        (FAQ, 16),
        ("themes.toml", 10),
    ]


def test_two_entries_may_not_ask_the_same(folder: Path) -> None:
    text = FILES[FAQ].replace("question: Quand", "question: Quel jour")
    write(folder, "faq/autre.md", text)
    told = [str(error) for error in refused(folder)]
    assert len(told) == 5  # the English question and the four variants
    assert "faq/rue-verte.md:6: « fermeture rue verte » est déjà demandé (faq/autre.md:6)" in told[1]


def test_a_broken_theme_file_does_not_make_every_entry_wrong(folder: Path) -> None:
    write(folder, "themes.toml", "[[theme]\n")
    assert [(error.path, error.line) for error in refused(folder)] == [("themes.toml", 1)]


def test_a_file_that_is_not_utf8_is_told_with_its_line(folder: Path) -> None:
    (folder / FAQ).write_bytes(FILES[FAQ].encode("latin-1", "replace"))
    (error,) = refused(folder)
    assert (error.path, error.line) == (FAQ, 10)
    assert "UTF-8" in error.hint


def test_a_file_saved_on_windows_is_read(folder: Path) -> None:
    (folder / FAQ).write_bytes(b"\xef\xbb\xbf" + FILES[FAQ].replace("\n", "\r\n").encode())
    _, entries = load_consultation(folder)
    assert entries[0].answer["fr"] == "Le deuxième jour."


def test_a_stray_file_among_the_entries_is_told(folder: Path) -> None:
    write(folder, "faq/Notes.txt", "à faire")
    write(folder, "faq/.DS_Store", "")
    (error,) = refused(folder)
    assert error.path == "faq/Notes.txt"


def test_a_missing_folder_tells_each_missing_file(tmp_path: Path) -> None:
    paths = {error.path for error in refused(tmp_path / "nowhere")}
    assert paths == {"consultation.toml", "themes.toml", "resources.toml", "events.toml", "faq"}


SILENCE = """\
[[silence]]
id = "cout"
topic.fr = "le coût des travaux"
questions = ["combien ça coûte", "how much is it"]
"""


def test_what_the_source_does_not_say_is_read(folder: Path) -> None:
    write(folder, "silences.toml", SILENCE)
    consultation, _ = load_consultation(folder)
    (silence,) = consultation.silences
    assert in_language(silence.topic, "en") == "le coût des travaux"
    assert silence.questions == ("combien ça coûte", "how much is it")


def test_a_folder_may_be_silent_about_nothing(folder: Path) -> None:
    consultation, _ = load_consultation(folder)
    assert consultation.silences == ()


def test_no_entry_asks_what_the_source_does_not_say(folder: Path) -> None:
    write(folder, "silences.toml", SILENCE.replace("combien ça coûte", "Fermeture rue Verte ?"))
    (error,) = refused(folder)
    assert (error.path, error.line) == (FAQ, 6)
    assert "silences.toml, cout" in error.message


@pytest.mark.parametrize(
    ("quotation", "verbatim"),
    [
        ("La rue Verte sera fermée le 2e jour", True),
        ("l’été venu", True),
        ("La rue Verte … le 2e jour", True),
        ("le 2e jour […] La rue Verte", False),
        ("La rue Vert", False),
        ("la rue verte", False),
        ("…", False),
    ],
)
def test_a_quotation_is_verbatim_but_for_marks_and_spaces(quotation: str, verbatim: bool) -> None:
    assert source_is_verbatim(quotation, plain_source(FILES["source/communique.md"])) is verbatim
