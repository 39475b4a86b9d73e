"""Who is measured, and how each is started: this service, and echo bots installed apart in build/bench."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from bench.speed.telegram import SECRET, TOKEN, WEBHOOK_PATH

ROOT = Path(__file__).parent.parent.parent
PEERS = Path(__file__).parent / "peers"
HOME = ROOT / "build" / "bench"
PYTHON = HOME / "python"
NODE = HOME / "node"
BASELINE = "python-telegram-bot"


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot: what is run, in Python, node or (`script` none) this service."""

    name: str
    script: str | None = None
    in_body: bool = False
    fresh: bool = False
    """Each question is asked once only: nothing remembered helps."""

    @property
    def needs(self) -> Path | None:
        """The program that runs it; none is this very Python."""
        if self.script is None:
            return None
        return NODE / "node_modules" if self.script.endswith(".mjs") else PYTHON / "bin" / "python"


OURS = "citizenbot"
BOTS = (
    Bot(BASELINE, "ptb.py"),
    Bot("aiogram", "aiogram_echo.py"),
    Bot("pyTelegramBotAPI", "telebot_echo.py"),
    Bot("grammY", "grammy.mjs"),
    Bot("telegraf", "telegraf.mjs"),
    Bot(OURS),
    Bot(f"{OURS}, new questions", fresh=True),
)
IN_BODY = (
    Bot("aiogram, in body", "aiogram_echo.py", in_body=True),
    Bot("grammY, in body", "grammy.mjs", in_body=True),
    Bot("telegraf, in body", "telegraf.mjs", in_body=True),
    Bot(f"{OURS}, in body", in_body=True),
)


def install() -> list[str]:
    """Installs the peers from their locks, once; says what could not be."""
    missing = []
    stamp = HOME / ".installed"
    locks = (PEERS / "requirements.lock", PEERS / "package-lock.json")
    if stamp.exists() and stamp.stat().st_mtime > max(lock.stat().st_mtime for lock in locks):
        return []
    HOME.mkdir(parents=True, exist_ok=True)
    venv.create(PYTHON, with_pip=True)
    pip = [
        str(PYTHON / "bin" / "python"),
        "-m",
        "pip",
        "-qq",
        "--disable-pip-version-check",
        "install",
        "--require-hashes",
        "-r",
        str(locks[0]),
    ]
    if subprocess.run(pip, check=False).returncode:
        missing.append("the Python peers: pip could not install them")
    npm = shutil.which("npm")
    if npm is None:
        missing.append("grammY and telegraf: npm is not here")
    else:
        NODE.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PEERS / name, NODE)
        if subprocess.run([npm, "ci", "--silent", "--ignore-scripts"], cwd=NODE, check=False).returncode:
            missing.append("grammY and telegraf: npm could not install them")
    if not missing:
        stamp.touch()
    return missing


def start(bot: Bot, *, mode: str, api_port: int, port: int, folder: Path) -> subprocess.Popen[bytes]:
    """Starts a bot in a folder of its own."""
    api = f"http://127.0.0.1:{api_port}"
    if bot.script is None:
        return _start_ours(bot, mode=mode, api=api, port=port, folder=folder)
    environment = {
        **os.environ,
        "TOKEN": TOKEN,
        "API": api,
        "MODE": mode,
        "PORT": str(port),
        "SECRET": SECRET,
        "NODE_HOME": str(NODE),
        "NODE_ENV": "production",
        "IN_BODY": "1" if bot.in_body else "",
    }
    program = shutil.which("node") or "node" if bot.script.endswith(".mjs") else str(PYTHON / "bin" / "python")
    return _run([program, str(PEERS / bot.script)], environment, folder)


def settings(*, mode: str, api: str, port: int, folder: Path) -> dict[str, str]:
    """This service's settings: every limit is counted, none is met."""
    return {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__API_BASE_URL": api,
        "TELEGRAM__MODE": mode,
        "WEBHOOK__LISTEN_PORT": str(port),
        "WEBHOOK__PATH": WEBHOOK_PATH,
        "WEBHOOK__SECRET_TOKEN": SECRET,
        "DATABASE__URL": f"sqlite+aiosqlite:///{folder / 'bench.db'}",
        "LIMITS__GLOBAL_PER_SECOND": "0",
        "LIMITS__PER_CHAT_PER_SECOND": "0",
        "LIMITS__PER_GROUP_PER_MINUTE": "0",
        "LIMITS__QUESTIONS_PER_MINUTE": "1000",
        "LIMITS__MESSAGES_PER_MINUTE": "1000000",
        "LIMITS__TAPS_PER_MINUTE": "1000000",
        "LIMITS__SUBMISSIONS_PER_DAY": "1000000",
        "MODERATION__MODERATOR_IDS": "999999999",
        "LOGGING__LEVEL": "warning",
    }


def _start_ours(bot: Bot, *, mode: str, api: str, port: int, folder: Path) -> subprocess.Popen[bytes]:
    given = settings(mode=mode, api=api, port=port, folder=folder)
    if bot.in_body:
        given["WEBHOOK__REPLY_IN_RESPONSE"] = "true"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        **{f"CITIZENBOT_{key}": value for key, value in given.items()},
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as what is installed is
    return _run([sys.executable, "-m", "bot", "run"], environment, folder)


def _run(command: list[str], environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
