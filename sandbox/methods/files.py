"""Files a bot downloads."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.files import DOWNLOAD_LIMIT
from sandbox.wire import Json, bad_request


def get_file(call: Call) -> Json:
    """Tells where a file is downloaded from."""
    stored = call.world.files.get(call.parameters["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return stored.as_file()


METHODS: dict[str, Handler] = {"getFile": get_file}
