"""The tables of the moderation queue: where its cards go, what is held back, what is done once a day."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table

from storage.schema import Instant, Key, metadata

moderation_chats = Table(
    "moderation_chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("moved_to", BigInteger),  # it became this supergroup
    Column("is_forum", Boolean, nullable=False),
    Column("board_since", Instant),  # cards are held back since then, and the board stands for them
    Column("board_message_id", BigInteger),
    Column("board_shown", String(64)),  # fingerprint of what the board says
    Column("board_at", Instant),  # when it was last shown
)

forum_topics = Table(
    "forum_topics",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("theme", String(60), primary_key=True),
    Column("thread_id", BigInteger),  # none: being created, or refused until `again_at`
    Column("refused", Boolean, nullable=False),  # cards of this theme go to the general topic meanwhile
    Column("again_at", Instant),
)

held_cards = Table(
    "held_cards",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("post_at", Instant, index=True),  # its card is to be posted from then on; none: it stands in the chat
    Column("shown_at", Instant),  # when “Suivante” last showed it
)

rounds = Table(
    "rounds",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("slot", String(20), nullable=False),  # the last day or hour it was done for
)
