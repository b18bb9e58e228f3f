"""The schema: every table keyed by its workspace first, one definition for SQLite and PostgreSQL.

Where a table keeps one kind of thing, its columns bear the names of the thing's fields (mapping.py relies on it). Queries are the repositories'.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator
from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Table, Text

from bot.domain.conversation import Conversation
from bot.domain.delivery import DeliveryStatus
from bot.domain.ledger import LedgerAction
from bot.domain.message import ButtonPress, IncomingMessage, Message
from bot.domain.notification import Kind, Level
from bot.domain.occurrence import OccurrenceStatus
from bot.domain.reminder import Origin, Recipient, ReminderStatus, Trigger
from bot.domain.user import Preferences
from storage.dealing_tables import dealings as dealings
from storage.link_tables import link_attempts as link_attempts
from storage.link_tables import link_codes as link_codes
from storage.schema import NARROW, of_workspace, when
from storage.schema import metadata as metadata
from storage.types import Duration, Id, Instant, Json, Word

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("last_number", Integer, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", Text),
    Column("locale", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("preferences", Json(Preferences, shared=True), nullable=False),
    Column("zone_chosen", Boolean, nullable=False),
    Column("locale_chosen", Boolean, nullable=False),
    ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
)

identities = Table(
    "identities",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("user_id", Id, nullable=False),
    Column("address", Text, nullable=False),
    Column("handle", Text, nullable=False, server_default=""),
    of_workspace("users", "user_id"),
    Index(None, "workspace_id", "user_id"),
    Index("ix_identities_handle", "workspace_id", "platform", "handle", **when("handle <> ''")),
    **NARROW,
)

# user_id takes reminders from sender_id unless it is refused; asked_in: the occurrence whose delivery asks for it.
consents = Table(
    "consents",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("user_id", Id, primary_key=True),
    Column("sender_id", Id, primary_key=True),
    Column("refused", Boolean, nullable=False),
    Column("asked_in", Id),
    of_workspace("users", "user_id"),
    **NARROW,
)

items = Table(
    "items",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("status", Text),
    Column("due", Instant),
    Column("url", Text),
    Column("closed", Boolean, nullable=False),
    Column("touched_at", Instant),
)

# next_due is the earliest due_at of the scheduled occurrences, kept here so that a list of reminders is read in its order.
# folded is the text as word search compares it.
reminders = Table(
    "reminders",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("owner_id", Id, nullable=False),
    Column("text", Text, nullable=False),
    Column("trigger", Json(Annotated[Trigger, Discriminator("kind")]), nullable=False),
    Column("zone", Text, nullable=False),
    Column("recipients", Json(tuple[Annotated[Recipient, Discriminator("kind")], ...], shared=True), nullable=False),
    Column("origin", Json(Origin, shared=True), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("status", Word(ReminderStatus), nullable=False),
    Column("item_key", Text),
    Column("level", Word(Level), nullable=False),
    Column("unless_closed", Boolean, nullable=False),
    Column("nag_every", Duration),
    Column("nag_limit", Integer, nullable=False),
    Column("expires_at", Instant),
    Column("version", Integer, nullable=False),
    Column("next_due", Instant),
    Column("folded", Text, nullable=False),
    of_workspace("users", "owner_id"),
    Index("ix_reminders_number", "workspace_id", "number", unique=True),
    Index(
        "ix_reminders_open", "workspace_id", "owner_id", "next_due", "number", **when("status IN ('active', 'paused')")
    ),
    Index("ix_reminders_item", "workspace_id", "item_key", **when("item_key IS NOT NULL")),
)

# Who besides the owner receives a reminder: receiver is "person:<id>" or "room:<platform>:<id>".
recipients = Table(
    "recipients",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("receiver", Text, primary_key=True),
    Column("reminder_id", Id, primary_key=True),
    of_workspace("reminders", "reminder_id"),
    Index(None, "workspace_id", "reminder_id"),
    **NARROW,
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("reminder_id", Id, nullable=False),
    Column("slot", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("status", Word(OccurrenceStatus), nullable=False),
    Column("fired_at", Instant),
    Column("acknowledged_at", Instant),
    Column("dismissed_reason", Text),
    Column("times_fired", Integer, nullable=False),
    Column("nag_at", Instant),
    Column("nags", Integer, nullable=False, server_default="0"),
    of_workspace("reminders", "reminder_id"),
    Index("ix_occurrences_slot", "workspace_id", "reminder_id", "slot", unique=True),
    Index("ix_occurrences_due", "due_at", **when("status = 'scheduled'")),
    Index("ix_occurrences_nag", "nag_at", **when("nag_at IS NOT NULL")),
    Index("ix_occurrences_fired", "workspace_id", "reminder_id", "fired_at", **when("status = 'fired'")),
    **NARROW,
)

notifications = Table(
    "notifications",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("user_id", Id),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("kind", Word(Kind), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("level", Word(Level), nullable=False),
    Column("url", Text),
    Column("source_app", Text),
    Column("source_model", Text),
    Column("source_id", Text),
    Column("occurrence_id", Id),
    Column("expires_at", Instant),
    Column("read_at", Instant),
    Column("archived_at", Instant),
    Column("acknowledged_at", Instant),
    Index("ix_notifications_user", "workspace_id", "user_id", "id"),
    Index("ix_notifications_unread", "workspace_id", "user_id", **when("read_at IS NULL AND archived_at IS NULL")),
    Index("ix_notifications_occurrence", "workspace_id", "occurrence_id", **when("occurrence_id IS NOT NULL")),
    Index(
        "ix_notifications_source",
        "workspace_id",
        "source_app",
        "source_model",
        "source_id",
        "user_id",
        **when("source_id IS NOT NULL"),
    ),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("notification_id", Id, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("status", Word(DeliveryStatus), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_token", Id),
    Column("lease_until", Instant),
    Column("sent_at", Instant),
    Column("message_ref", Text),
    Column("error", Text),
    Column("may_have_arrived", Boolean, nullable=False),
    of_workspace("notifications", "notification_id"),
    Index("ix_deliveries_notification", "workspace_id", "notification_id"),
    Index("ix_deliveries_waiting", "channel", "not_before", **when("status = 'pending'")),
    Index("ix_deliveries_address", "channel", "address", "not_before", **when("status = 'pending'")),
    Index("ix_deliveries_leased", "lease_until", **when("status = 'sending'")),
    Index("ix_deliveries_failed", "workspace_id", "id", **when("status = 'failed'")),
    **NARROW,
)

ledger = Table(
    "ledger",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("reminder_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("action", Word(LedgerAction), nullable=False),
    Column("actor_id", Id),
    Column("occurrence_id", Id),
    Column("slot", Instant),
    Column("due_at", Instant),
    Column("via", Text),
    Column("platform", Text),
    Column("room", Text),
    Column("note", Text),
    Index("ix_ledger_actor", "workspace_id", "actor_id", "id", **when("actor_id IS NOT NULL")),
    **NARROW,
)

conversations = Table(
    "conversations",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("room", Text, primary_key=True),
    Column("user_id", Id, primary_key=True),
    Column("state", Json(Conversation), nullable=False),
    Column("saved_at", Instant),
    of_workspace("users", "user_id"),
)

# held_by, held_until: the process that says it, where that takes long or its own has died; nobody else does until then.
messages = Table(
    "messages",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("user_id", Id),
    Column("by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("text", Text),
    Column("message", Json(Message)),
    Column("thread", Text),
    Column("sent_at", Instant),
    Column("message_ref", Text),
    Column("edited_at", Instant),
    Column("client_id", Text),
    Column("addressee", Text),
    Column("card", Text),
    Column("held_by", Id),
    Column("held_until", Instant),
    Index("ix_messages_room", "workspace_id", "platform", "room", "id"),
    Index("ix_messages_unsent", "platform", "id", **when("sent_at IS NULL")),
    Index("ix_messages_card", "workspace_id", "platform", "card", **when("card IS NOT NULL")),
)

events = Table(
    "events",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Index(None, "seen_at"),
    **NARROW,
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("event", Json(IncomingMessage | ButtonPress), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("workspace_id", Id, nullable=False),
    Column("user_id", Id, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    of_workspace("users", "user_id"),
)

circuits = Table(
    "circuits",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("probe_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("probes", Integer, nullable=False),
    Column("refused", Boolean, nullable=False),
)

paces = Table(
    "paces",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("used_until", Instant, nullable=False),
    **NARROW,
)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
