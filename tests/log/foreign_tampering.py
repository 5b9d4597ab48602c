"""The kinds of tampering that foreign_judge.py tries on copies of a log, by name: KINDS, WHOLE, HARMLESS."""
import contextlib, pathlib, re, sqlite3, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools/dev"))
import verify_log_formats as formats  # noqa: E402

# A kind of tampering: a function of a copy's folder, an entry and a source of chance. It says False where it does not apply to
# that entry. `whole` ones are done once, not at several entries; `harmless` ones must not be found at L0.
KINDS, WHOLE, HARMLESS = {}, set(), set()


def kind(*marks):
    def add(function):
        KINDS[function.__name__] = function
        WHOLE.update([function.__name__] if "whole" in marks else [])
        HARMLESS.update([function.__name__] if "harmless" in marks else [])
        return function
    return add


def sql(folder, script, **values):
    with contextlib.closing(sqlite3.connect(folder / "log.db")) as database:
        database.isolation_level = None
        changed = 0
        for statement in script.split(";"):
            if statement.strip():
                changed += max(database.execute(statement, {k: v for k, v in values.items() if f":{k}" in statement}).rowcount, 0)
        return changed > 0


def simple(name, script, *marks):
    """A kind that is some statements, `:k` being the entry."""
    function = lambda folder, k, chance: sql(folder, script, k=k)
    function.__name__ = name
    kind(*marks)(function)


def rewrite(folder, k, change, leaf=True, columns=True):
    """Puts another record in an entry's place, with hash and columns right."""
    with contextlib.closing(sqlite3.connect(folder / "log.db")) as database:
        before = database.execute("SELECT record FROM entry WHERE seq = ?", (k,)).fetchone()[0]
        after = change(before)
        if after == before:
            return False
        database.execute("UPDATE entry SET record = ? WHERE seq = ?", (after, k))
        if leaf:
            database.execute("UPDATE entry SET leaf = ? WHERE seq = ?", (formats.leaf_hash(after.encode()), k))
        record = formats.canonical(after.encode())
        if columns and record is not None and not formats.form_problem(record, k):
            database.execute("UPDATE entry SET kind = ?, time = ?, decision = ?, flow = ?, verdict = ?, recipient = ?, rules = ? "
                             "WHERE seq = ?", (*formats.columns_of(record), k))
        database.commit()
        return True


def rebuild_tiles(folder):
    with contextlib.closing(sqlite3.connect(folder / "log.db")) as database:
        level, hashes = 0, [row[0] for row in database.execute("SELECT leaf FROM entry ORDER BY seq")]
        database.execute("DELETE FROM tile")
        while hashes:
            tiles = [hashes[i:i + 256] for i in range(0, len(hashes), 256)]
            database.executemany("INSERT INTO tile VALUES (?, ?, ?)", [(level, i, b"".join(tile)) for i, tile in enumerate(tiles)])
            fold = lambda h: h[0] if len(h) == 1 else fold([formats.node_hash(*h[i:i + 2]) for i in range(0, len(h), 2)])
            level, hashes = level + 1, [fold(tile) for tile in tiles if len(tile) == 256]
        database.commit()


ENTRY = "leaf, record, kind, time, NULL, flow, verdict, recipient, rules"
simple("entry_deleted", "DELETE FROM entry WHERE seq = :k")
simple("entry_deleted_and_the_rest_moved_up", "DELETE FROM entry WHERE seq = :k; UPDATE entry SET seq = -seq WHERE seq > :k; "
       "UPDATE entry SET seq = -seq - 1 WHERE seq < 0")
simple("entry_swapped_with_the_next", "UPDATE entry SET seq = -9 WHERE seq = :k; UPDATE entry SET seq = :k WHERE seq = :k + 1; "
       "UPDATE entry SET seq = :k + 1 WHERE seq = -9")
simple("entry_copied_to_the_end", f"INSERT INTO entry SELECT (SELECT max(seq) + 1 FROM entry), {ENTRY} FROM entry WHERE seq = :k")
simple("entry_copied_far_beyond", f"INSERT INTO entry SELECT 1000000000000, {ENTRY} FROM entry WHERE seq = :k")
simple("entry_before_the_first", f"INSERT INTO entry SELECT -1, {ENTRY} FROM entry WHERE seq = :k")
simple("entries_cut_off", "DELETE FROM entry WHERE seq >= :k")
simple("entries_cut_off_at_the_front", "DELETE FROM entry WHERE seq <= :k")
simple("record_changed", "UPDATE entry SET record = replace(record, '\"boot\":\"', '\"boot\":\"x') WHERE seq = :k")
simple("record_emptied", "UPDATE entry SET record = '' WHERE seq = :k")
simple("record_cut", "UPDATE entry SET record = substr(record, 1, length(record) - 1) WHERE seq = :k")
simple("record_of_another_entry", "UPDATE entry SET record = (SELECT record FROM entry WHERE seq = 0) WHERE seq = :k AND seq <> 0")
simple("leaf_changed", "UPDATE entry SET leaf = zeroblob(32) WHERE seq = :k")
simple("leaf_short", "UPDATE entry SET leaf = x'00' WHERE seq = :k")
for column, value in (("kind", "'opan'"), ("time", "time + 1"), ("decision", "decision || 'X'"), ("flow", "'x'"), ("verdict", "'review'"),
                      ("recipient", "'@other'"), ("rules", "rules || 'x '")):
    simple(f"column_{column}", f"UPDATE entry SET {column} = {value} WHERE seq = :k AND {value} IS NOT {column}")
REWRITES = {
    "boot": ('"boot":"', '"boot":"x'), "verdict": ('"verdict":"deny"', '"verdict":"permit"'), "blank": ('":', '": '),
    "escape": ('"kind":"d', '"kind":"\\u0064'), "sequence": ('"sequence":', '"sequence":1'), "engine_gone": ('"engine":"izin 0.1.0",', ""),
    "member_more": ('"boot"', '"bold":1,"boot"'), "of_another_type": ('"exact":true', '"exact":1'), "null": ('"exact":true', '"exact":null'),
    "float": ('"at_given":true', '"at_given":1.5'), "verdict_of_no_kind": ('"verdict":"permit"', '"verdict":"maybe"'),
    "valuation_longer": ('"valuation":"', '"valuation":"t'), "bundle_of_no_entry": ('"bundle":"sha256:', '"bundle":"sha256:0'),
    "kind": ('"kind":"decision"', '"kind":"note"'), "wall_back": ('"wall":"2', '"wall":"1'), "no_instant": ('"wall":"20', '"wall":"ab'),
    "key_twice": ('"kind":"', '"kind":"x","kind":"'), "commitment": ('"commitment":"', '"commitment":"g'), "facts": ('"facts":"hmac-sha256:', '"facts":"hmac-sha256:0')}
for name, (part, by) in REWRITES.items():
    for tiles in (False, True):
        def function(folder, k, chance, part=part, by=by, tiles=tiles):
            # A digit more at the front of a digest is a digit less at its end.
            trim = lambda text: re.sub(r"(sha256:0[0-9a-f]{63})[0-9a-f]", r"\1", text) if part.endswith("sha256:") else text
            done = rewrite(folder, k, lambda record: trim(record.replace(part, by, 1)))
            rebuild_tiles(folder) if done and tiles else None
            return done
        function.__name__ = f"record_and_leaf_{name}" + ("_and_tiles" if tiles else "")
        kind()(function)


@kind()
def tile_bit(folder, k, chance):
    index, at = k // 256, k % 256 * 32 + chance.randrange(32)
    with contextlib.closing(sqlite3.connect(folder / "log.db")) as database:
        data = bytearray(database.execute("SELECT hashes FROM tile WHERE level = 0 AND idx = ?", (index,)).fetchone()[0])
        data[at] ^= 1 << chance.randrange(8)
        database.execute("UPDATE tile SET hashes = ? WHERE level = 0 AND idx = ?", (bytes(data), index))
        database.commit()


@kind()
def tile_bit_and_leaf(folder, k, chance):
    sql(folder, "UPDATE entry SET leaf = zeroblob(32) WHERE seq = :k", k=k)
    return tile_bit(folder, k, chance)


simple("tile_shorter", "UPDATE tile SET hashes = substr(hashes, 1, length(hashes) - 32) WHERE idx = (SELECT max(idx) FROM tile WHERE level = 0)", "whole")
simple("tile_longer", "UPDATE tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB)", "whole")
simple("tiles_gone", "DELETE FROM tile", "whole")
simple("tile_more", "INSERT INTO tile VALUES (7, 7, zeroblob(32))", "whole")
simple("tile_gone_and_entry", "DELETE FROM tile; DELETE FROM entry WHERE seq = :k")
simple("tile_above", "UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 1 AND :k > 255")
AT = "WHERE size = (SELECT min(size) FROM checkpoint WHERE size > :k)"
simple("checkpoint_gone", f"DELETE FROM checkpoint {AT}", "harmless")
simple("checkpoints_gone", "DELETE FROM checkpoint", "whole")
simple("checkpoint_of_another_origin", f"UPDATE checkpoint SET note = replace(note, 'decisions', 'decizions') {AT}")
simple("checkpoint_of_another_size", f"UPDATE checkpoint SET note = replace(note, char(10) || size || char(10), char(10) || '99' || char(10)) {AT}")
simple("checkpoint_of_another_root", f"UPDATE checkpoint SET note = substr(note, 1, 28) || 'AAAA' || substr(note, 33) {AT}")
simple("checkpoint_with_carriage_returns", f"UPDATE checkpoint SET note = replace(note, char(10), char(13) || char(10)) {AT}")
simple("checkpoint_with_a_line_more", f"UPDATE checkpoint SET note = replace(note, char(10) || char(10), char(10) || 'x' || char(10) || char(10)) {AT}")
simple("checkpoint_unsigned", f"UPDATE checkpoint SET note = substr(note, 1, instr(note, char(8212)) - 1) {AT}")
simple("checkpoint_signed_otherwise", f"UPDATE checkpoint SET note = substr(note, 1, length(note) - 9) || 'AAAAAA==' || char(10) {AT}")
simple("checkpoint_with_another's_signature", "UPDATE checkpoint SET note = substr(note, 1, instr(note, char(8212)) - 1) || "
       "(SELECT substr(note, instr(note, char(8212))) FROM checkpoint WHERE size = 1) WHERE size = (SELECT min(size) FROM checkpoint WHERE size > :k + 1)")
simple("checkpoint_of_the_future", "INSERT INTO checkpoint SELECT size + 500, note FROM checkpoint WHERE size = 1", "whole")
simple("checkpoint_of_nothing", "INSERT INTO checkpoint SELECT 0, note FROM checkpoint WHERE size = 1", "whole")
simple("policy_text", "UPDATE bundle SET text = text || ' '", "whole")
simple("policy_path", "UPDATE bundle SET path = 'x' || path WHERE path = 'house.izin'", "whole")
simple("policy_gone", "DELETE FROM bundle WHERE path = 'house.izin'", "whole")
simple("policy_more", "INSERT INTO bundle SELECT digest, 'more.izin', '' FROM bundle LIMIT 1", "whole")
simple("policy_of_no_entry", "INSERT INTO bundle VALUES ('sha256:00', 'more.izin', '')", "whole")
simple("sealed_part_gone", "DELETE FROM private WHERE seq = :k")
simple("sealed_part_cut", "UPDATE private SET box = substr(box, 1, length(box) - 1) WHERE seq = :k")
simple("sealed_part_changed", "UPDATE private SET box = CAST(substr(box, 1, 30) || x'00ff00ff' || substr(box, 35) AS BLOB) WHERE seq = :k")
simple("sealed_part_of_another", "UPDATE private SET box = (SELECT box FROM private WHERE seq > :k ORDER BY seq DESC LIMIT 1) WHERE seq = :k AND seq < (SELECT max(seq) FROM private)")
simple("sealed_part_more", "INSERT INTO private VALUES (:k, 77, zeroblob(140))")
simple("sealed_part_zeroed", "UPDATE private SET box = zeroblob(length(box)) WHERE seq = :k AND box <> zeroblob(length(box))")
simple("erased_part_put_back", "UPDATE private SET box = randomblob(140) WHERE seq = :k AND box = zeroblob(length(box))")
simple("erased_row_gone", "DELETE FROM private WHERE seq = :k AND box = zeroblob(length(box))", "harmless")
simple("erasure_of_other_places", "UPDATE segment SET data = CAST(replace(CAST(data AS TEXT), '/', '/1') AS BLOB) WHERE data NOT LIKE '%{%'", "whole")
simple("erasure_without_places", "DELETE FROM segment WHERE data NOT LIKE '%{%'", "whole")
simple("result_changed", "UPDATE segment SET data = CAST(replace(CAST(data AS TEXT), '\"deny\"', '\"permit\"') AS BLOB)", "whole")
simple("result_gone", "UPDATE segment SET data = CAST(substr(CAST(data AS TEXT), instr(CAST(data AS TEXT), char(10)) + 1) AS BLOB)", "whole")
simple("result_cut", "UPDATE segment SET data = substr(data, 1, length(data) - 1)", "whole")
simple("results_gone", "DELETE FROM segment", "whole")
simple("results_elsewhere", "INSERT OR IGNORE INTO segment SELECT :k, first, count, data FROM segment WHERE entry <> :k LIMIT 1")
simple("results_counted_otherwise", "UPDATE segment SET count = count + 1", "whole")
simple("results_from_another_place", "UPDATE segment SET first = first + 1", "whole")
for name, script in {"view": "CREATE VIEW v AS SELECT 1", "table": "CREATE TABLE more(x)", "index_gone": "DROP INDEX entry_facts",
                     "column": "ALTER TABLE entry ADD COLUMN extra TEXT", "version": "PRAGMA user_version = 2", "id": "PRAGMA application_id = 1",
                     "table_renamed": "ALTER TABLE entry RENAME TO hidden", "table_gone": "DROP TABLE setting"}.items():
    def function(folder, k, chance, script=script):
        sql(folder, script)
    function.__name__ = f"schema_{name}"
    kind("whole")(function)


@kind("whole")
def schema_trigger(folder, k, chance):
    with contextlib.closing(sqlite3.connect(folder / "log.db")) as database:
        database.execute("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM tile; END")


def on_bytes(name, change, file="log.db", *marks):
    def function(folder, k, chance):
        data = (folder / file).read_bytes()
        (folder / file).write_bytes(change(data, k, chance))
    function.__name__ = name
    kind(*marks)(function)


page = lambda data, k: 4096 * (1 + k % (len(data) // 4096 - 1))
on_bytes("file_page_zeroed", lambda data, k, chance: data[:page(data, k)] + bytes(4096) + data[page(data, k) + 4096:])
on_bytes("file_cut", lambda data, k, chance: data[:page(data, k)])
on_bytes("file_emptied", lambda data, k, chance: b"", "log.db", "whole")
on_bytes("file_of_zeros", lambda data, k, chance: bytes(len(data)), "log.db", "whole")
on_bytes("file_bit_of_a_record", lambda data, k, chance: data.replace(b'"verdict":"deny"', b'"verdict":"Deny"', 1), "log.db", "whole")
on_bytes("keys_garbage", lambda data, k, chance: b"not a keys file", "log.db.keys", "whole")
on_bytes("witness_bit", lambda data, k, chance: (lambda at: data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])(chance.randrange(len(data) - 1)), "witness.txt", "harmless")
on_bytes("witness_cut", lambda data, k, chance: data[:chance.randrange(len(data))], "witness.txt", "harmless")
on_bytes("witness_cut_and_gone_on", lambda data, k, chance: data[:data.index(b"\n\n") - 9] + b"\n(incomplete)\n\n" + data, "witness.txt", "whole", "harmless")
on_bytes("witness_of_greetings", lambda data, k, chance: data + b"hello there\n", "witness.txt", "whole", "harmless")
on_bytes("witness_out_of_order", lambda data, k, chance: data[len(data) // 2:] + data[:len(data) // 2], "witness.txt", "whole", "harmless")


@kind("whole")
def key_gone(folder, k, chance):
    with contextlib.closing(sqlite3.connect(folder / "log.db.keys")) as database:
        database.execute("DELETE FROM key WHERE handle = (SELECT min(handle) FROM key)")
        database.commit()


@kind("whole")
def secret_changed(folder, k, chance):
    with contextlib.closing(sqlite3.connect(folder / "log.db.keys")) as database:
        database.execute("UPDATE secret SET value = zeroblob(16) WHERE name = 'log'")
        database.commit()


@kind("harmless")
def wal_of_garbage(folder, k, chance):
    """A WAL that SQLite does not take for one changes nothing."""
    (folder / "log.db-wal").write_bytes(chance.randbytes(4096 + k))


@kind("whole")
def two_faults(folder, k, chance):
    sql(folder, "UPDATE private SET box = zeroblob(140) WHERE seq = (SELECT max(seq) FROM private)")
    return sql(folder, "UPDATE entry SET recipient = '@other' WHERE seq = (SELECT max(seq) - 1 FROM entry)")
