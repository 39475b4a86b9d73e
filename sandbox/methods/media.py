"""Messages with a file."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.media import media_content, resolve_file
from sandbox.text import read_caption
from sandbox.wire import Json, bad_request

_CAPTIONED = frozenset({"photo", "document", "video", "animation", "audio", "voice"})
_SPOILED = frozenset({"photo", "video", "animation"})


def _sender(kind: str) -> Handler:
    def send_file(call: Call) -> Json:
        chat = call.writable_chat()
        caption = read_caption(call.parameters) if kind in _CAPTIONED else {}
        stored = resolve_file(call.world.files, kind, call.parameters[kind], call.raw)
        content = {**media_content(stored), **caption}
        if kind in _SPOILED and call.parameters.get("has_spoiler"):
            content["has_media_spoiler"] = True
        return call.send(content, chat)

    return send_file


def send_media_group(call: Call) -> list[Json]:
    """Sends an album: 2 to 10 files, documents and audio only among themselves."""
    chat = call.writable_chat()
    items = call.parameters["media"]
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and not kinds <= {"photo", "video"}:
        raise bad_request("documents and audio can't be mixed with other types in an album")
    contents = []
    for item in items:
        stored = resolve_file(call.world.files, item["type"], item["media"], call.raw)
        contents.append({**media_content(stored), **read_caption(item)})
    group = str(14_000_000_000_000_000 + call.world.events.revision)
    return [call.send({"media_group_id": group, **content}, chat) for content in contents]


METHODS: dict[str, Handler] = {
    "sendPhoto": _sender("photo"),
    "sendDocument": _sender("document"),
    "sendVideo": _sender("video"),
    "sendAnimation": _sender("animation"),
    "sendAudio": _sender("audio"),
    "sendVoice": _sender("voice"),
    "sendVideoNote": _sender("video_note"),
    "sendSticker": _sender("sticker"),
    "sendMediaGroup": send_media_group,
}
