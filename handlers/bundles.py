"""What may be taken away, by name, as the files it is made of: the same from the chat and from the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from consultation.content import in_language
from consultation.open_data import Sheet, package, to_csv, to_json
from handlers import ogp
from handlers.open_data import all_commitments, all_contributions, announcements_sheet, contributions_sheet
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import open_data


@dataclass(frozen=True, slots=True)
class Bundle:
    """Sheets, and documents beside them by the names of their files."""

    sheets: tuple[Sheet, ...]
    documents: Mapping[str, str]

    def files(self) -> dict[str, bytes]:
        """Writes each sheet as CSV and as JSON, and the documents."""
        found = {name: text.encode("utf-8", "replace") for name, text in self.documents.items()}
        for sheet in self.sheets:
            found |= {f"{sheet.name}.csv": to_csv(sheet), f"{sheet.name}.json": to_json(sheet)}
        return found


async def files_of(services: Services, names: tuple[str, ...]) -> dict[str, bytes]:
    """Writes the files of bundles, apart from the loop that answers people, with the descriptor of a Data Package."""
    bundles = [await BUNDLES[name](services) for name in names]
    sheets = [sheet for bundle in bundles for sheet in bundle.sheets]
    consultation, now = services.consultation, services.clock()
    title = in_language(consultation.title, DEFAULT_LANGUAGE)

    def write() -> dict[str, bytes]:
        found = {name: data for bundle in bundles for name, data in bundle.files().items()}
        return {**found, "datapackage.json": package(consultation.id.casefold(), title, sheets, now)}

    return await asyncio.to_thread(write)


async def _contributions(services: Services) -> Bundle:
    return Bundle((contributions_sheet(services, await all_contributions(services)),), {})


async def _announcements(services: Services) -> Bundle:
    return Bundle((await announcements_sheet(services),), {})


async def _ogp(services: Services) -> Bundle:
    found, plan = await all_contributions(services), await all_commitments(services)
    received = await services.database.read(open_data.received)
    written = ogp.report(services, received, found, plan, services.clock())
    sheets = (ogp.inputs_sheet(services, received, found), ogp.responses_sheet(services, found, plan))
    return Bundle(sheets, {"ogp-report.md": written})


BUNDLES: Mapping[str, Callable[[Services], Awaitable[Bundle]]] = {
    "contributions": _contributions,
    "announcements": _announcements,
    "ogp": _ogp,
}
"""What may be exported: `citizenbot export` and /export offer each."""
