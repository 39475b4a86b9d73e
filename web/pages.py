"""Pages: sentences and templates become HTML. Whatever a person typed is escaped, here and in the sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handlers.texts import Texts
from storage.web_sessions import WebSession

HERE = Path(__file__).parent
LANGUAGE_COOKIE = "lang"
LANGUAGE = web.RequestKey("language", str)
SESSION = web.RequestKey("session", WebSession)
"""Who asks, once the guard has let them in."""
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Pages:
    """Renders the templates in the language of the one who reads."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.static = {path.name: path.read_bytes() for path in (HERE / "static").iterdir() if path.suffix in TYPES}

    def render(
        self, request: web.Request, template: str, *, status: int = 200, csrf: str = "", **values: object
    ) -> web.Response:
        """Makes a page. Templates say sentences by `t` (HTML) and `label` (plain, for attributes)."""
        language = request[LANGUAGE]
        html = self._environment.get_template(template).render(
            t=self.speaker(language),
            label=self.labeller(language),
            lang=language,
            languages=self._texts.languages,
            session=request.get(SESSION),
            csrf=csrf,
            here=request.path,
            query=request.query,
            asset=self.asset,
            **values,
        )
        return web.Response(text=html, content_type="text/html", status=status)

    def asset(self, name: str) -> str:
        """The address of a style sheet or script, which changes with what is in it."""
        return f"/static/{name}?{hashlib.sha256(self.static[name]).hexdigest()[:12]}"

    def choose_language(self, request: web.Request) -> str:
        """The language asked for on this page, else the one kept from another, else the browser's."""
        spoken = [part.partition(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
        for wanted in (request.query.get("lang"), request.cookies.get(LANGUAGE_COOKIE), *spoken):
            code = (wanted or "").partition("-")[0].lower()
            if code in self._texts.languages:
                return code
        return self._texts.choose(None)

    def speaker(self, language: str) -> Callable[..., Markup]:
        """Says sentences as HTML."""

        def speak(message_id: str, **args: str | int) -> Markup:
            return Markup(self._texts(language, message_id, **args))  # noqa: S704 - sentences are ours, arguments escaped

        return speak

    def labeller(self, language: str) -> Callable[..., str]:
        """Says sentences as plain text, which the template escapes."""

        def label(message_id: str, **args: str | int) -> str:
            return self._texts.plain(language, message_id, **args)

        return label
