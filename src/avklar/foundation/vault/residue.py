"""Takes the remains of deleted keys out of the keys database's files."""

from django.db import connections

from .router import KEYS


def scrub() -> bool:
    """Empty SQLite's write-ahead log, or prune dead rows on PostgreSQL; False when it has to be tried again.

    SQLite overwrites deleted rows (secure_delete) but the log keeps older pages until it is truncated, which
    waits for readers. On PostgreSQL older pages live on in its own log and backups of the keys database; they
    hold wrapped keys only, and become unreadable with the next key rotation.
    """
    connection = connections[KEYS]
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
        cursor.execute("VACUUM (INDEX_CLEANUP OFF, SKIP_LOCKED) vault_wrappedrecordkey, vault_lookuphash")
    return True
