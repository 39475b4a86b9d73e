"""The phase in force is what was decided last, by an admin or by the calendar of Paris."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from consultation.content import Phase as Planned
from consultation.phase import InForce, Phase, following, in_force, schedule

TITLE = {"fr": "…"}
OPEN = Planned("open", TITLE, date(2021, 2, 23), None)
CLOSED = Planned("closed", TITLE, date(2021, 7, 1), None)
SYNTHESIS = Planned("synthesis", TITLE, None, None)
PLAN = (OPEN, CLOSED, SYNTHESIS)
MIDNIGHT = datetime(2021, 6, 30, 22, tzinfo=UTC)
"""When the first of July begins in Paris, in summer."""


def test_it_is_open_when_nothing_ever_said_otherwise() -> None:
    assert in_force((), None, MIDNIGHT) == InForce(Phase.OPEN, None)


@pytest.mark.parametrize(("seconds", "phase"), [(-1, Phase.OPEN), (0, Phase.CLOSED), (86_400, Phase.CLOSED)])
def test_a_date_is_midnight_in_paris(seconds: int, phase: Phase) -> None:
    assert in_force(PLAN, None, MIDNIGHT + timedelta(seconds=seconds)).phase is phase


def test_an_admin_outranks_the_calendar_until_its_next_date() -> None:
    decided = InForce(Phase.SYNTHESIS, MIDNIGHT - timedelta(days=3))
    assert in_force(PLAN, decided, MIDNIGHT - timedelta(days=1)) == decided
    assert in_force(PLAN, decided, MIDNIGHT) == InForce(Phase.CLOSED, MIDNIGHT)
    again = InForce(Phase.OPEN, MIDNIGHT + timedelta(hours=1))
    assert in_force(PLAN, again, MIDNIGHT + timedelta(days=300)) == again


def test_a_last_day_closes_the_day_after() -> None:
    plan = (Planned("open", TITLE, date(2021, 2, 23), date(2021, 6, 30)), SYNTHESIS)
    assert schedule(plan)[-1] == InForce(Phase.CLOSED, MIDNIGHT)
    assert schedule((*plan, CLOSED)) == [schedule(plan)[0], InForce(Phase.CLOSED, MIDNIGHT)]


def test_what_was_begun_may_be_sent_for_a_while_after_closing() -> None:
    closed, grace = InForce(Phase.CLOSED, MIDNIGHT), timedelta(minutes=30)
    assert not closed.takes_contributions
    assert closed.takes_what_was_begun(MIDNIGHT + timedelta(minutes=29), grace)
    assert not closed.takes_what_was_begun(MIDNIGHT + timedelta(minutes=30), grace)
    assert not closed.takes_what_was_begun(MIDNIGHT, timedelta())
    assert not InForce(Phase.SYNTHESIS, MIDNIGHT).takes_what_was_begun(MIDNIGHT, grace)


def test_each_phase_is_followed_by_the_next() -> None:
    assert [following(phase) for phase in Phase] == [Phase.CLOSED, Phase.SYNTHESIS, Phase.PUBLISHED, None]
