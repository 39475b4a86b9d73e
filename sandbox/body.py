"""The parameters of a call: query string, urlencoded, JSON or multipart body, read from bytes already received."""

from __future__ import annotations

import re
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

import orjson

from sandbox.wire import Json, Upload, bad_request

_NAME = re.compile(rb'(?:^|;)\s*name="((?:[^"\\]|\\.)*)"', re.I)
_FILENAME = re.compile(rb'(?:^|;)\s*filename="((?:[^"\\]|\\.)*)"', re.I)
_FILENAME_ENCODED = re.compile(rb"filename\*=utf-8''([^;\s]+)", re.I)


def read_parameters(query: str, content_type: str, body: bytes) -> Json:
    """Returns the call's parameters as sent: strings from forms, typed values from JSON, `Upload`s from multipart."""
    parameters: Json = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if not body:
        return parameters
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        parameters.update(_json(body))
    elif kind == "application/x-www-form-urlencoded":
        parameters.update(_urlencoded(body))
    elif kind == "multipart/form-data":
        parameters.update(_multipart(content_type, body))
    else:
        raise bad_request(f'content type "{kind}" is not supported')
    return parameters


def _json(body: bytes) -> Json:
    try:
        value: Any = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"can't parse the JSON body: {error}") from error
    if not isinstance(value, dict):
        raise bad_request("the JSON body must be an object")
    return value


def _urlencoded(body: bytes) -> Json:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except ValueError as error:
        raise bad_request(f"can't parse the urlencoded body: {error}") from error


def _multipart(content_type: str, body: bytes) -> Json:
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_boundary()
    if not boundary:
        raise bad_request("the multipart body has no boundary")
    delimiter = b"\r\n--" + boundary.encode()
    sections = (b"\r\n" + body).split(delimiter)
    if len(sections) < 2 or not sections[-1].startswith(b"--"):
        raise bad_request("the multipart body is cut short")
    parameters: Json = {}
    for section in sections[1:-1]:
        head, separator, data = section.partition(b"\r\n\r\n")
        name = _NAME.search(_disposition(head))
        if not separator or not name:
            raise bad_request("a part of the multipart body has no name")
        parameters[_text(name[1])] = _part(head, data)
    return parameters


def _part(head: bytes, data: bytes) -> str | Upload:
    disposition = _disposition(head)
    encoded, plain = _FILENAME_ENCODED.search(disposition), _FILENAME.search(disposition)
    if not encoded and not plain:
        return _text(data)
    filename = _percent(encoded[1]) if encoded else _text(plain[1]) if plain else ""
    return Upload(filename, _header(head, b"content-type").decode("latin-1") or "application/octet-stream", data)


def _disposition(head: bytes) -> bytes:
    return _header(head, b"content-disposition")


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n"):
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""


def _percent(value: bytes) -> str:
    return dict(parse_qsl("name=" + value.decode("latin-1").replace("+", "%2B")))["name"]


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
