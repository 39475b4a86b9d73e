"""Telegram's HTML, read by the published rules and refused in Telegram's words."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import detect, utf16_length
from sandbox.html import parse_html
from sandbox.text import read_caption, read_text
from sandbox.views import message_html
from sandbox.wire import ApiError

Entity = dict[str, Any]
PREFIX = "Bad Request: can't parse entities: "
words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t "), min_size=1, max_size=12)


def entity(kind: str, offset: int, length: int, **more: object) -> Entity:
    return {"type": kind, "offset": offset, "length": length, **more}


def covered(text: str, found: Entity) -> str:
    units = text.encode("utf-16-le")
    return units[2 * found["offset"] : 2 * (found["offset"] + found["length"])].decode("utf-16-le")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("Bonjour", "Bonjour", []),
        ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [entity("strikethrough", n, 1) for n in range(3)]),
        (
            '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
            "ab",
            [entity("spoiler", n, 1) for n in range(2)],
        ),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        ('<pre><code class="language-python">a</code></pre>', "a", [entity("pre", 0, 1, language="python")]),
        ("<blockquote>a\nb</blockquote>", "a\nb", [entity("blockquote", 0, 3)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.fr/?x=1&amp;y=2">a</a>', "a", [entity("text_link", 0, 1, url="https://a.fr/?x=1&y=2")]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        (
            '<tg-time unix="1614070800" format="wDT">mardi</tg-time>',
            "mardi",
            [entity("date_time", 0, 5, unix_time=1614070800, date_time_format="wDT")],
        ),
        ("<B>a</B>", "a", [entity("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
    ],
)
def test_every_published_tag_is_read(source: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(source) == (text, entities)


def test_tags_nest() -> None:
    text, entities = parse_html("<b>gras <i>et italique <u>souligné</u></i></b> fin")
    assert text == "gras et italique souligné fin"
    assert entities == [entity("bold", 0, 25), entity("italic", 5, 20), entity("underline", 17, 8)]


def test_offsets_are_utf16_code_units() -> None:
    text, entities = parse_html("👩‍👩‍👧 <b>été 😀</b> <i>€</i>")
    assert [covered(text, found) for found in entities] == ["été 😀", "€"]
    assert entities[0]["offset"] == 9


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("l&#39;&#x27;&#X27;", "l'''"),
        ("&#8239;&#x1F600;", "\u202f😀"),
        ("&lt sans point-virgule", "< sans point-virgule"),
        ("&nbsp;&eacute;&unknown; & &; &#; &#x;", "&nbsp;&eacute;&unknown; & &; &#; &#x;"),
        ("&#0;&#xD800;&#x110000;", "&#0;&#xD800;&#x110000;"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_references_named_lt_gt_amp_quot_and_numbers_are_read_and_no_other(source: str, text: str) -> None:
    assert parse_html(source) == (text, [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i></b>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("été<br>", 'Unsupported start tag "br" at byte offset 5'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<!-- a -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a href="x">y</a', "Unclosed end tag at byte offset 13"),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href>y</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a href=http://a.fr>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-time>a</tg-time>", 'Tag "tg-time" must have a valid attribute "unix"'),
    ],
)
def test_mistakes_are_told_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == PREFIX + reason


def test_nothing_is_formatted_inside_code() -> None:
    assert parse_html("<code>a <b>b</b></code>") == ("a b", [entity("code", 0, 3)])


def test_a_quotation_is_not_nested_in_another() -> None:
    source = "<blockquote>a <blockquote>b</blockquote></blockquote>"
    assert parse_html(source) == ("a b", [entity("blockquote", 0, 3)])


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://a.fr", "https://a.fr"),
        ("a.fr", "http://a.fr/"),
        ("a.fr/b", "http://a.fr/b"),
        ("tg://resolve", "tg://resolve"),
    ],
)
def test_an_address_becomes_a_link(address: str, url: str) -> None:
    assert parse_html(f'<a href="{address}">ici</a>') == ("ici", [entity("text_link", 0, 3, url=url)])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "nowhere", "data:text/html,x", "http://"])
def test_an_address_that_leads_nowhere_leaves_plain_text(address: str) -> None:
    assert parse_html(f'<a href="{address}">ici</a>') == ("ici", [])


def test_a_link_to_a_person_is_a_mention() -> None:
    _, entities = parse_html('<a href="tg://user?id=42">Alice</a>')
    assert entities == [entity("text_mention", 0, 5, user={"id": 42, "is_bot": False, "first_name": "Alice"})]


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler"]), words), min_size=1, max_size=6))
def test_every_entity_covers_the_words_of_its_tag(pieces: list[tuple[str, str]]) -> None:
    source = " ".join(f"<{tag}>{html.escape(word)}</{tag}>" for tag, word in pieces)
    text, entities = parse_html(source)
    assert text == " ".join(word for _, word in pieces)
    assert [covered(text, found) for found in entities] == [word for _, word in pieces]


@given(st.text("<>/b=\"' &;ai#x0", max_size=30))
def test_any_input_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError as refused:
        assert refused.description.startswith(PREFIX)
    else:
        assert all(found["offset"] + found["length"] <= utf16_length(text) for found in entities)


@given(st.text('<b>i</ua&;"😀\n', max_size=40))
def test_what_the_page_shows_holds_only_safe_tags(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    shown = message_html(text, entities)
    for tag in ("b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"):
        assert shown.count(f"<{tag}>") == shown.count(f"</{tag}>")
        shown = shown.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert html.unescape(shown) == text
    assert "<" not in shown


def test_the_page_closes_and_opens_again_what_overlaps() -> None:
    overlapping = [entity("bold", 0, 3), entity("italic", 2, 3)]
    assert message_html("abcde", overlapping) == "<b>ab<i>c</i></b><i>de</i>"


def test_the_page_never_links_to_a_script() -> None:
    assert message_html("ici", [entity("text_link", 0, 3, url="javascript:alert(1)")]) == "ici"
    shown = message_html("ici", [entity("text_link", 0, 3, url='https://a.fr/"><script>')])
    assert shown.startswith('<a href="https://a.fr/&quot;&gt;&lt;script&gt;"')


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", "/start")]),
        ("/aide@consultation_bot merci", [("bot_command", "/aide@consultation_bot")]),
        ("et/ou 1/2 a/b", []),
        ("😀 /stop", [("bot_command", "/stop")]),
        ("voir https://a.fr/x?y=1, puis", [("url", "https://a.fr/x?y=1")]),
        ("#pgo @alice_b a@b.fr", [("hashtag", "#pgo"), ("mention", "@alice_b"), ("email", "a@b.fr")]),
        ("Bonjour", []),
    ],
)
def test_commands_addresses_and_tags_are_found_in_plain_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each["type"], covered(text, each)) for each in detect(text)] == found


def test_a_text_is_trimmed_and_its_entities_move() -> None:
    content = read_text({"text": "  <b> gras </b>\n", "parse_mode": "HTML"})
    assert content == {"text": "gras", "entities": [entity("bold", 0, 4)]}


def test_4096_characters_are_counted_after_parsing() -> None:
    formatted = "<b>" + "x" * 4096 + "</b>"
    assert len(read_text({"text": formatted, "parse_mode": "HTML"})["text"]) == 4096
    with pytest.raises(ApiError, match="message is too long"):
        read_text({"text": "x" * 4097})
    with pytest.raises(ApiError, match="message is too long"):
        read_text({"text": "😀" * 2049})


def test_a_caption_holds_1024_characters() -> None:
    assert read_caption({"caption": "x" * 1024}) == {"caption": "x" * 1024}
    with pytest.raises(ApiError, match="message caption is too long"):
        read_caption({"caption": "x" * 1025})


@pytest.mark.parametrize("text", ["", "  \n", "<b></b>", "<b> </b>"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(ApiError, match="message text is empty"):
        read_text({"text": text, "parse_mode": "HTML"})


def test_entities_given_by_the_bot_are_checked() -> None:
    given = [entity("bold", 0, 2)]
    assert read_text({"text": "été", "entities": given})["entities"] == given
    with pytest.raises(ApiError, match="ENTITY_BOUNDS_INVALID"):
        read_text({"text": "été", "entities": [entity("bold", 2, 2)]})
    with pytest.raises(ApiError, match='unsupported entity type "huge"'):
        read_text({"text": "été", "entities": [entity("huge", 0, 1)]})


@pytest.mark.parametrize("mode", ["MarkdownV2", "Markdown"])
def test_markdown_is_refused_kindly(mode: str) -> None:
    with pytest.raises(ApiError, match=f"parse_mode {mode} is not simulated here, use HTML or entities"):
        read_text({"text": "*a*", "parse_mode": mode})
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        read_text({"text": "a", "parse_mode": "BBCode"})
