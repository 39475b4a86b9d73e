"""Every table, on this page or beside it. A person's Telegram id stands in `people` and nowhere else."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    true,
)

from storage.schema import AnyRow as AnyRow
from storage.schema import Instant as Instant
from storage.schema import Json, JsonIfAny, Key
from storage.schema import metadata as metadata
from storage.tables_commitments import commitment_links as commitment_links
from storage.tables_commitments import commitment_steps as commitment_steps
from storage.tables_commitments import commitments as commitments
from storage.tables_commitments import phases as phases
from storage.tables_faq import faq_entries as faq_entries
from storage.tables_faq import faq_proposals as faq_proposals
from storage.tables_faq import faq_revisions as faq_revisions
from storage.tables_faq import question_groups as question_groups
from storage.tables_faq import questions as questions
from storage.tables_follow import effects as effects
from storage.tables_follow import poll_results as poll_results
from storage.tables_follow import weekly_refusals as weekly_refusals
from storage.tables_moderation import claims as claims
from storage.tables_moderation import escalations as escalations
from storage.tables_moderation import notes as notes
from storage.tables_moderation import sanctions as sanctions
from storage.tables_moderation import votes as votes
from storage.tables_queue import forum_topics as forum_topics
from storage.tables_queue import held_cards as held_cards
from storage.tables_queue import moderation_chats as moderation_chats
from storage.tables_queue import rounds as rounds
from storage.tables_register import publications as publications
from storage.tables_register import register as register
from storage.tables_register import register_queue as register_queue
from storage.tables_register import register_salts as register_salts
from storage.tables_web import staff_accounts as staff_accounts
from storage.tables_web import web_links as web_links
from storage.tables_web import web_sessions as web_sessions

people = Table(
    "people",
    metadata,
    Column("id", Key, primary_key=True),
    Column("telegram_id", BigInteger, unique=True),
    Column("language", String(8), nullable=False),
    Column("staff_name", String(128)),  # only for those who decide or announce: "already handled by …"
    Column("subscribed_at", Instant),  # opted in to announcements
    Column("stopped_at", Instant),  # … or said no to all of them, even those they are concerned by
    Column("unreachable_at", Instant),  # blocked the bot, or closed the account
    Column("created_at", Instant, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False),
    Column("version", Integer, nullable=False),  # of the sentence that was agreed to
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Index("ix_consents_person_id", "person_id", "id"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False),  # nobody any more: a number
    Column("at", Instant, nullable=False),
    Column("kept_approved", Boolean, nullable=False),  # approved texts stay, without their author
    Column("scrubbed_at", Instant, index=True),  # when the database's files no longer held a byte of it
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),  # theme | departement
    Column("value", String(60), primary_key=True),  # a theme's id, a département's code
    Column("created_at", Instant, nullable=False),
    Index("ix_subscriptions_kind_value", "kind", "value"),
)

registrations = Table(
    "registrations",
    metadata,
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("event_id", String(60), primary_key=True, index=True),
    Column("told", String(20), nullable=False),  # the day and hour this person knows of; empty: none yet
    Column("reminded_for", Date),  # the day they were reminded of, or registered too late to be
    Column("created_at", Instant, nullable=False),
)

visits = Table(
    "visits",
    metadata,
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("event_id", String(60), nullable=False),  # whose link they entered by …
    Column("at", Instant, nullable=False),  # … for a day
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", String(500), primary_key=True),
    Column("items", Json, nullable=False),  # of the last good copy
    Column("fetched_at", Instant),  # when that was found to be the latest
    Column("etag", String(200)),
    Column("last_modified", String(100)),
    Column("tried_at", Instant, nullable=False),
    Column("error", String(200)),  # of the last try
)

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", Instant, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Key, primary_key=True),
    Column("update_id", BigInteger),
    Column("error", String(200), nullable=False),
    Column("payload", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("told_at", Instant),  # to those who keep the service
    Index("ix_quarantine_error", "error", "told_at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("field", String(40)),  # the field that waits for an answer; none: the summary is shown
    Column("answers", Json, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("submission_id", Key, ForeignKey("submissions.id")),  # a precision on something already sent …
    Column("only_field", String(40)),  # … of which just this field is open again
    Column("event", String(60)),  # begun after entering by an event's link
    Column("margin", Json),  # beside the answers: the messages they came by, a text that is not placed yet
    Column("created_at", Instant, nullable=False),
    Column("touched_at", Instant, nullable=False),
    Index("ix_drafts_person_touched", "person_id", "touched_at"),
    sqlite_autoincrement=True,  # a number is never given again: an old button finds its own draft, or none
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Key, primary_key=True),  # the number everyone sees: "n° 12"
    Column("person_id", Key, ForeignKey("people.id"), nullable=False),
    Column("status", String(20), nullable=False),
    Column("theme", String(60), nullable=False),
    Column("event", String(60)),  # made after entering by an event's link
    Column("answers", Json, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", String(40)),  # of a refusal
    Column("requested_field", String(40)),  # of a request for precision
    Column("decided_by", Key, ForeignKey("people.id")),
    Column("decided_at", Instant, index=True),
    Column("merged_into", Key, ForeignKey("submissions.id"), index=True),  # the original of a duplicate
    Column("submitted_at", Instant, nullable=False, index=True),
    Index("ix_submissions_status_id", "status", "id"),
    Index("ix_submissions_status_theme_id", "status", "theme", "id"),
    Index("ix_submissions_person_id", "person_id", "id"),
)

submission_versions = Table(
    "submission_versions",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False, index=True),
    Column("answers", Json, nullable=False),
    Column("at", Instant, nullable=False),
)

appeals = Table(
    "appeals",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False, index=True),
    Column("refused_by", Key, ForeignKey("people.id"), nullable=False),  # who may not decide again
    Column("reason", String(40), nullable=False),  # of the refusal
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

supports = Table(
    "supports",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True),
    Column("at", Instant, nullable=False),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Key, primary_key=True),
    Column("submission_id", Key, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False, server_default="card"),  # card | file: its attachment
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_cards_chat_id", "chat_id", "message_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor_id", Key, ForeignKey("people.id")),
    Column("action", String(40), nullable=False),
    Column("subject", String(60), nullable=False, index=True),  # "submission:12"
    Column("details", Json, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("lane", Integer, nullable=False),
    Column("person_id", Key, ForeignKey("people.id"), index=True),  # either a person …
    Column("chat_id", BigInteger),  # … or the moderation chat, which is nobody's personal data
    Column("method", String(40), nullable=False),
    Column("params", Json, nullable=False),
    Column("subject", String(60), index=True),  # "card:12": what the sent message becomes
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("message_id", BigInteger),
    Column("error", String(200)),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Index("ix_outbox_state_lane_due", "state", "lane", "due_at"),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("author_id", Key, ForeignKey("people.id"), nullable=False),
    Column("state", String(20), nullable=False),
    Column("method", String(40), nullable=False),
    Column("params", Json, nullable=False),
    Column("total", Integer, nullable=False),
    Column("source_message_id", BigInteger),  # in the author's chat: forwarded, so that a poll is one for all
    Column("versions", JsonIfAny),  # the same in other languages, by code
    Column("composition", JsonIfAny),  # what its draft kept: it can be taken up again
    Column("audience", JsonIfAny),  # none: everyone who asked for all announcements
    Column("public", Boolean, nullable=False, server_default=true()),  # shown in the archive
    Column("paid", Boolean, nullable=False, server_default=false()),  # Telegram's paid broadcast
    Column("due_at", Instant),  # when it is to leave, if not at once
    Column("started_at", Instant),  # when its recipients were counted
    Column("progress_message_id", BigInteger),
    Column("progress_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("finished_at", Instant),
)

changes = Table(
    "changes",
    metadata,
    Column("broadcast_id", Key, ForeignKey("broadcasts.id"), primary_key=True, autoincrement=False),
    Column("about_id", Key, ForeignKey("broadcasts.id"), nullable=False, index=True),  # what it puts right
    Column("kind", String(20), nullable=False),  # correction | edit | deletion
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("broadcast_id", Key, ForeignKey("broadcasts.id"), primary_key=True, autoincrement=False),
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("state", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("message_id", BigInteger),
    Column("more_ids", JsonIfAny),  # of the other messages of an album
    Column("error", String(200)),
    Column("settled_at", Instant),
    Index("ix_deliveries_state_due", "state", "due_at"),
)

limits = Table(
    "limits",
    metadata,
    Column("scope", String(60), primary_key=True),
    Column("next_at", Float, nullable=False),  # theoretical arrival time, seconds since the epoch (GCRA)
    Column("halted_until", Float, nullable=False),  # Telegram said 429: nothing of this scope before
)
