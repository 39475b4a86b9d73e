"""The one rule of what the public may read (`consultation/visibility.py`), as a condition of queries."""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, and_, cast

from consultation.visibility import PUBLIC_STATUS
from storage.tables import submissions


def visible() -> ColumnElement[bool]:
    """Submissions that anyone may read."""
    return and_(submissions.c.status == PUBLIC_STATUS.value, cast(submissions.c.answers, String) != "{}")
