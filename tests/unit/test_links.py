"""Buttons under an announcement: a label and an https address, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from consultation import links
from consultation.links import Link
from consultation.refusal import Refusal
from handlers.announcement import Announcement
from handlers.composition import Composition, links_of
from handlers.registry import CITIZEN_COMMANDS, commands
from handlers.texts import Texts


def test_one_button_a_line_with_a_label_for_english_readers_if_one_is_given() -> None:
    typed = "Lire le plan | https://exemple.fr/plan?a=1 | Read the plan\n\nS’inscrire|https://exemple.fr"
    assert links.read(typed) == (
        Link("Lire le plan", "https://exemple.fr/plan?a=1", "Read the plan"),
        Link("S’inscrire", "https://exemple.fr"),
    )
    assert [Link.from_json(link.to_json()) for link in links.read(typed)] == list(links.read(typed))


def test_a_button_may_lead_to_a_command_of_citizens() -> None:
    [inside] = links.read("Je contribue | /contribuer | Take part")
    assert inside.command == "contribuer"
    assert set(links.INSIDE) <= set(commands())
    assert set(links.INSIDE) - set(CITIZEN_COMMANDS) == {"question"}


def test_what_puts_an_announcement_right_keeps_its_buttons() -> None:
    typed = links.read("Je contribue | /contribuer | Take part\nLe plan | https://exemple.fr")
    said = {code: Announcement("sendMessage", {"text": code}) for code in ("fr", "en")}
    shown = Composition(texts=said, links=typed).shown(Texts(strict=True))
    assert links_of(shown["fr"].params, shown["en"].params) == typed


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Lire", "unread"),
        ("| https://exemple.fr", "unread"),
        ("a | https://exemple.fr | b | c", "unread"),
        ("Lire | http://exemple.fr", "not-https"),
        ("Effacer | /mes_donnees", "not-https"),
        ("Lire | contribuer", "not-https"),
        ("Lire | javascript:alert(1)", "not-https"),
        ("Lire | tg://user?id=12", "not-https"),
        ("Lire | https://exemple", "not-https"),
        ("Lire | https://exemple..fr", "not-https"),
        ("Lire | https://banque.fr@exemple.fr", "not-https"),
        ("Lire | https://exemple.fr:99999", "not-https"),
        ("Lire | https://[exemple", "not-https"),
        ("Lire | https://exemple.fr/un deux", "not-https"),
        (f"{'a' * 41} | https://exemple.fr", "label-long"),
        ("a | https://exemple.fr\n" * 7, "too-many"),
    ],
)
def test_what_is_no_button_is_refused_and_says_why(typed: str, why: str) -> None:
    with pytest.raises(Refusal, match=f"broadcast-buttons-{why}$"):
        links.read(typed)
