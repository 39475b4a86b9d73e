"""A post follows its contribution whatever happens while it leaves: nothing taken back stays, none is doubled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select, update
from telegram.error import BadRequest

from bot.reposting import repost
from bot.settlements import message_settlement
from consultation.moderation import Decision, Step
from handlers import publication
from handlers.fitting import visible
from handlers.screens import TEXT_LIMIT
from handlers.services import Services
from storage import outbox, people, publications, submissions
from storage.database import Database
from storage.outbox import OutboxRow
from storage.submissions import Submission
from storage.tables import outbox as outbox_table
from tests.clock import FakeClock
from tests.stories import services, submit

CHANNEL, ADMINS = -1009876543210, -1009876543211


@pytest.fixture
def publishing(database: Database, clock: FakeClock) -> Services:
    """Services that publish."""
    ours = services(database, clock)
    return replace(ours, policy=replace(ours.policy, publication_chat_id=CHANNEL, admin_chat_id=ADMINS))


async def follows(publishing: Services, sent: Submission) -> None:
    """The scheduled work, for one contribution."""
    now = publishing.clock()
    await publishing.database.write(lambda conn: publication.follow(conn, publishing, sent.id, now))


async def approved(publishing: Services) -> Submission:
    """A contribution just approved, its post in the outbox."""

    def work(conn: Connection) -> Submission:
        sent, now = submit(conn, publishing.clock()), publishing.clock()
        moderator = people.meet(conn, 9001, "fr", now).id
        decided = submissions.decide(
            conn, sent.id, Decision.APPROVE.value, version=1, by=moderator, detail=None, now=now
        )
        assert decided is not None
        return decided

    sent = await publishing.database.write(work)
    await follows(publishing, sent)
    return sent


async def withdraws(publishing: Services, sent: Submission) -> None:
    """Its author takes it back."""

    def work(conn: Connection) -> None:
        assert submissions.step(conn, sent.id, Step.WITHDRAW.value, person_id=sent.person_id)

    await publishing.database.write(work)
    await follows(publishing, sent)


async def leaves(publishing: Services) -> OutboxRow:
    """The next message is on its way."""
    now = publishing.clock()
    [row] = await publishing.database.write(lambda conn: outbox.lease(conn, now=now, count=10, seconds=30))
    return row


async def arrives(publishing: Services, row: OutboxRow, message_id: int) -> None:
    """Telegram took it."""
    now = publishing.clock()
    await publishing.database.write(lambda conn: outbox.sent(conn, row, message_id, now))


async def waiting(publishing: Services) -> list[tuple[str, dict[str, Any]]]:
    """What waits to be sent to the channel."""
    query = select(outbox_table.c.method, outbox_table.c.params).where(outbox_table.c.state == "pending")

    def look(conn: Connection) -> list[tuple[str, dict[str, Any]]]:
        return [(row.method, row.params) for row in conn.execute(query.order_by(outbox_table.c.id))]

    return await publishing.database.read(look)


async def test_the_same_thing_twice_is_posted_once(publishing: Services) -> None:
    sent = await approved(publishing)
    await follows(publishing, sent)
    await arrives(publishing, await leaves(publishing), 7)
    await follows(publishing, sent)
    assert await waiting(publishing) == []
    assert await publishing.database.read(lambda conn: publications.stale(conn, limit=9)) == []


async def test_what_is_taken_back_before_it_left_never_leaves(publishing: Services) -> None:
    sent = await approved(publishing)
    await withdraws(publishing, sent)
    assert await waiting(publishing) == []
    assert await publishing.database.read(lambda conn: publications.find(conn, sent.id)) is None


async def test_what_is_taken_back_while_it_leaves_is_emptied_once_it_stands(publishing: Services) -> None:
    sent = await approved(publishing)
    row = await leaves(publishing)
    await withdraws(publishing, sent)
    await arrives(publishing, row, 7)
    assert await publishing.database.read(lambda conn: publications.stale(conn, limit=9)) == [sent.id]
    await follows(publishing, sent)
    [(method, params)] = await waiting(publishing)
    assert (method, params["message_id"]) == ("editMessageText", 7)
    assert sent.answers["title"] not in params["text"]


async def test_a_post_whose_row_is_gone_while_it_leaves_is_deleted(publishing: Services) -> None:
    sent = await approved(publishing)
    row = await leaves(publishing)
    await publishing.database.write(lambda conn: conn.execute(outbox_table.delete()) and None)
    await withdraws(publishing, sent)
    await arrives(publishing, row, 7)
    assert await waiting(publishing) == [("deleteMessage", {"message_id": 7})]


async def test_a_post_that_was_given_up_is_made_again_at_the_next_change(publishing: Services) -> None:
    sent = await approved(publishing)
    await publishing.database.write(lambda conn: conn.execute(update(outbox_table).values(state="failed")) and None)
    await follows(publishing, sent)
    assert [method for method, _ in await waiting(publishing)] == ["sendMessage"]


async def refuses(publishing: Services, words: str) -> dict[str, Any]:
    """Telegram refuses the next message for good: what it was."""
    row, now = await leaves(publishing), publishing.clock()
    settle = message_settlement(row, BadRequest(words), None, now)
    await publishing.database.write(settle)
    return {"method": row.method, **row.params}


async def told(publishing: Services) -> list[str]:
    """What the admins are told; it leaves."""
    now = publishing.clock()

    def take(conn: Connection) -> list[str]:
        query = select(outbox_table).where(outbox_table.c.chat_id == ADMINS, outbox_table.c.state == "pending")
        found = [row.params["text"] for row in conn.execute(query)]
        conn.execute(update(outbox_table).where(outbox_table.c.chat_id == ADMINS).values(state="sent", settled_at=now))
        return found

    return await publishing.database.write(take)


async def test_a_refused_post_is_tried_again_a_few_times_and_told_once(publishing: Services, clock: FakeClock) -> None:
    sent = await approved(publishing)
    words = []
    for pause in publications.AGAIN:
        await refuses(publishing, "Chat not found")
        await repost(publishing)
        words += await told(publishing)
        clock.advance(seconds=pause.total_seconds() - 1)
        await repost(publishing)
        words += await told(publishing)
        assert await waiting(publishing) == []
        clock.advance(seconds=1)
        await repost(publishing)
        words += await told(publishing)
        assert [method for method, _ in await waiting(publishing)] == ["sendMessage"]
    assert len(words) == 2, "on each of two days"
    assert all("Chat not found" in said and "administrateur" in said for said in words)
    await refuses(publishing, "Chat not found")
    clock.advance(days=30)
    await repost(publishing)
    assert await waiting(publishing) == []
    await follows(publishing, sent)
    assert [method for method, _ in await waiting(publishing)] == ["sendMessage"], "at the next change"


async def test_a_refused_edit_is_made_again_so_that_nothing_taken_back_stays(
    publishing: Services, clock: FakeClock
) -> None:
    sent = await approved(publishing)
    await arrives(publishing, await leaves(publishing), 7)
    await withdraws(publishing, sent)
    refused = await refuses(publishing, "Not enough rights to edit messages of this chat")
    clock.advance(minutes=10)
    await repost(publishing)
    await told(publishing)
    [(method, params)] = await waiting(publishing)
    assert {"method": method, **params} == refused
    await arrives(publishing, await leaves(publishing), 7)
    clock.advance(days=30)
    await repost(publishing)
    assert await waiting(publishing) == []


async def test_a_post_that_somebody_deleted_is_made_again_and_said(publishing: Services) -> None:
    sent = await approved(publishing)
    await arrives(publishing, await leaves(publishing), 7)
    now = publishing.clock()
    await publishing.database.write(lambda conn: publication.follow(conn, publishing, sent.id, now, afresh=True))
    await refuses(publishing, "Message to edit not found")
    await repost(publishing)
    [said] = await told(publishing)
    assert f"n°\u00a0{sent.id} avait été supprimé" in said
    [(method, params)] = await waiting(publishing)
    assert method == "sendMessage"
    assert sent.answers["title"] in params["text"]
    await arrives(publishing, await leaves(publishing), 8)
    found = await publishing.database.read(lambda conn: publications.find(conn, sent.id))
    assert found is not None
    assert found.message_id == 8


async def test_a_deleted_post_of_what_may_be_read_no_more_is_not_made_again(publishing: Services) -> None:
    sent = await approved(publishing)
    await arrives(publishing, await leaves(publishing), 7)
    await withdraws(publishing, sent)
    await refuses(publishing, "Message to edit not found")
    await repost(publishing)
    assert len(await told(publishing)) == 1
    assert await waiting(publishing) == []
    assert await publishing.database.read(lambda conn: publications.find(conn, sent.id)) is None


async def test_the_longest_contribution_holds_in_a_post(publishing: Services, clock: FakeClock) -> None:
    sent = await publishing.database.write(
        lambda conn: submit(
            conn,
            clock(),
            observation="é<&" * 500,
            proposal="😀" * 750,
            title="T" * 120,
            signature="S" * 60,
        )
    )
    screen = publication.post_screen(publishing, sent)
    assert 3_000 < visible(screen.text) <= TEXT_LIMIT
    assert "S" * 60 in screen.text


async def test_links_lead_to_the_post(publishing: Services) -> None:
    post = publications.Publication(1, CHANNEL, 7, "")
    assert publication.link(publishing, post) == "https://t.me/c/9876543210/7"
    public = replace(publishing, policy=replace(publishing.policy, publication_url="https://t.me/plan"))
    assert publication.link(public, post) == "https://t.me/plan/7"
    assert publication.link(public, replace(post, message_id=None)) is None
