"""The bot itself: getMe, its name and descriptions by language, its menu button."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.wire import ApiError, Json


def get_me(call: Call) -> Json:
    """Tells who the bot is."""
    return call.bot.me()


def _setter(field: str) -> Handler:
    def set_text(call: Call) -> bool:
        text, language = call.parameters.get(field, ""), call.parameters.get("language_code", "")
        if text:
            call.bot.texts[field, language] = text
        else:
            call.bot.texts.pop((field, language), None)
        return True

    return set_text


def _getter(field: str, default_field: str = "") -> Handler:
    def get_text(call: Call) -> Json:
        texts = call.bot.texts
        default = call.bot.profile.name if default_field else ""
        said = texts.get((field, call.parameters.get("language_code", "")), texts.get((field, ""), default))
        return {field: said}

    return get_text


def set_menu_button(call: Call) -> bool:
    """Sets the button beside the text field, for one chat or for all."""
    call.bot.menu_buttons[call.parameters.get("chat_id")] = call.parameters.get("menu_button", {"type": "default"})
    return True


def get_menu_button(call: Call) -> Json:
    """Returns the button of a chat, else the default one."""
    buttons = call.bot.menu_buttons
    default = buttons.get(None, {"type": "default"})
    return buttons.get(call.parameters.get("chat_id"), default)


def log_out(call: Call) -> bool:
    """Ends the bot's session at this server; calls answer 401 until the sandbox starts again."""
    call.bot.logged_out = True
    call.bot.queue.interrupt("logOut")
    return True


def close(call: Call) -> bool:
    """Refused while the server has just started, as Telegram does in the first ten minutes."""
    raise ApiError(429, "Too Many Requests: retry after 600", {"retry_after": 600})


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "setMyName": _setter("name"),
    "getMyName": _getter("name", "name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
}
