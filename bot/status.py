"""What machines ask of the service, on an address of its own: `/health` for a supervisor, `/metrics` for Prometheus.

Neither says anything of a person. The address is meant for the inside: by default nothing listens.
"""

from __future__ import annotations

import asyncio

import structlog
from aiohttp import web

from bot.health import Examiner, health_route
from bot.metrics import CONTENT_TYPE, Metrics

log = structlog.get_logger(__name__)


class StatusServer:
    """Listens for supervisors and collectors until it is cancelled."""

    def __init__(self, examiner: Examiner, metrics: Metrics, *, host: str, port: int) -> None:
        self._examiner, self._metrics = examiner, metrics
        self._host = host
        self.listening = asyncio.Event()
        self.port = port
        """The port listened on; chosen by the system, once `listening`, if it was 0."""

    async def run(self) -> None:
        """Listens; raises `OSError` if it cannot."""
        application = web.Application()
        application.router.add_routes([health_route(self._examiner), web.get("/metrics", self._tell_metrics)])
        runner = web.AppRunner(application, access_log=None)
        try:
            await runner.setup()
            await web.TCPSite(runner, self._host, self.port).start()
            self.port = runner.addresses[0][1]
            self.listening.set()
            log.info("status-listening", host=self._host, port=self.port)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _tell_metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=await self._metrics.tell(), headers={"Content-Type": CONTENT_TYPE})
