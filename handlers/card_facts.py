"""What a card says beside the submission itself: who decided, what changed, an appeal, supports, the team's doings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from handlers import card_team
from handlers.card_team import Team
from storage import appeals, audit, people, supports, versions
from storage.appeals import Appeal
from storage.audit import Entry
from storage.submissions import Submission

STORY = 20
"""How many of a submission's last audit entries tell what a card needs to know."""
MASKED = "masked"
CHANGES = ("clarified", "revised", MASKED)
"""What makes a new version of a submission, as the audit names it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a submission beside itself: who decided, what changed since the version before, an appeal."""

    decided_by: str | None = None
    changed: frozenset[str] = frozenset()
    change: Entry | None = None
    appeal: Appeal | None = None
    refused_by: str = ""
    supports: int = 0
    team: Team = card_team.NO_TEAM


def facts_about(conn: Connection, submission: Submission) -> Facts:
    """Reads what a card says beside the submission itself."""
    number, version = submission.id, submission.version
    name = people.staff_name(conn, submission.decided_by) if submission.decided_by is not None else None
    appeal = appeals.find(conn, number)
    refused_by = people.staff_name(conn, appeal.refused_by) if appeal else ""
    facts = Facts(
        name,
        appeal=appeal,
        refused_by=refused_by,
        supports=supports.count(conn, number),
        team=card_team.about(conn, submission),
    )
    if version == 1:
        return facts
    before = versions.find(conn, number, version - 1)
    story = audit.timeline(conn, f"submission:{number}", last=STORY)
    changes = [entry for entry in story if entry.action in CHANGES and entry.details.get("version") == version]
    old = before.answers if before else submission.answers
    changed = frozenset(key for key, answer in submission.answers.items() if old.get(key) != answer)
    change = changes[-1] if changes else None
    return replace(facts, changed=frozenset() if change and change.action == MASKED else changed, change=change)
