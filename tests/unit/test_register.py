"""The public register: any change is found, wherever it is; a receipt proves what its author reads, and only that."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.fingerprint import fingerprint
from consultation.register import (
    BrokenRegisterError,
    Fact,
    Link,
    Receipt,
    ReceiptRefusedError,
    ReceiptVersion,
    closing,
    commitment,
    opening,
    prove,
    read_receipt,
    seal,
    verify,
)

START = datetime(2021, 3, 1, 10, 0, tzinfo=UTC)
ANSWERS = {"theme": "usager", "title": "Publier les délais", "signature": "Alice"}
SALT = "ab" * 32


def chain(*facts: Fact) -> list[Link]:
    """The lines that tell facts, after the first."""
    links = [opening("plan", START)]
    for fact in facts:
        links.append(seal(fact, links[-1]))
    return links


def fact(kind: str, number: int = 1, version: int = 1, detail: str | None = None, salt: str = SALT) -> Fact:
    """Something that happened to a contribution."""
    by = "author" if kind == "received" else "moderation"
    content = commitment(salt, fingerprint(ANSWERS))
    return Fact(START + timedelta(minutes=number), kind, by, number, version, detail, content)


def written(links: list[Link]) -> list[bytes]:
    """The file they make."""
    return [*(link.line.encode() + b"\n" for link in links), closing(links[-1]).encode() + b"\n"]


LINKS = chain(
    fact("received"), fact("received", 2, salt="cd" * 32), fact("approved"), fact("refused", 2, 1, "off_topic")
)
FILE = written(LINKS)
WHOLE = b"".join(FILE)


def receipt(*, upto: int = 3) -> Receipt:
    """What the author of n° 1 keeps."""
    entries = {link.position: link.hash for link in LINKS[: upto + 1] if '"number":1,' in link.line}
    return Receipt("plan", 1, (ReceiptVersion(1, ANSWERS, SALT),), entries)


def found_by(kept: Receipt, lines: list[bytes]) -> tuple[object, ...]:
    """What a register proves of a receipt."""
    return prove(kept, verify(lines, number=kept.number, at=frozenset(kept.entries)))


def test_a_register_as_published_holds() -> None:
    verified = verify(FILE, number=2)
    assert (verified.consultation, verified.entries, verified.head) == ("plan", 4, LINKS[-1].hash)
    assert [line["kind"] for line in verified.lines] == ["received", "refused"]


def test_an_empty_register_holds() -> None:
    assert verify(written(LINKS[:1])).entries == 0


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_byte_that_changes_is_found(place: int, change: int) -> None:
    altered = bytearray(WHOLE)
    altered[place] ^= change
    with pytest.raises(BrokenRegisterError) as broken:
        verify(_lines(bytes(altered)))
    line = WHOLE[:place].count(b"\n") + 1
    assert broken.value.line <= line + 1


@given(st.integers(0, len(WHOLE) - 1))
def test_any_byte_that_is_missing_is_found(place: int) -> None:
    with pytest.raises(BrokenRegisterError):
        verify(_lines(WHOLE[:place] + WHOLE[place + 1 :]))


@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=3))
def test_anything_added_is_found(place: int, added: bytes) -> None:
    longer = WHOLE[:place] + added + WHOLE[place:]
    with pytest.raises(BrokenRegisterError):
        verify(_lines(longer))


def _lines(data: bytes) -> list[bytes]:
    """Lines as a file gives them."""
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + ([rest] if (rest := data.split(b"\n")[-1]) else [])


def test_the_first_line_that_does_not_hold_is_named() -> None:
    altered = FILE[3].replace(b'"approved"', b'"refused"')
    with pytest.raises(BrokenRegisterError) as broken:
        verify([*FILE[:3], altered, *FILE[4:]])
    assert (broken.value.line, broken.value.why) == (4, "altered")


def test_lines_taken_out_or_exchanged_are_found() -> None:
    for lines in ([*FILE[:2], *FILE[3:]], [FILE[0], FILE[2], FILE[1], *FILE[3:]], FILE[1:]):
        with pytest.raises(BrokenRegisterError):
            verify(lines)


def test_a_file_without_its_head_is_cut() -> None:
    with pytest.raises(BrokenRegisterError) as broken:
        verify(FILE[:-1])
    assert broken.value.why == "cut"


def test_a_register_made_again_from_the_start_does_not_lead_to_a_head_noted_before() -> None:
    made_again = written(chain(fact("received"), fact("refused")))
    assert verify(made_again).entries == 2
    with pytest.raises(BrokenRegisterError) as broken:
        verify(made_again, head=LINKS[3].hash)
    assert broken.value.why == "other-head"


def test_a_head_noted_before_stands_in_the_register_that_went_on() -> None:
    assert verify(FILE, head=LINKS[2].hash).entries == 4


def test_a_register_cut_and_closed_again_is_found_by_the_head() -> None:
    shorter = written(LINKS[:3])
    with pytest.raises(BrokenRegisterError):
        verify(shorter, head=LINKS[-1].hash)


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"[]\n", b"{" * 3000 + b"\n", b'{"position":0}\n', b"\xff\n", b"9" * 9000]
)
def test_what_is_no_register_is_said_so(line: bytes) -> None:
    with pytest.raises(BrokenRegisterError):
        verify([line])


def test_a_receipt_proves_what_became_of_a_contribution() -> None:
    kept = read_receipt(receipt().to_json())
    assert kept == receipt()
    assert [line["kind"] for line in found_by(kept, FILE)] == ["received", "approved"]  # type: ignore[index]


def test_an_earlier_receipt_still_proves_and_shows_what_came_after() -> None:
    assert len(found_by(receipt(upto=1), FILE)) == 2


def test_a_receipt_of_another_text_is_refused() -> None:
    other = Receipt("plan", 1, (ReceiptVersion(1, {**ANSWERS, "title": "Autre"}, SALT),), receipt().entries)
    with pytest.raises(ReceiptRefusedError) as refused:
        found_by(other, FILE)
    assert refused.value.why == "other-text"


def test_a_receipt_that_was_edited_is_refused() -> None:
    told = json.loads(receipt().to_json())
    told["versions"][0]["answers"]["title"] = "Autre"
    with pytest.raises(ReceiptRefusedError) as refused:
        read_receipt(json.dumps(told))
    assert refused.value.why == "altered-text"


def test_a_receipt_of_what_the_register_does_not_tell_is_refused() -> None:
    shorter = written(LINKS[:2])
    with pytest.raises(ReceiptRefusedError) as refused:
        found_by(receipt(), shorter)
    assert refused.value.why == "entry-missing"


def test_a_receipt_without_entries_proves_nothing() -> None:
    with pytest.raises(ReceiptRefusedError):
        found_by(Receipt("plan", 1, (ReceiptVersion(1, ANSWERS, SALT),), {}), FILE)


def test_a_receipt_of_another_consultation_is_refused() -> None:
    with pytest.raises(ReceiptRefusedError) as refused:
        found_by(Receipt("other", 1, receipt().versions, receipt().entries), FILE)
    assert refused.value.why == "other-consultation"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "citizenbot-receipt-1"}', "[" * 5000])
def test_what_is_no_receipt_is_said_so(text: str) -> None:
    with pytest.raises(ReceiptRefusedError) as refused:
        read_receipt(text)
    assert refused.value.why == "not-a-receipt"


def test_nothing_of_a_text_can_be_told_without_its_salt() -> None:
    digest = fingerprint(ANSWERS)
    assert digest not in WHOLE.decode()
    assert commitment("00", digest) != commitment("01", digest)
