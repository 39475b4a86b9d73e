"""A start loads what every update needs, and nothing of what few ask for or nobody does."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.settings import ROOT

SELDOM = {
    "alembic": "a database to bring up to date",
    "asyncpg": "PostgreSQL",
    "click": "nobody",
    "cryptography": "nobody, but the console’s provider",
    "feedparser": "the platform’s feed",
    "httpx": "nobody",
    "icalendar": "a meeting for one’s calendar",
    "jinja2": "the console",
    "joserfc": "the console’s provider",
    "matplotlib": "the picture of figures",
    "phonenumbers": "a text with a number in it",
    "PIL": "a picture",
    "prometheus_client": "figures for machines",
    "rich": "nobody, but other commands",
    "sandbox": "the demonstration",
    "sentry_sdk": "a service for bugs",
    "sqlalchemy.ext.asyncio": "PostgreSQL",
    "sqlalchemy.orm": "nobody",
    "stdnum": "a text with a number in it",
    "web": "the console",
}
"""What is loaded only for whom."""
AS_RUN_DOES = """
from bot import cli, lean
lean.start()
import bot.logs, bot.polling, bot.run, bot.settings_sources, bot.wiring, bot.webhook, storage.migrate
import json, sys
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules of a process that has just started, in both ways of taking updates."""
    said = subprocess.run([sys.executable, "-c", AS_RUN_DOES], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(said.stdout))


@pytest.mark.parametrize("name", SELDOM)
def test_what_few_ask_for_is_not_loaded(loaded: set[str], name: str) -> None:
    assert {"telegram.ext", "sqlalchemy", "handlers.registry", "storage.database"} <= loaded
    assert name not in loaded, f"only for {SELDOM[name]}"


def test_what_was_hidden_can_be_loaded_by_whoever_needs_it() -> None:
    asked = "from bot import lean; lean.start(); import cryptography.fernet, httpx, rich.console; httpx.URL('http://a/b').path"
    subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True)


def test_garbage_is_searched_for_again_once_the_service_runs() -> None:
    asked = (
        "import gc; from bot import lean; lean.start(); lean.settle(); assert gc.isenabled() and gc.get_freeze_count()"
    )
    subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True)
