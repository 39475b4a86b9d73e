"""The published specification, compiled: one validator a method, one a type, built when first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from sandbox.wire import ApiError, Json, Upload, bad_request

# Takes a value and where it stands ("reply_markup.inline_keyboard[0][1].text"), returns the value or raises ApiError.
Check: TypeAlias = Callable[[Any, str], Any]

_ARRAY = "Array of "
_INTEGER = re.compile(r"-?\d{1,19}")
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True, slots=True)
class Method:
    """A method's compiled parameters."""

    name: str
    checks: dict[str, Check]
    required: tuple[str, ...]
    texts: frozenset[str]
    returns: tuple[str, ...]

    def read(self, raw: Json) -> Json:
        """Returns the parameters with their types, or raises the 400 that names the first mistake."""
        parameters: Json = {}
        for name, value in raw.items():
            check = self.checks.get(name)
            if check is None:
                if isinstance(value, Upload):  # a file referred to as attach://name
                    continue
                raise bad_request(f'unknown parameter "{name}" of {self.name}')
            if value != "" or name in self.texts:  # an empty form field is an absent one, unless it is a text
                parameters[name] = check(value, name)
        for name in self.required:
            if name not in parameters:
                raise bad_request(f'parameter "{name}" is required by {self.name}')
        return parameters


class Specification:
    """Methods and types by name."""

    def __init__(self, condensed: Json) -> None:
        self.version: str = condensed["version"]
        self._methods: dict[str, Json] = condensed["methods"]
        self._types: dict[str, Json] = condensed["types"]
        self._by_lower_name = {name.lower(): name for name in self._methods}
        self._compiled_methods: dict[str, Method] = {}
        self._compiled_types: dict[str, Check] = {}

    @classmethod
    @functools.cache
    def load(cls) -> Specification:
        """Returns the specification that stands beside this module."""
        return cls(orjson.loads(Path(__file__).with_name("botapi.json").read_bytes()))

    @property
    def method_names(self) -> tuple[str, ...]:
        """Every published method."""
        return tuple(self._methods)

    def method(self, name: str) -> Method | None:
        """Returns a method by its name in any case, or None when nothing of that name is published."""
        compiled = self._compiled_methods.get(name)
        if compiled is None:
            known = self._by_lower_name.get(name.lower())
            if known is None:
                return None
            compiled = self._compiled_methods[name] = self._compile_method(known)
        return compiled

    def check(self, kinds: Sequence[str], value: object) -> None:
        """Raises when a value is of none of these types, say "Array of Update"; how tests check what a bot gets."""
        self._any_of(kinds)(value, " or ".join(kinds))

    def update_types(self) -> tuple[str, ...]:
        """The names that `allowed_updates` may hold."""
        return tuple(name for name in self._types["Update"]["fields"] if name != "update_id")

    def _compile_method(self, name: str) -> Method:
        fields = self._methods[name]["fields"]
        return Method(
            name,
            {
                key: _limited(_from_form(field["types"], self._any_of(field["types"])), field)
                for key, field in fields.items()
            },
            tuple(key for key, field in fields.items() if field.get("required")),
            frozenset(key for key, field in fields.items() if "String" in field["types"]),
            tuple(self._methods[name]["returns"]),
        )

    def _any_of(self, types: Sequence[str]) -> Check:
        if all(kind.startswith(_ARRAY) for kind in types):
            return _array(self._any_of([kind[len(_ARRAY) :] for kind in types]))
        if len(types) == 1:
            return self._type(types[0])
        if all(kind in self._types for kind in types):
            return self._union(types)
        return _first_that_fits([self._any_of([kind]) for kind in types], " or ".join(types))

    def _type(self, name: str) -> Check:
        if name in _SCALARS:
            return _SCALARS[name]

        def check(value: Any, path: str) -> Any:
            # Types refer to one another in circles, so that a type is compiled when a value first asks.
            compiled = self._compiled_types.get(name)
            if compiled is None:
                compiled = self._compiled_types[name] = self._compile_type(name)
            return compiled(value, path)

        return check

    def _compile_type(self, name: str) -> Check:
        if name == "InputFile":
            return _file
        kind = self._types[name]
        if "any_of" in kind:
            return self._any_of(kind["any_of"])
        check = self._object(name, kind["fields"])
        return _or_text(check) if kind.get("or_text") else check

    def _object(self, name: str, fields: Json) -> Check:
        checks = {key: _limited(self._any_of(field["types"]), field) for key, field in fields.items()}
        required = [key for key, field in fields.items() if field.get("required")]

        def check(value: Any, path: str) -> Any:
            if not isinstance(value, dict):
                raise bad_request(f'"{path}" must be an object of type {name}')
            for key, item in value.items():
                field = checks.get(key)
                if field is None:
                    raise bad_request(f'unknown field "{path}.{key}" of {name}')
                field(item, f"{path}.{key}")
            for key in required:
                if key not in value:
                    raise bad_request(f'field "{path}.{key}" is required by {name}')
            return value

        return check

    def _union(self, types: Sequence[str]) -> Check:
        names = [name for kind in types for name in self._types[kind].get("any_of", (kind,))]
        candidates = [(self._fits(name), self._type(name)) for name in names]

        def check(value: Any, path: str) -> Any:
            if not isinstance(value, dict):
                raise bad_request(f'"{path}" must be an object of type {" or ".join(types)}')
            fitting = [candidate for fits, candidate in candidates if fits(value)]
            if not fitting:
                raise bad_request(f'"{path}" is none of {", ".join(names)}')
            errors: list[ApiError] = []
            for candidate in fitting:
                try:
                    return candidate(value, path)
                except ApiError as error:
                    errors.append(error)
            raise errors[0]

        return check

    def _fits(self, name: str) -> Callable[[Json], bool]:
        """Tells whether a value may be meant as this type: its constants agree, else its required fields are there."""
        fields: Json = self._types[name]["fields"]
        constants = {key: field["is"] for key, field in fields.items() if "is" in field}
        required = [key for key, field in fields.items() if field.get("required")]
        if constants:
            return lambda value: all(value.get(key) == constant for key, constant in constants.items())
        return lambda value: all(key in value for key in required)


def _string(value: Any, path: str) -> str:
    if isinstance(value, str):
        return value
    raise bad_request(f'"{path}" must be a String')


def _integer(value: Any, path: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise bad_request(f'"{path}" must be an Integer')


def _float(value: Any, path: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise bad_request(f'"{path}" must be a Float')


def _boolean(value: Any, path: str) -> bool:
    if isinstance(value, bool):
        return value
    raise bad_request(f'"{path}" must be a Boolean')


def _true(value: Any, path: str) -> bool:
    if value is True:
        return value
    raise bad_request(f'"{path}" can only be True')


def _file(value: Any, path: str) -> Upload:
    if isinstance(value, Upload):
        return value
    raise bad_request(f'"{path}" must be a file sent as multipart/form-data')


_SCALARS: dict[str, Check] = {
    "String": _string,
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "True": _true,
}


def _array(item: Check) -> Check:
    def check(value: Any, path: str) -> Any:
        if not isinstance(value, list):
            raise bad_request(f'"{path}" must be an Array')
        for index, each in enumerate(value):
            item(each, f"{path}[{index}]")
        return value

    return check


def _or_text(check: Check) -> Check:
    return lambda value, path: value if isinstance(value, str) else check(value, path)


def _first_that_fits(checks: Sequence[Check], names: str) -> Check:
    def check(value: Any, path: str) -> Any:
        for one in checks:
            try:
                return one(value, path)
            except ApiError:
                continue
        raise bad_request(f'"{path}" must be {names}')

    return check


def _from_form(types: Sequence[str], check: Check) -> Check:
    """Reads what forms and many libraries send as strings: numbers, booleans, JSON-serialized objects and arrays."""
    if "String" in types:
        return _number_or_name if "Integer" in types else check
    if types[0] not in _SCALARS and types[0] != "InputFile":

        def read_json(value: Any, path: str) -> Any:
            if isinstance(value, str):
                try:
                    value = orjson.loads(value)
                except orjson.JSONDecodeError as error:
                    raise bad_request(f'can\'t parse "{path}" as JSON: {error}') from error
            return check(value, path)

        return read_json
    convert = _CONVERTERS.get(types[0])
    return (lambda value, path: check(convert(value), path)) if convert else check


def _number_or_name(value: Any, path: str) -> int | str:
    if isinstance(value, str):
        return int(value) if _INTEGER.fullmatch(value) else value
    return _integer(value, path)


def _integer_from_form(value: Any) -> Any:
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else value


def _float_from_form(value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _boolean_from_form(value: Any) -> Any:
    return _BOOLEANS.get(value.lower(), value) if isinstance(value, str) else value


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "Integer": _integer_from_form,
    "Float": _float_from_form,
    "Boolean": _boolean_from_form,
}


def _limited(check: Check, field: Json) -> Check:
    """Adds a field's published limit to its check."""
    if "limit" not in field:
        return check
    unit, low, high = field["limit"]

    def within(value: Any, path: str) -> Any:
        checked = check(value, path)
        size = checked if unit == "value" else len(checked.encode()) if unit == "bytes" else len(checked)
        if not low <= size <= high:
            raise bad_request(_limit_description(path, unit, low, high))
        return checked

    return within


def _limit_description(path: str, unit: str, low: int, high: int) -> str:
    if path.endswith(".callback_data"):  # Telegram's own word, which bots look for
        return f'BUTTON_DATA_INVALID: "{path}" must be {low}-{high} bytes'
    return f'"{path}" must be {low}-{high}' + ("" if unit == "value" else f" {unit}")
