"""What SQLite's planner is told about our tables, so that it plans alike whether a database is empty, young or large.

Without it a fresh database has no statistics, and joins by reminder or notification walk the whole workspace (2,600 against 2 µs, measured).
Applications may write these rows themselves: https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables
"""

from __future__ import annotations

from sqlalchemy import Connection

from storage.tables import metadata

_ROWS = 1_000_000
# How many rows share a value of the column, in a large installation; 1 for all others.
_SHARING = {
    "workspace_id": 100_000,
    "platform": 50_000,
    "user_id": 1_000,
    "owner_id": 1_000,
    "room": 1_000,
    "receiver": 100,
    "item_key": 20,
    "reminder_id": 4,
    "notification_id": 2,
    "occurrence_id": 2,
    "source_app": 10_000,
    "source_model": 5_000,
    "source_id": 20,
}


def write_statistics(connection: Connection) -> None:
    """Replace what SQLite knows of our tables; no other database has use for it."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("ANALYZE")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    rows = [row for table in metadata.tables for row in _rows_of(connection, table)]
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", rows)
    connection.exec_driver_sql("ANALYZE sqlite_schema")


def _rows_of(connection: Connection, table: str) -> list[tuple[str, str, str]]:
    """A row for each index: rows in all, then how many share its first column, its first two, and so on."""
    keyed = metadata.tables[table].dialect_options["sqlite"]["with_rowid"] is False
    rows = []
    for _, index, _, origin, _ in connection.exec_driver_sql(f"PRAGMA index_list({table})").all():
        columns = [row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({index})").all()]
        shared, counts = _ROWS, []
        for column in columns:
            shared = min(shared, _SHARING.get(column, 1))
            counts.append(shared)
        name = table if keyed and origin == "pk" else index
        rows.append((table, name, " ".join(map(str, [_ROWS, *counts]))))
    return rows
