"""A fingerprint of what was sent: it changes if one letter does, so that anyone can tell that nothing did."""

from __future__ import annotations

import hashlib
import json

from consultation.form import Answers

SHOWN = 12
GROUP = 4


def fingerprint(answers: Answers) -> str:
    """Computes the SHA-256 of the answers written as JSON in one way only: keys in order, no spaces, UTF-8."""
    canonical = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def short(digest: str) -> str:
    """Shows the beginning of a fingerprint, in groups that can be read aloud: "3f2a-91bc-04de"."""
    return "-".join(digest[start : start + GROUP] for start in range(0, SHOWN, GROUP))
