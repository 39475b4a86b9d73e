"""What is kept of a feed: plain words, dates, addresses one may open; a document that is no feed is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.feed import ADDRESS_LENGTH, MOST_ITEMS, SUMMARY_LENGTH, TITLE_LENGTH, FeedError, plain, read_feed
from consultation.text import length

ADDRESS = "https://consultation.example.org/flux"
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>La plateforme</title>
<entry><id>2</id><title type="html">Un &lt;b&gt;atelier&lt;/b&gt; &amp;amp; un forum</title>
<link href="/actualites/2"/><updated>2021-03-02T10:00:00+01:00</updated>
<summary type="html">&lt;p&gt;Mardi.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;
&lt;p&gt;En ligne.&lt;/p&gt;</summary></entry>
<entry><id>1</id><title>Ouverture</title><link href="https://ailleurs.example.org/1"/>
<published>2021-02-23T09:00:00Z</published><updated>2021-02-24T09:00:00Z</updated></entry>
</feed>"""
RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Plateforme</title>
<item><title>Synth\xe8se</title><link>https://consultation.example.org/3</link>
<pubDate>Mon, 01 Mar 2021 09:00:00 +0100</pubDate><description>Premi\xe8re version</description></item>
<item><description>Sans titre</description></item>
</channel></rss>""".encode("iso-8859-1")


def rss(*items: str) -> bytes:
    """An RSS document around these items."""
    return f'<rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'.encode()


def linked(link: str) -> str | None:
    """What becomes of a link."""
    [item] = read_feed(rss(f"<item><title>a</title><link>{link}</link></item>"), ADDRESS)
    return item.link


def test_atom_is_read() -> None:
    workshop, opening = read_feed(ATOM, ADDRESS)
    assert (workshop.title, workshop.summary) == ("Un atelier & un forum", "Mardi. En ligne.")
    assert workshop.link == "https://consultation.example.org/actualites/2"
    assert workshop.published == datetime(2021, 3, 2, 9, tzinfo=UTC)
    assert opening.published == datetime(2021, 2, 23, 9, tzinfo=UTC)
    assert opening.summary == ""


def test_rss_is_read_in_its_encoding() -> None:
    synthesis, untitled = read_feed(RSS, ADDRESS, "text/xml; charset=iso-8859-1")
    assert (synthesis.title, synthesis.summary) == ("Synthèse", "Première version")
    assert synthesis.published == datetime(2021, 3, 1, 8, tzinfo=UTC)
    assert (untitled.title, untitled.link, untitled.published) == ("Sans titre", None, None)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\x00\xff" * 50,
        b"{}",
        b"<!doctype html><html><title>404</title><body>Pas l\xc3\xa0</body></html>",
        ATOM[:400],
        ATOM.replace(b"</feed>", b""),
        RSS[: len(RSS) // 2],
    ],
)
def test_anything_else_is_refused(document: bytes) -> None:
    with pytest.raises(FeedError):
        read_feed(document, ADDRESS)


def test_what_is_not_well_formed_but_whole_is_read() -> None:
    [item] = read_feed(rss("<item><title>Un&nbsp;atelier</title></item>"), ADDRESS)
    assert item.title == "Un atelier"


def test_a_feed_without_anything_in_it_is_a_feed() -> None:
    assert read_feed(rss(), ADDRESS) == ()


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "data:text/html,x",
        "tg://resolve?domain=x",
        "https://user:secret@example.org/",
        "https://example.org/ a b",
        "https://example.org/" + "a" * ADDRESS_LENGTH,
        "https://[::1",
    ],
)
def test_only_web_addresses_are_kept(link: str) -> None:
    assert linked(link) is None


def test_a_web_address_is_kept_as_it_is() -> None:
    assert linked("https://example.org/a?b=1&amp;c=2#d") == "https://example.org/a?b=1&c=2#d"


def test_a_long_feed_is_cut() -> None:
    items = read_feed(rss(*[f"<item><title>{'mot ' * 200}{n}</title></item>" for n in range(MOST_ITEMS * 2)]), ADDRESS)
    assert len(items) == MOST_ITEMS
    assert max(length(item.title) for item in items) <= TITLE_LENGTH


def test_nothing_outside_the_document_is_read() -> None:
    entity = '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    document = entity.encode() + rss("<item><title>lu : &file;</title></item>")
    with open("/etc/hostname", encoding="utf-8") as file:
        secret = file.read().strip()
    assert all(secret not in item.title for item in read_feed(document, ADDRESS))


def test_a_date_that_cannot_be_is_left_out() -> None:
    [item] = read_feed(rss("<item><title>a</title><pubDate>31 Feb 99999 99:99</pubDate></item>"), ADDRESS)
    assert item.published is None


@given(st.text())
def test_words_are_kept_on_one_line_without_controls(html: str) -> None:
    words = plain(html)
    assert words == " ".join(words.split())
    assert all(char.isprintable() or char == " " or ord(char) > 127 for char in words)


@given(st.binary(max_size=300))
def test_no_document_does_anything_but_be_read_or_refused(document: bytes) -> None:
    try:
        items = read_feed(b"<rss version='2.0'><channel><item><title>" + document, ADDRESS)
    except FeedError:
        return
    assert all(length(item.summary) <= SUMMARY_LENGTH for item in items)
