"""Files: kept in memory, known by file_id, downloaded by file_path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from sandbox.image import picture_size
from sandbox.wire import Json, bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
_THUMBNAIL_SIDE = 90
# Kind of content -> (prefix of its file_id, folder of its file_path).
_KINDS = {
    "photo": ("AgACAgQAA", "photos"),
    "document": ("BQACAgQAA", "documents"),
    "video": ("BAACAgQAA", "videos"),
    "animation": ("CgACAgQAA", "animations"),
    "audio": ("CQACAgQAA", "music"),
    "voice": ("AwACAgQAA", "voice"),
    "video_note": ("DQACAgQAA", "video_notes"),
    "sticker": ("CAACAgQAA", "stickers"),
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file and what Telegram tells about it."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0

    def basics(self) -> Json:
        """Returns the fields that every file object has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def as_file(self) -> Json:
        """Returns the Bot API's File."""
        return {**self.basics(), "file_path": self.path}


class FileStore:
    """Every file sent by people and bots."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, name: str, mime: str, data: bytes, duration: int = 1) -> StoredFile:
        """Keeps a file, or raises what Telegram answers to one it cannot use."""
        if not data:
            raise bad_request("file must be non-empty")
        prefix, folder = _KINDS[kind]
        number = len(self._by_id) + 1
        width, height = picture_size(data) or (0, 0)
        if kind == "photo":
            _check_photo(data, width, height)
        suffix = PurePosixPath(name).suffix or (".jpg" if kind == "photo" else "")
        stored = StoredFile(
            id=f"{prefix}{number:012d}sandbox",
            unique_id=f"AQAD{number:08d}",
            kind=kind,
            name=name,
            mime=mime,
            data=data,
            path=f"{folder}/file_{number}{suffix}",
            width=width or 320,
            height=height or 240,
            duration=duration,
        )
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """Returns a file by its id; a photo's thumbnail leads to the photo."""
        return self._by_id.get(file_id.removesuffix("-s"))

    def at(self, path: str) -> StoredFile | None:
        """Returns a file by its download path."""
        return self._by_path.get(path)


def describe(stored: StoredFile) -> object:
    """Returns what a message says of a file: a list of sizes for a photo, an object for the rest."""
    if stored.kind == "photo":
        return _photo_sizes(stored)
    said = stored.basics()
    if stored.kind in {"video", "animation"}:
        said.update(width=stored.width, height=stored.height)
    if stored.kind in {"video", "animation", "audio", "voice", "video_note"}:
        said["duration"] = stored.duration
    if stored.kind == "video_note":
        said["length"] = stored.width
    elif stored.kind == "sticker":
        said.update(type="regular", width=512, height=512, is_animated=False, is_video=False)
    elif stored.kind != "voice" and stored.name:
        said["file_name"] = stored.name
    if stored.kind not in {"video_note", "sticker"}:
        said["mime_type"] = stored.mime
    return said


def _photo_sizes(stored: StoredFile) -> list[Json]:
    full = {**stored.basics(), "width": stored.width, "height": stored.height}
    longest = max(stored.width, stored.height)
    if longest <= _THUMBNAIL_SIDE:
        return [full]
    # A bot must choose the last size, as with Telegram: the first is a thumbnail by name and measures.
    small = {
        **full,
        "file_id": f"{stored.id}-s",
        "file_unique_id": f"{stored.unique_id}s",
        "width": max(1, stored.width * _THUMBNAIL_SIDE // longest),
        "height": max(1, stored.height * _THUMBNAIL_SIDE // longest),
    }
    return [small, full]


def _check_photo(data: bytes, width: int, height: int) -> None:
    if len(data) > PHOTO_LIMIT:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
        )
    if not width:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * max(1, min(width, height)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
