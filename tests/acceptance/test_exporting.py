"""/export and `citizenbot export`: the same files, for the press office alone, with nothing that is not public."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from frictionless import Package
from sqlalchemy import Connection

from bot.exporting import export
from consultation.commitment import Content, Verdict
from sandbox.person import Person
from sandbox.wire import Json
from storage import commitment_links, commitments, people
from tests.acceptance.announcing import announces, leaves, subscribed
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes

TITLE = "=SOMME(A1) dans les guichets"
ANSWER = "Le délai sera affiché | d’ici juin."
COMMITMENT = Content(12, {"fr": "Afficher les délais"}, {"fr": "Sur chaque page."}, "usager", None)


def documents(service: Service, person: Person) -> dict[str, bytes]:
    """The files a person was sent, by name without the day."""
    found = {}
    for message in person.messages:
        if "document" in message:
            name, _, ending = message["document"]["file_name"].rpartition(".")
            stored = service.sandbox.world.files.get(message["document"]["file_id"])
            assert stored is not None
            found[f"{name[:-11]}.{ending}"] = stored.data
    return found


async def takes_away(service: Service, what: str) -> dict[str, bytes]:
    """The files that the press officer gets for a choice of /export."""
    await service.pauline.sends("/export")
    await service.pauline.taps(what)
    await service.pauline.sees("C’est tout")
    return documents(service, service.pauline)


def rows_of(data: bytes) -> list[Json]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
async def published(service: Service, alice: Person, bruno: Person) -> int:
    """Alice's contribution was approved and answered; Bruno's waits."""
    await contributes(bruno, title="Un texte que personne n’a lu")
    await contributes(alice, title=TITLE)
    card = await service.mehdi.sees(TITLE, service.moderation, since=0)
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée par la modération")

    def answer(conn: Connection) -> int:
        now = service.services.clock()
        by = people.meet(conn, service.pauline.id, "fr", now).id
        commitments.add(conn, COMMITMENT, "proposed", by=by, now=now)
        link = commitment_links.keep(conn, 2, 12, Verdict.RETAINED, ANSWER, by=by, now=now)
        assert link is not None
        return link.submission_id

    return await service.database.write(answer)


async def test_the_press_office_takes_contributions_away(service: Service, published: int) -> None:
    files = await takes_away(service, "Contributions publiées")
    assert set(files) == {"contributions.csv", "contributions.json"}
    [row] = rows_of(files["contributions.csv"])
    assert row["number"] == str(published)
    assert row["title"] == f"'{TITLE}"
    assert row["commitments"] == "12"
    told = json.loads(files["contributions.json"])
    assert [one["title"] for one in told["data"]] == [TITLE]
    assert {field["name"] for field in told["schema"]["fields"]} == set(row)
    assert "attachment" not in row


async def test_the_ogp_report_tells_what_was_received_how_considered_and_why(service: Service, published: int) -> None:
    files = await takes_away(service, "Rapport PGO")
    [line] = [row for row in rows_of(files["ogp-inputs.csv"]) if row["inputs_published"] == "1"]
    assert (line["inputs_received"], line["inputs_waiting"], line["considered_retained"]) == ("2", "1", "1")
    [response] = rows_of(files["ogp-responses.csv"])
    assert (response["number"], response["verdict"]) == (str(published), "retained")
    assert (response["commitment"], response["response"]) == ("12", ANSWER)
    report = files["ogp-report.md"].decode()
    assert "2 contributions reçues, 1 publiées, dont 1 avec une réponse motivée" in report
    assert "Le délai sera affiché \\| d’ici juin." in report
    assert "personne n’a lu" not in report


async def test_what_announcements_did_is_told_without_anybody(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await announces(pauline, "Les ateliers commencent lundi.")
    await leaves(alice)
    files = await takes_away(service, "Chiffres des annonces")
    [row] = rows_of(files["announcements.csv"])
    assert (row["recipients"], row["sent"], row["opt_outs"]) == ("1", "1", "1")
    assert row["text"] == "Les ateliers commencent lundi."
    assert str(alice.id).encode() not in b"".join(files.values())


async def test_citizens_take_nothing_and_a_group_is_no_place_for_it(service: Service, alice: Person) -> None:
    await alice.sends("/export")
    await alice.sees("service de presse")
    group = service.sandbox.group("La presse", members=[service.pauline, service.sandbox.bot])
    await service.pauline.sends("/export", chat=group)
    await service.pauline.sees("en privé", group)


async def test_the_command_line_writes_a_data_package(service: Service, published: int, tmp_path: Path) -> None:
    url, services = service.settings.database.url, service.services
    written = await export(url, services.consultation, services.texts, tmp_path / "out", None)
    assert published == 2
    assert {path.name for path in written} == {
        *(f"{name}.{kind}" for name in SHEETS for kind in ("csv", "json")),
        "ogp-report.md",
        "datapackage.json",
    }
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


SHEETS = ("contributions", "announcements", "ogp-inputs", "ogp-responses")
