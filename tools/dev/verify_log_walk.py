"""The walk over a log's entries and all that stands beside them, for verify_log.py, in the order of engine/log/README.md section 9.

The numbers in comments are sections of that page. Standard library only.
"""
import os, re, sqlite3

from verify_log_crypto import open_box
from verify_log_files import LOG_TABLES, SCHEMA, Ring, open_copy, schema
from verify_log_formats import (KeyChain, Range, b64, canonical, columns_of, form_problem, get, hmac256, is_announcing, is_signed, leaf_hash,
                                node_hash, parse_key, parse_note, pruned_ranges, sha256)


class Stream:
    """Rows of a table, the next one at hand."""
    def __init__(self, rows):
        self.rows = rows
        self.step()

    def step(self):
        self.row = next(self.rows, None)


class Judge:
    """Walks a log in the order of section 9, so that what follows from a fault is not told as another."""

    def __init__(self, key):
        self.problems, self.entries, self.root, self.roots, self.lost = [], 0, "", {}, False
        self.log, self.ring, self.key, self.chain = None, None, key, KeyChain()

    def open(self, log, keys):
        """Sections 1 and 4: the file and its tables. Leaves `log` None where there is nothing to walk."""
        file = open_copy(log)
        pragma = lambda name: file.execute(f"PRAGMA {name}").fetchone()[0]
        if (pragma("application_id"), pragma("user_version")) != (0x697A696E, 1):
            return self.add(None, "it is no decision log of version 1")
        if pragma("encoding") != b"UTF-8" or file.execute(SCHEMA).fetchall() != schema(LOG_TABLES):
            return self.add(None, "its tables are not those of a decision log")
        if pragma("integrity_check(1)") != b"ok":
            self.add(None, "the file is damaged")
        self.log, self.keys = file, keys if os.path.exists(keys) else None

    def add(self, seq, text):
        self.problems.append((seq, text))

    def has(self, seq):
        return any(s == seq for s, _ in self.problems)

    def has_below(self, size):
        return any(s is not None and s < size for s, _ in self.problems)

    def query(self, text, *values):
        return self.log.execute(text, values)

    def walk(self):
        first = self.query("SELECT record FROM entry WHERE seq = 0").fetchone()
        opened = canonical(first[0]) if first else None
        log_id = get(opened, "log", str) or ""
        try:
            self.ring = Ring(open_copy(self.keys), log_id) if self.keys else None
        except sqlite3.Error:
            self.add(None, "the keys file cannot be used")
        self.origin, self.facts, self.wall, self.bundles, self.bundle_files = "", "", "", {}, 0
        self.tree, self.tiles, self.tile_count = Range(), [], 0
        self.good_size = self.last_size = 0
        self.signed = []
        self.covered, self.gone, self.holds = {}, set(), set()  # places that erasures name, and that are; holds that stand
        self.checkpoints = Stream(self.query("SELECT size, note FROM checkpoint ORDER BY size"))
        self.boxes = Stream(self.query("SELECT seq, member, box FROM private ORDER BY seq, member"))
        self.segments = Stream(self.query("SELECT entry, first, count, data FROM segment ORDER BY entry, first"))
        self.pruned = set()
        for seq, data in self.query("SELECT seq, record FROM entry WHERE kind = 'prune'"):
            record = canonical(data)
            if record and get(record, "kind", str) == "prune" and type(record.get("ranges")) is list:
                self.pruned.update(*(pruned_ranges(record, seq) or []))
        try:
            for row in self.query("SELECT seq, leaf, record, kind, time, decision, flow, verdict, recipient, rules FROM entry ORDER BY seq"):
                if row[0] < 0:
                    self.add(None, "an entry before entry 0")
                else:
                    self.visit(row[0], row[1], row[2], list(row[3:]))
                self.entries += 1
        except sqlite3.Error as error:
            self.add(self.entries, f"it cannot be read: {error}")
            self.lost = True
        if self.entries == 0:
            self.add(0, "no entry")
        if not self.lost:
            self.root = b64(self.tree.root())
            self.finish_tiles()
            self.finish_checkpoints()
        self.drop_segments(2**63)
        self.drop_boxes((2**63, 0))
        for place in self.gone ^ {place for place in self.covered if place[0] not in self.pruned}:
            self.add(place[0], "a sealed part is missing without an erasure, or is there in spite of one")
        if self.query("SELECT count(*) FROM bundle").fetchone()[0] != self.bundle_files:
            self.add(None, "policy texts that no entry names")

    def visit(self, seq, kept, data, columns):
        if not self.lost and seq > self.tree.size:
            self.fill_gap(seq)
        if seq in self.pruned:
            if len(kept) != 32 or data or columns != [b"pruned", 0] + [None] * 5:
                self.add(seq, "it was pruned, and its row holds more than its hash, or less")
            self.wall = ""
            return self.grow(kept if len(kept) == 32 else bytes(32))
        record = canonical(data)
        problem = "its record is not canonical" if record is None else form_problem(record, seq)
        if not problem and seq == 0:
            self.origin = record["origin"]
        made = leaf_hash(data)
        leaf = made
        if kept != made:
            self.add(seq, "its record does not have the hash beside it")
            # What follows is judged by the one of the two that the tree knows: that was logged.
            stored = self.stored(seq)
            leaf = kept if stored == kept else made if not problem or stored is None else stored
        if not problem and columns != [c.encode() if isinstance(c, str) else c for c in columns_of(record)]:
            problem = "a column does not repeat its record"
        if problem and not self.has(seq):
            self.add(seq, problem)
        if record is not None and not problem:
            self.check_record(seq, record, made)
        self.grow(leaf)

    def fill_gap(self, until):
        self.add(self.tree.size, "it is missing")
        while self.tree.size < until:
            stored = self.stored(self.tree.size)
            if stored is None:
                self.lost = True
                return
            self.grow(stored)

    def grow(self, leaf):
        if self.lost:
            return
        self.tree.add(leaf)
        self.add_to_tile(0, leaf, False)
        self.check_checkpoints()
        if self.tree.size in self.roots:
            self.roots[self.tree.size] = self.tree.root()

    # Records: what one says of another, and what stands beside it.
    def check_record(self, seq, record, leaf):
        kind, wall = record["kind"], record["wall"]
        back = wall < self.wall
        if self.wall and (back if kind != "clock" else not back or (record["from"], record["to"]) != (self.wall, wall)):
            self.add(seq, "its clock does not fit the entry before it")
        self.wall = wall
        if kind == "open" and parse_key(record["key"]):
            self.chain.epochs = [(parse_key(record["key"]), 0)]
        if kind == "key" and not self.lost and (problem := self.chain.add(seq, record, self.tree.root())):
            self.add(seq, problem)
        if kind == "prune" and pruned_ranges(record, seq) is None:
            self.add(seq, "`ranges` does not name entries before it")
        if kind == "bundle":
            self.check_bundle(seq, record)
        if kind == "facts":
            self.facts = record["facts"]
        if kind == "erasure":
            self.check_erasure(seq, record)
        if kind == "hold":
            self.holds.add(seq)
        if kind == "release" and record["hold"] not in self.holds:
            self.add(seq, "it releases no hold that stands")
        if kind == "release":
            self.holds.discard(record["hold"])
        if kind not in ("decision", "pool"):
            return
        if record["bundle"] not in self.bundles:
            return self.add(seq, "no entry before it holds its policies")
        if record.get("facts", self.facts) != self.facts:
            self.add(seq, "no entry before it names its facts")
        comparisons = self.bundles[record["bundle"]]
        for name in ("valuation", "pool_valuation"):
            if not re.fullmatch("[tfu]{%d}" % comparisons, get(record, name, str) or "t" * comparisons):
                self.add(seq, f"`{name}` is not one of its policies")
        where = record["decision"], record["decided"][:7]
        if "private" in record:
            self.check_box(seq, -1, leaf, record["private"], *where)
        if kind == "pool":
            self.check_pool(seq, record, comparisons, *where)

    def check_bundle(self, seq, record):
        files = self.query("SELECT path, text FROM bundle WHERE digest = ? ORDER BY path", record["bundle"]).fetchall()
        self.bundle_files += len(files)
        digest = sha256(b"".join(sha256(text).hex().encode() + b"  " + path + b"\n" for path, text in files)).hex()
        if record["bundle"] != "sha256:" + digest or record["files"] != len(files) or record["bundle"] in self.bundles:
            self.add(seq, "its policy texts do not have its digest, or it was logged before")
        self.bundles.setdefault(record["bundle"], len(record["comparisons"]))

    def check_pool(self, seq, record, comparisons, decision, month):
        self.drop_segments(seq)
        tree, counts, problem = Range(), {}, ""
        while self.segments.row and self.segments.row[0] == seq:
            _, first, count, data = self.segments.row
            self.segments.step()
            before = tree.size
            if problem:
                continue
            problem = "results are missing" if first != before else ""
            for line in re.findall(rb"[^\n]*\n|[^\n]+$", data) if not problem else []:
                result = canonical(line[:-1]) if line.endswith(b"\n") else None
                names = {"commitment", "member", "rules", "valuation", "verdict"}
                if result is None or result.keys() not in (names, names | {"pseudonym"}) or not is_announcing(result) or \
                        get(result, "member", int) != tree.size or \
                        not re.fullmatch("[tfu]{%d}" % comparisons, get(result, "valuation", str) or ""):
                    problem = f"the result {tree.size} is none, or another's"
                    break
                verdict = get(result, "verdict", str)
                counts[verdict] = counts.get(verdict, 0) + 1
                leaf = leaf_hash(line[:-1])
                self.check_box(seq, tree.size, leaf, result, decision, month)
                tree.add(leaf)
            if not problem and count != tree.size - before:
                problem = "a segment does not hold as many results as it says"
        due = {name: get(record["subjects"], name, int) for name in ("permit", "deny", "review", "incomplete", "proposed")}
        found = {name: counts.get(name, 0) for name in due} | {"proposed": tree.size}
        if problem or get(record["results"], "count", int) != tree.size or record["results"].get("root") != tree.root().hex() or due != found:
            self.add(seq, problem or "the results are not those that the record names")

    def check_erasure(self, seq, record):
        """Section 10."""
        self.drop_segments(seq)
        data, first, count = b"", 0, 0
        if self.segments.row and self.segments.row[0] == seq:
            _, first, count, data = self.segments.row
            self.segments.step()
            if first != 0 or count != data.count(b"\n") or not data:
                self.add(seq, "the segment of an erasure does not hold as many places as it says")
        tree, places = Range(), []
        for line in re.findall(rb"[^\n]*\n|[^\n]+$", data):
            match = re.fullmatch(rb"(0|[1-9]\d{0,18})(?:/(0|[1-9]\d{0,18}))?\n", line)
            place = match and (int(match[1]), int(match[2]) if match[2] else -1)
            if not place or places and place <= places[-1] or place[0] >= seq or place[1] >= 2**63:
                self.add(seq, "beside the erasure stands no list of places before it")
                break
            places.append(place)
            tree.add(leaf_hash(line[:-1]))
        else:
            if get(record["parts"], "count", int) != tree.size or get(record["parts"], "root", str) != tree.root().hex():
                self.add(seq, "the places beside the erasure are not those that it names")
        for place in places:
            if self.covered.setdefault(place, seq) != seq:
                self.add(seq, "it covers a part that an earlier erasure has removed")

    def drop_segments(self, seq):
        while self.segments.row and self.segments.row[0] < seq:
            self.add(max(self.segments.row[0], 0), "results beside an entry that is no pool")
            self.segments.step()

    # Sealed parts (section 6).
    def drop_boxes(self, due):
        while self.boxes.row and self.boxes.row[:2] < due:
            self.add(max(self.boxes.row[0], 0), "a sealed part that its record does not name")
            self.boxes.step()

    def check_box(self, seq, member, leaf, announcing, decision, month):
        self.drop_boxes((seq, member))
        if not self.boxes.row or self.boxes.row[:2] != (seq, member):
            return self.gone.add((seq, member))
        box = self.boxes.row[2]
        size = len(box) - 76
        if not any(box):
            self.gone.add((seq, member))
        elif size not in (64, 256) and (size <= 0 or size % 1024):
            self.add(seq, "its sealed part has the size of none")
        elif self.ring:
            key = self.ring.key_of(announcing, decision, member, month)
            opened = open_box(key, box, leaf) if key else None
            length = int.from_bytes(opened[32:36], "big") if opened else 0
            due = next((n for n in (64, 256) if length <= n), (length + 1023) // 1024 * 1024)
            if opened is None or hmac256(b"izin commit 1", opened).hex() != announcing["commitment"] or size != due or \
                    any(opened[36 + length:]) or canonical(opened[36:36 + length]) is None:
                self.add(seq, "its sealed part cannot be opened, or is not the one committed to")
        self.boxes.step()

    # Tiles, held against the tree as it grows.
    def tile(self, level, index):
        row = self.query("SELECT hashes FROM tile WHERE level = ? AND idx = ?", level, index).fetchone()
        return row[0] if row else b""

    def stored(self, seq):
        at_hand = self.tiles and self.tiles[0]["hashes"] and self.tiles[0]["index"] == seq // 256
        found = (self.tiles[0]["row"] if at_hand else self.tile(0, seq // 256))[seq % 256 * 32:][:32]
        return found if len(found) == 32 else None

    def add_to_tile(self, level, node, doubtful):
        if level == len(self.tiles):
            self.tiles.append({"index": 0, "hashes": [], "row": b"", "fits": True})
        tile = self.tiles[level]
        if not tile["hashes"]:
            tile["row"], self.tile_count = self.tile(level, tile["index"]), self.tile_count + 1
        at = len(tile["hashes"])
        if tile["row"][32 * at:32 * at + 32] != node:
            leaf = (tile["index"] * 256 + at) << (8 * level)
            if tile["fits"] and not doubtful and not self.has(leaf):
                self.add(leaf, f"tile {level}/{tile['index']} does not hold its hash")
            tile["fits"] = False
        tile["hashes"].append(node)
        if at == 255:
            self.check_length(tile)
            hashes = tile["hashes"]
            while len(hashes) > 1:
                hashes = [node_hash(*hashes[i:i + 2]) for i in range(0, len(hashes), 2)]
            fits = tile["fits"]
            tile.update(index=tile["index"] + 1, hashes=[], row=b"", fits=True)
            self.add_to_tile(level + 1, hashes[0], not fits)

    def check_length(self, tile):
        if tile["fits"] and len(tile["row"]) != 32 * len(tile["hashes"]):
            self.add(None, "a tile is too long")
            tile["fits"] = False

    def finish_tiles(self):
        for tile in self.tiles:
            if tile["hashes"]:
                self.check_length(tile)
        if self.query("SELECT count(*) FROM tile").fetchone()[0] != self.tile_count:
            self.add(None, "there are more tiles, or fewer, than the entries make")

    # Checkpoints.
    def check_checkpoints(self):
        while self.checkpoints.row and self.checkpoints.row[0] <= self.tree.size:
            size, note = self.checkpoints.row
            self.checkpoints.step()
            if size < 1:
                self.add(None, "a checkpoint of no entries")
                continue
            self.last_size, parsed = self.tree.size, parse_note(note)
            if not parsed or parsed[1:3] != (self.origin, size):
                self.add(size - 1, "its checkpoint is none of this log and size")
            elif parsed[3] != self.tree.root():
                if not self.has_below(size):
                    self.add(self.good_size, "the next checkpoint has another root")
            else:
                self.good_size = size
                self.signed.append((size, parsed, self.chain.at(size)))

    def finish_checkpoints(self):
        for size, parsed, key in self.signed if self.key else []:
            if not key or not is_signed(parsed, key):
                self.add(size - 1, "its checkpoint is not signed by the key")
        if self.checkpoints.row:
            self.add(self.tree.size, "a checkpoint has seen more entries")
        elif self.last_size < self.tree.size:
            self.add(self.last_size, "no checkpoint covers it")
