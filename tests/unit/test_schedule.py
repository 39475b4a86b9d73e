"""Moments that press officers type, in Paris time, on both sides of the two nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation import schedule
from consultation.agenda import PARIS
from consultation.refusal import Refusal

NOW = datetime(2027, 3, 10, 13, 0, tzinfo=UTC)  # a Wednesday, 14:00 in Paris


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("demain 9h", "2027-03-11 09:00"),
        ("Demain à 9h30", "2027-03-11 09:30"),
        ("demain à 9 h 05", "2027-03-11 09:05"),
        ("aujourd’hui 18h", "2027-03-10 18:00"),
        ("ce soir 20h", "2027-03-10 20:00"),
        ("18:15", "2027-03-10 18:15"),
        ("après-demain midi", "2027-03-12 12:00"),
        ("lundi 14h30", "2027-03-15 14:30"),
        ("mercredi 8h", "2027-03-17 08:00"),
        ("lundi prochain 8h", "2027-03-15 08:00"),
        ("lundi 3 mai 8h", "2027-05-03 08:00"),
        ("12/03/2027 08:30", "2027-03-12 08:30"),
        ("le 12/03 à 08h30", "2027-03-12 08:30"),
        ("1er avril 9h", "2027-04-01 09:00"),
        ("2 janvier 9h", "2028-01-02 09:00"),
        ("2027-03-12 08:30", "2027-03-12 08:30"),
        ("28/03/27 03:00", "2027-03-28 03:00"),
        ("31/10/2027 1:59", "2027-10-31 01:59"),
        ("tomorrow at 9am", "2027-03-11 09:00"),
        ("friday 5 pm", "2027-03-12 17:00"),
        ("12 march noon", "2027-03-12 12:00"),
        ("dans 2 heures", "2027-03-10 16:00"),
        ("in 45 minutes", "2027-03-10 14:45"),
        ("dans 3 jours", "2027-03-13 14:00"),
    ],
)
def test_what_is_typed_is_a_moment_of_paris(typed: str, moment: str) -> None:
    read = schedule.read(typed, NOW)
    assert f"{read.astimezone(PARIS):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("bientôt", "unread"),
        ("demain", "unread"),
        ("demain 25h", "unread"),
        ("demain 9h75", "unread"),
        ("demain 13 pm", "unread"),
        ("demain 9h et 10h", "unread"),
        ("31/02/2027 9h", "no-such-day"),
        ("12/13/2027 9h", "no-such-day"),
        ("aujourd'hui 9h", "past"),
        ("14h", "past"),
        ("hier 9h", "past"),
        ("avant-hier", "past"),
        ("yesterday 9am", "past"),
        ("09/03/2027 9h", "past"),
        ("01/01/0001 9h", "past"),
        ("12/03/2029 9h", "far"),
        ("31/12/9999 9h", "far"),
        ("28/03/2027 02:30", "missing-hour"),
        ("31/10/2027 02:30", "double-hour"),
    ],
)
def test_what_cannot_be_is_refused_and_says_why(typed: str, why: str) -> None:
    with pytest.raises(Refusal, match=f"broadcast-when-{why}$"):
        schedule.read(typed, NOW)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        assert schedule.read(typed, NOW) > NOW
    except Refusal as refusal:
        assert refusal.message_id.startswith("broadcast-when-")
