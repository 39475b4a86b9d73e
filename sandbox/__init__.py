"""A local Telegram: Bot API emulator, web page, and people that tests speak for."""

from sandbox.bots import TOKEN, Bot, BotProfile
from sandbox.chat import Chat
from sandbox.faults import Fault, Faults
from sandbox.limits import Limits, Rate
from sandbox.person import Person
from sandbox.server import Sandbox

__all__ = ["TOKEN", "Bot", "BotProfile", "Chat", "Fault", "Faults", "Limits", "Person", "Rate", "Sandbox"]
