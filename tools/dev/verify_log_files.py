"""The files of a log as SQLite has them, for verify_log.py: their tables, a copy opened for reading only, the keys beside it.

The numbers in comments are sections of engine/log/README.md. Standard library only.
"""
import sqlite3

from verify_log_formats import get, hmac256

# Section 4: each table, its columns apart by `;`, and the indexes of `entry`.
LOG_TABLES = [
    "entry: seq INTEGER PRIMARY KEY; leaf BLOB NOT NULL; record TEXT NOT NULL; kind TEXT NOT NULL; time INTEGER NOT NULL; "
    "decision TEXT; flow TEXT; verdict TEXT; recipient TEXT; rules TEXT",
    "UNIQUE INDEX entry_decision ON entry(decision) WHERE decision IS NOT NULL",
    "INDEX entry_bundle ON entry(seq) WHERE kind = 'bundle'", "INDEX entry_facts ON entry(seq) WHERE kind = 'facts'",
    "tile: level INTEGER NOT NULL; idx INTEGER NOT NULL; hashes BLOB NOT NULL; PRIMARY KEY(level, idx)",
    "checkpoint: size INTEGER PRIMARY KEY; note TEXT NOT NULL",
    "bundle: digest TEXT NOT NULL; path TEXT NOT NULL; text TEXT NOT NULL; PRIMARY KEY(digest, path)",
    "segment: entry INTEGER NOT NULL; first INTEGER NOT NULL; count INTEGER NOT NULL; data BLOB NOT NULL; PRIMARY KEY(entry, first)",
    "private: seq INTEGER NOT NULL; member INTEGER NOT NULL; box BLOB NOT NULL; PRIMARY KEY(seq, member)",
    "setting: name TEXT PRIMARY KEY; value TEXT NOT NULL"]
KEYS_TABLES = ["secret: name TEXT PRIMARY KEY; value BLOB NOT NULL", "key: handle BLOB PRIMARY KEY; value BLOB NOT NULL: WITHOUT ROWID"]


def schema(tables):
    """What SQLite keeps of the statements of a list of tables."""
    made = sqlite3.connect(":memory:")
    made.text_factory = bytes
    for table in tables:
        name, *parts = table.split(": ")
        body = parts and "(\n  " + parts[0].replace("; ", ",\n  ") + "\n) " + ", ".join(["STRICT", *parts[1:]])
        made.execute(f"CREATE TABLE {name}{body}" if parts else f"CREATE {name}")
    return made.execute(SCHEMA).fetchall()


SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"


def open_copy(file):
    """Reads only, trusts nothing of the schema. Text comes as bytes: it may be none."""
    with open(file, "rb") as opened:
        if opened.read(16) != b"SQLite format 3\0":
            raise sqlite3.DatabaseError("it is no SQLite file")
    database = sqlite3.connect(file)
    database.text_factory = bytes
    for guard in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0"):
        database.execute(f"PRAGMA {guard}")
    return database


class Ring:
    """The keys file beside the log (section 6)."""

    def __init__(self, keys, log_id):
        if keys.execute(SCHEMA).fetchall() != schema(KEYS_TABLES):
            raise sqlite3.DatabaseError("its tables are not those of a keys file")
        secrets = dict(keys.execute("SELECT CAST(name AS BLOB), value FROM secret").fetchall())
        self.keys, self.secret, self.months = keys, secrets.get(b"secret"), {}
        if secrets.get(b"log", b"").hex() != log_id or len(self.secret or b"") != 32:
            raise sqlite3.DatabaseError("it is that of another log, or has lost its secret")

    def key_of(self, announcing, decision, member, month):
        pseudonym = get(announcing, "pseudonym", str)
        if pseudonym:
            if month not in self.months:
                keys = [row[0] for row in self.keys.execute("SELECT value FROM key")]
                self.months[month] = {hmac256(key, b"izin pseudonym 1\0" + month.encode()).hex(): key for key in keys if len(key) == 32}
            return self.months[month].get(pseudonym)
        name = b"izin entry 1\0" + decision.encode() if member < 0 else b"izin member 1\0" + decision.encode() + member.to_bytes(4, "big")
        row = self.keys.execute("SELECT value FROM key WHERE handle = ?", (hmac256(self.secret, name),)).fetchone()
        return row[0] if row and len(row[0]) == 32 else None
