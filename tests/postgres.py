"""A PostgreSQL of the tests' own: private folder, private socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

DEBIAN = Path("/usr/lib/postgresql")
PATIENCE = 30.0
LOCAL = ("fsync=off", "listen_addresses=", "max_connections=200")
HURRIED = ("synchronous_commit=off", "full_page_writes=off")
"""A crash of the machine is not what these tests look at, and nothing outside it has any business here."""


class NoPostgresError(Exception):
    """PostgreSQL's programs are not on this machine."""


@dataclass(slots=True)
class Server:
    """A running server; databases are named by whoever makes them."""

    folder: Path
    names: Iterator[int]
    command: list[str | Path]
    user: str | None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and returns once it takes connections."""
        log = self.folder / "log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, stdout=output, stderr=subprocess.STDOUT, user=self.user, cwd=self.folder
            )
        _wait_until_ready(self.process, self.folder, log)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stops it: SIGINT closes the connections, SIGQUIT does not even write down where it was."""
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(PATIENCE)

    def url(self, name: str) -> str:
        """The address of a database, as the settings take it."""
        return f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"

    async def create(self, template: str = "template1") -> str:
        """Makes a database, a copy of another one, and says its name."""
        name = f"test_{next(self.names)}"
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    async def drop(self, name: str) -> None:
        """Drops a database, whoever is still connected."""
        await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def copy_by_file(self, url: str, name: str, path: Path) -> None:
        """Dumps the database at an address into a file, and restores that into the empty database of this name."""
        source = url.partition("@/")[2].partition("?")[0]
        commands = {
            "pg_dump": ("--format=custom", f"--file={path}", source),
            "pg_restore": ("--exit-on-error", f"--dbname={name}", str(path)),
        }
        for program, arguments in commands.items():
            whole = [_program(program), "--host", str(self.folder), "--username", "postgres", *arguments]
            subprocess.run(whole, check=True, capture_output=True)

    async def _execute(self, statement: str) -> None:
        engine = create_async_engine(self.url("postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Starts a server in a temporary folder and stops it at the end; PostgreSQL refuses to run as root.

    A `durable` one has every commit out of its own memory, so that it may be killed.
    """
    initdb, postgres = _program("initdb"), _program("postgres")
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="citizenbot-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
        data = folder / "data"
        subprocess.run(
            [initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        settings = [part for setting in (LOCAL if durable else (*LOCAL, *HURRIED)) for part in ("-c", setting)]
        server = Server(folder, count(1), [postgres, "-D", data, "-k", folder, *settings], user)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    ready = _program("pg_isready")
    deadline = time.monotonic() + PATIENCE
    while subprocess.run([ready, "-h", folder, "-q"], check=False, cwd=folder).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.05)


def _program(name: str) -> str:
    """Finds one of PostgreSQL's programs; Debian keeps those of the server out of PATH."""
    folders = [str(path) for path in sorted(DEBIAN.glob("*/bin"), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if found is None:
        raise NoPostgresError(name)
    return found


def _user() -> str | None:
    """Chooses whom to run the server as; none means ourselves."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise NoPostgresError("a user named postgres to run it, as root may not") from None
