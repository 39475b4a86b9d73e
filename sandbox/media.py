"""The file of a call: uploaded, attached by name, or known by its file_id."""

from __future__ import annotations

from sandbox.files import UPLOAD_LIMIT, FileStore, StoredFile, describe
from sandbox.wire import Json, Upload, bad_request, too_large


def resolve_file(files: FileStore, kind: str, given: object, raw: Json) -> StoredFile:
    """Returns the file a parameter means, keeping it when it is new; `raw` holds what attach:// names refer to."""
    if isinstance(given, str) and given.startswith("attach://"):
        attached = raw.get(given.removeprefix("attach://"))
        if not isinstance(attached, Upload):
            raise bad_request(f'can\'t find the file "{given}" in the multipart body')
        given = attached
    if isinstance(given, Upload):
        if len(given.data) > UPLOAD_LIMIT:
            raise too_large()
        return files.add(kind, given.name, given.mime, given.data)
    if isinstance(given, str) and given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content: the sandbox loads nothing from outside")
    known = files.get(given) if isinstance(given, str) else None
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
    return known


def media_content(stored: StoredFile) -> Json:
    """Returns the part of a message that holds a file."""
    content: Json = {stored.kind: describe(stored)}
    if stored.kind == "animation":  # Telegram repeats it for clients that know only documents
        content["document"] = stored.basics() | {
            "file_name": stored.name,
            "mime_type": stored.mime,
        }
    return content
