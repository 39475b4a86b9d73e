"""What goes wrong, as a page in plain words: the status tells machines, the sentence tells people what to do."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from consultation.refusal import Refusal
from storage.database import DatabaseUnavailable
from web.desk import DESK, FileGoneError
from web.pages import LANGUAGE

KNOWN = frozenset({401, 403, 404, 405, 413, 503})
log = structlog.get_logger(__name__)


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns refusals and faults into pages."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return error_page(request, 409, refusal)
    except DatabaseUnavailable:
        return error_page(request, 503)
    except FileGoneError:
        return error_page(request, 404, Refusal("web-file-gone"))
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return error_page(request, error.status)
    except Exception:
        resource = request.match_info.route.resource
        log.exception("page-failed", path=None if resource is None else resource.canonical)
        return error_page(request, 500)


def error_page(request: web.Request, status: int, refusal: Refusal | None = None) -> web.Response:
    """Says what is the matter, in the language of the one who asks."""
    pages = request.app[DESK].pages
    if refusal is None:
        refusal = Refusal(f"web-error-{status if status in KNOWN else 500}")
    said = pages.speaker(request[LANGUAGE])(refusal.message_id, **refusal.args_for_text)
    return pages.render(request, "error.html", status=status, code=status, said=said)
