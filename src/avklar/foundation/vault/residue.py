"""Takes the remains of deleted keys out of the keys database's files."""

from django.db import connections

from .router import KEYS


def scrub() -> bool:
    """Empty SQLite's write-ahead log; False when it has to be tried again, or is left to PostgreSQL.

    SQLite overwrites deleted rows (secure_delete) but the log keeps older pages until it is truncated, which
    waits for readers. On PostgreSQL only the tables' owner may vacuum, and the program isn't: the tables are set
    to be vacuumed within a minute (migration 0002). What stays in its own log and in backups are wrapped keys
    only, which become unreadable with the next key rotation.
    """
    connection = connections[KEYS]
    if connection.in_atomic_block or connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(cursor.fetchone()[0] == 0)
