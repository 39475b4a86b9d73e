"""Files: uploaded, attached, known by id, downloaded, refused."""

from __future__ import annotations

import io
import json
import struct

import aiohttp
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from sandbox.body import read_parameters
from sandbox.image import picture_size, plain_png
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.wire import Upload
from tests.sandbox.client import Client, RefusedError

PNG = plain_png(200, 100)


async def test_a_photo_has_a_thumbnail_and_itself_last(bot: Bot, alice: Person) -> None:
    message = await bot.send_photo(alice.id, PNG, caption="<i>carte</i>", parse_mode="HTML")
    assert message.caption_html == "<i>carte</i>"
    assert [(size.width, size.height) for size in message.photo] == [(90, 45), (200, 100)]
    downloaded = await (await message.photo[-1].get_file()).download_as_bytearray()
    assert bytes(downloaded) == PNG


async def test_a_document_keeps_its_name_and_type(bot: Bot, alice: Person) -> None:
    message = await bot.send_document(alice.id, io.BytesIO(b"%PDF-1.4"), filename="Plan d’action été.pdf")
    assert message.document is not None
    assert (message.document.file_name, message.document.mime_type) == ("Plan d’action été.pdf", "application/pdf")
    assert message.document.file_size == 8


async def test_a_file_is_sent_again_by_its_id(call: Client, alice: Person) -> None:
    sent = await alice.sends_document("plan.pdf", b"%PDF", "application/pdf")
    identifier = sent["document"]["file_id"]
    again = await call("sendDocument", chat_id=alice.id, document=identifier, caption="votre plan")
    assert again["document"] == sent["document"]
    with pytest.raises(RefusedError, match="can't use file of type Document as Photo"):
        await call("sendPhoto", chat_id=alice.id, photo=identifier)
    with pytest.raises(RefusedError, match="wrong file identifier"):
        await call("sendPhoto", chat_id=alice.id, photo="AgAC-unknown")


async def test_an_album_arrives_under_one_number(bot: Bot, alice: Person) -> None:
    messages = await bot.send_media_group(
        alice.id, [InputMediaPhoto(PNG, caption="<b>avant</b>", parse_mode="HTML"), InputMediaPhoto(PNG)]
    )
    assert len({message.media_group_id for message in messages}) == 1
    assert messages[0].caption_html == "<b>avant</b>"
    with pytest.raises(BadRequest, match="Documents and audio can't be mixed"):
        await bot.send_media_group(alice.id, [InputMediaPhoto(PNG), InputMediaDocument(b"%PDF", filename="a.pdf")])


async def test_every_kind_of_file_is_sent(bot: Bot, alice: Person) -> None:
    sent = [
        await bot.send_voice(alice.id, b"OggS"),
        await bot.send_video(alice.id, b"mp4", caption="film"),
        await bot.send_audio(alice.id, b"mp3"),
        await bot.send_animation(alice.id, b"gif"),
        await bot.send_video_note(alice.id, b"mp4"),
        await bot.send_sticker(alice.id, b"webp"),
    ]
    kinds = ("voice", "video", "audio", "animation", "video_note", "sticker")
    for message, kind in zip(sent, kinds, strict=True):
        assert message.to_dict()[kind]["file_id"]


async def test_a_caption_is_edited_and_a_file_replaced(bot: Bot, alice: Person) -> None:
    message = await bot.send_photo(alice.id, PNG, caption="avant")
    edited = await bot.edit_message_caption(alice.id, message.message_id, caption="après")
    assert not isinstance(edited, bool)
    assert edited.caption == "après"
    replaced = await bot.edit_message_media(InputMediaDocument(b"%PDF", filename="a.pdf"), alice.id, message.message_id)
    assert not isinstance(replaced, bool)
    assert replaced.document is not None
    assert (replaced.photo, replaced.caption) == ((), None)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("texte", alice.id, message.message_id)


async def test_a_photo_must_be_one(call: Client, alice: Person) -> None:
    for data, reason in [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (plain_png(2, 100), "PHOTO_INVALID_DIMENSIONS"),
        (PNG + bytes(10 * 1024 * 1024), "is too big for a photo"),
    ]:
        form = aiohttp.FormData({"chat_id": str(alice.id)})
        form.add_field("photo", data, filename="photo.png")
        with pytest.raises(RefusedError, match=reason):
            await call.post("sendPhoto", data=form)


async def test_nothing_is_loaded_from_outside(call: Client, alice: Person) -> None:
    with pytest.raises(RefusedError, match="failed to get HTTP URL content: the sandbox loads nothing from outside"):
        await call("sendPhoto", chat_id=alice.id, photo="https://example.org/a.png")


async def test_an_attachment_must_be_there(call: Client, alice: Person) -> None:
    media = json.dumps([{"type": "photo", "media": f"attach://{name}"} for name in ("a", "b")])
    form = aiohttp.FormData({"chat_id": str(alice.id), "media": media})
    form.add_field("a", PNG, filename="a.png")
    with pytest.raises(RefusedError, match='can\'t find the file "attach://b"'):
        await call.post("sendMediaGroup", data=form)


async def test_20_megabytes_can_be_downloaded_and_no_more(call: Client, alice: Person) -> None:
    sent = await alice.sends_document("gros.bin", bytes(20 * 1024 * 1024 + 1))
    with pytest.raises(RefusedError, match="file is too big"):
        await call("getFile", file_id=sent["document"]["file_id"])
    with pytest.raises(RefusedError, match="invalid file_id"):
        await call("getFile", file_id="unknown")


async def test_a_download_needs_the_token_and_a_path(session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    token = sandbox.bot.token
    for path, status in [(f"bot{token}/photos/file_9.jpg", 404), ("bot1:wrong/photos/file_1.jpg", 401)]:
        async with session.get(f"{sandbox.api_base_url}/file/{path}") as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (200, 100)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), (3, 4)),
        (b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc0\x00\x11\x08" + struct.pack(">HH", 5, 6) + bytes(9), (6, 5)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x09\0\0\x04\0\0", (10, 5)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + ((7 << 14) | 3).to_bytes(4, "little"), (4, 8)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 12, 13), (12, 13)),
        (b"BM", None),
        (b"\xff\xd8\xff", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size


def test_a_multipart_body_is_read_byte_for_byte() -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n42\r\n'
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="a b.bin"\r\n'
        b"Content-Type: text/x-odd\r\n\r\n\r\n--not the end\r\n\r\n--b\r\n"
        b"Content-Disposition: form-data; name=g; filename*=utf-8''%C3%A9.txt\r\n\r\nx\r\n--b--\r\n"
    ).replace(b"name=g", b'name="g"')
    assert read_parameters("", "multipart/form-data; boundary=b", body) == {
        "chat_id": "42",
        "f": Upload("a b.bin", "text/x-odd", b"\r\n--not the end\r\n"),
        "g": Upload("é.txt", "application/octet-stream", b"x"),
    }
