"""`citizenbot register`: exports the public register to a file, and verifies one, offline."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.mistakes import Mistake, Mistakes
from consultation.register import (
    BrokenRegisterError,
    Line,
    Link,
    Receipt,
    ReceiptRefusedError,
    closing,
    prove,
    read_receipt,
    verify,
)
from handlers.texts import DEFAULT_LANGUAGE, Texts
from storage import register
from storage.database import Database

WHY = {
    "altered": "cette ligne a été modifiée",
    "unlinked": "cette ligne ne suit pas celle d’avant",
    "out-of-order": "une ligne manque, ou n’est pas à sa place",
    "not-canonical": "cette ligne n’est pas écrite comme elle l’a été",
    "unreadable": "cette ligne n’est pas celle d’un registre",
    "other-format": "ce registre est d’une autre version de citizenbot",
    "cut": "le fichier est coupé : sa dernière ligne doit dire l’empreinte finale",
    "wrong-head": "l’empreinte finale n’est pas celle de la dernière ligne",
    "after-the-head": "le fichier continue après l’empreinte finale",
    "other-head": "l’empreinte notée n’est pas dans ce registre : il est plus ancien, ou il a été refait",
}
WHY_NOT = {
    "not-a-receipt": "ce fichier n’est pas une preuve de dépôt",
    "altered-text": "le texte de la preuve a été modifié",
    "other-consultation": "la preuve est celle d’une autre consultation",
    "entry-missing": "le registre ne contient pas les inscriptions que dit la preuve",
    "other-text": "le registre porte l’empreinte d’un autre texte",
}


async def export(url: str, target: Path | None) -> str:
    """Writes the register to a file, or to the standard output; says how many entries and the head."""
    database = Database.open(url)
    try:
        head = await database.read(register.head)
        if head is None:
            raise Mistakes([Mistake("registre", "il est encore vide", "recommencez après une première contribution")])
        with _opened(target) as file:
            await _write(database, head, file)
    finally:
        await database.close()
    return f"{head.position} inscriptions ; empreinte : {head.hash}"


async def _write(database: Database, head: Link, file: BinaryIO) -> None:
    after = -1
    while links := await database.read(lambda conn, last=after: register.read(conn, last, head.position)):  # type: ignore[misc]
        for link in links:
            file.write(f"{link.line}\n".encode())
        after = links[-1].position
    file.write(f"{closing(head)}\n".encode())


def check(path: Path, head: str | None, receipt_path: Path | None) -> str:
    """Verifies a register's file, and a receipt against it; raises `Mistakes` that name the line, or what is amiss."""
    receipt = None if receipt_path is None else _receipt(receipt_path)
    number, positions = (None, frozenset[int]()) if receipt is None else (receipt.number, frozenset(receipt.entries))
    try:
        with path.open("rb") as file:
            verified = verify(file, head=head, number=number, at=positions)
    except OSError as error:
        raise _unreadable(path) from error
    except BrokenRegisterError as error:
        hint = "demandez le fichier à nouveau ; s’il est le même, le registre n’est plus celui qui a été publié"
        raise Mistakes([Mistake(f"{path}, ligne {error.line}", WHY[error.why], hint)]) from error
    said = [
        f"Le registre de « {verified.consultation} » est intact : {verified.entries} inscriptions.",
        f"Empreinte : {verified.head}",
    ]
    if receipt is not None and receipt_path is not None:
        try:
            lines = prove(receipt, verified)
        except ReceiptRefusedError as error:
            raise _refused(receipt_path, error) from error
        said.append(f"La contribution n° {receipt.number} de la preuve y est, dans les mêmes mots :")
        texts = Texts()
        said += [_told(texts, line) for line in lines]
    return "\n".join(said)


def _told(texts: Texts, line: Line) -> str:
    detail = f" ({line['detail']})" if line["detail"] else ""
    kind = str(line["kind"])
    sentence = f"register-kind-{kind.replace('_', '-')}"
    kind = texts.plain(DEFAULT_LANGUAGE, sentence) if texts.has(sentence) else kind
    return f"  {line['at']} : {kind}{detail}, version {line['version']} (inscription {line['position']})"


def _receipt(path: Path) -> Receipt:
    try:
        return read_receipt(path.read_text("utf-8"))
    except ReceiptRefusedError as error:
        raise _refused(path, error) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error


def _refused(path: Path, error: ReceiptRefusedError) -> Mistakes:
    return Mistakes([Mistake(str(path), WHY_NOT[error.why], "reprenez la preuve telle que le bot l’a donnée")])


def _unreadable(path: Path) -> Mistakes:
    return Mistakes([Mistake(str(path), "ce fichier ne se lit pas", "vérifiez le chemin et les droits")])


@contextmanager
def _opened(target: Path | None) -> Iterator[BinaryIO]:
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with target.open("wb") as file:
            yield file
    except OSError as error:
        raise _unreadable(target) from error
