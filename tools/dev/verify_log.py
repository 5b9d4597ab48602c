#!/usr/bin/env python3
"""Verifies a decision log by engine/log/README.md alone: the foreign judge that fsck is compared with.

    verify_log.py LOG [--key KEY] [--witness FILE] [--receipt FILE]... [--cosigned FILE]... [--cosigner KEY]...

prints one JSON document, {"ok", "entries", "root", "level", "first_bad", "problems"}, and ends with 0 (sound), 1 (not
sound) or 2 (cannot tell). Standard library only; shares no line with the program. The numbers in comments are sections
of that page.
"""
import argparse, fcntl, json, os, re, shutil, sqlite3, sys, tempfile

from verify_log_formats import cosigned, is_included, is_signed, leaf_hash, parse_key, parse_note, parse_receipt
from verify_log_walk import Judge


def copy_of(log, folder):
    """Sections 1 and 8: never opened in place, and copied while no writer is at work."""
    try:
        lock = open(log + ".lock", "rb")
        fcntl.flock(lock, fcntl.LOCK_SH)
    except OSError:
        lock = None
    for part, name in (("", "log"), ("-wal", "log-wal"), (".keys", "keys"), (".keys-journal", "keys-journal")):
        if os.path.lexists(log + part) or not part:
            shutil.copyfile(log + part, os.path.join(folder, name), follow_symlinks=False)
    if lock:
        lock.close()
    return os.path.join(folder, "log"), os.path.join(folder, "keys")


MARK = b"(incomplete)\n\n"


class Witness:
    """Section 3: every note in it, held against the log (L1)."""

    def __init__(self, text, judge):
        self.judge, self.notes, self.agreed = judge, [], 0
        while text:
            match = re.match(rb"(.+?\n\n.+?\n)\n", text, re.DOTALL)
            if match and parse_note(match[1]):
                self.notes.append((match[1], parse_note(match[1])))
                text = text[match.end():]
                continue
            end = 0 if text.startswith(MARK) else text.find(b"\n" + MARK)
            if end != 0 and not self.is_cut(text[:end] if end > 0 else text):
                judge.add(None, "the witness file holds something that is no checkpoint")
                break
            text = text[end + (end > 0) + len(MARK):] if end >= 0 else b""
        judge.roots.update((parsed[2], None) for _, parsed in self.notes)

    @staticmethod
    def is_cut(text):
        """Whether it is the beginning of a note."""
        signature = rb"|\xe2|\xe2\x80|\xe2\x80\x94|\xe2\x80\x94 [^\n]*"
        pattern = rb"[^ \n]*|[^ \n]+\n(\d*|\d+\n([A-Za-z0-9+/=]{0,44}|[A-Za-z0-9+/=]{44}\n(|\n(%b))))" % signature
        return bool(parse_note(text) or re.fullmatch(pattern, text))

    def compare(self):
        judge, before = self.judge, 0
        for note, parsed in self.notes:
            size = parsed[2]
            if size < before:
                judge.add(None, "the checkpoints of the witness file are out of order")
            before = size
            row = judge.query("SELECT note FROM checkpoint WHERE size = ?", size).fetchone()
            same = row is not None and row[0] == note
            key = judge.chain.at(size) if judge.key else None
            if not same and key and not is_signed(parsed, key):
                judge.add(None, "a checkpoint of the witness file is not signed by the key")
            elif size > judge.entries:
                judge.add(judge.entries, "the witness file has seen more entries")
                return 0
            elif judge.roots[size] is None:
                pass
            elif judge.roots[size] != parsed[3]:
                if not judge.has_below(size):
                    judge.add(self.agreed, "the witness file has seen another history")
                return 0
            else:
                self.agreed = size
                if not same and not judge.has(size - 1):
                    judge.add(size - 1, "its checkpoint is in the witness file and not in the log")
        return self.agreed


def is_of_log(parsed, chain):
    key = chain.at(parsed[2]) if parsed else None
    return bool(key) and parsed[1] == key[0] and is_signed(parsed, key)


class Receipts:
    """Section 7: each good by itself, and held against the log (L2)."""

    def __init__(self, texts, judge):
        self.judge, self.kept = judge, []
        for text in texts:
            index, path, note, record = parse_receipt(text) or (0, [], b"", b"")
            self.kept.append((index, path, record, parse_note(note)))
        judge.roots.update((parsed[2], None) for *_, parsed in self.kept if parsed)

    def compare(self):
        judge, vouched = self.judge, 0
        for index, path, record, parsed in self.kept:
            if not is_of_log(parsed, judge.chain) or not is_included(leaf_hash(record), index, parsed[2], path, parsed[3]):
                judge.add(None, "a receipt does not hold together, or is not signed by the key")
                continue
            _, _, size, root, _ = parsed
            row = judge.query("SELECT leaf, record FROM entry WHERE seq = ?", index).fetchone()
            other = row and (row[1] != record if row[1] else row[0] != leaf_hash(record))
            if not row or other or size > judge.entries:
                judge.add(index if other else judge.entries, "a receipt shows what the log does not hold")
            elif judge.roots[size] not in (None, root):
                if not judge.has_below(size):
                    judge.add(0, "a receipt has seen another history")
            else:
                vouched = max(vouched, size)
        return vouched


class Cosigned:
    """Checkpoints that witnesses have cosigned (L3)."""

    def __init__(self, texts, cosigners, judge):
        self.judge, self.cosigners = judge, cosigners
        self.kept = [parse_note(text) for text in texts]
        judge.roots.update((parsed[2], None) for parsed in self.kept if parsed)

    def compare(self):
        judge, vouched = self.judge, [0] * len(self.cosigners)
        for parsed in self.kept:
            by = [cosigned(parsed, cosigner) for cosigner in self.cosigners] if parsed else []
            if not is_of_log(parsed, judge.chain) or None in by:
                judge.add(None, "a cosigned checkpoint is none of the log, or a cosignature is wrong")
                continue
            _, _, size, root, _ = parsed
            if size > judge.entries:
                judge.add(judge.entries, "a cosigned checkpoint has seen more entries")
            elif judge.roots[size] not in (None, root):
                if not judge.has_below(size):
                    judge.add(0, "a cosigned checkpoint has seen another history")
            else:
                vouched = [max(v, size) if right else v for v, right in zip(vouched, by)]
        return min(vouched, default=0)


def verify(log, key=None, witness=None, receipts=(), cosigned_texts=(), cosigners=()):
    """The document that is printed. Keys are parsed; what others have kept are texts."""
    judge = Judge(key)
    seen = Witness(witness, judge) if witness is not None else None
    shown = Receipts(receipts, judge)
    by_witnesses = Cosigned(cosigned_texts, cosigners, judge)
    witnessed = shown_size = cosigned_size = 0
    reach = 2**64
    with tempfile.TemporaryDirectory() as folder:
        log_copy, keys_copy = copy_of(log, folder)
        try:
            judge.open(log_copy, keys_copy)
            if judge.log is not None:
                judge.walk()
                reach = judge.chain.reach(key) if key and judge.chain.epochs else 2**64
                if reach is None and not judge.problems:
                    judge.add(0, "it is the log of another key")
                witnessed = seen.compare() if seen else 0
                shown_size = shown.compare()
                cosigned_size = by_witnesses.compare()
        except sqlite3.Error as error:
            judge.add(None, f"the file cannot be read as a decision log: {error}")
    bad = [seq for seq, _ in judge.problems if seq is not None]
    reached = [level for level, size in (("L3", cosigned_size), ("L2", shown_size), ("L1", witnessed)) if size == judge.entries]
    level = "none" if judge.problems or not key or reach != 2**64 else (reached + ["L0"])[0]
    return {"ok": not judge.problems and key is not None and reach == 2**64, "entries": judge.entries, "root": judge.root, "level": level,
            "first_bad": min(bad, default=None), "problems": [{"seq": seq, "text": text} for seq, text in judge.problems]}


def read(file):
    with open(file, "rb") as opened:
        return opened.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log")
    parser.add_argument("--key", help="a .pub file or the key line")
    parser.add_argument("--witness")
    parser.add_argument("--receipt", action="append", default=[])
    parser.add_argument("--cosigned", action="append", default=[], help="a checkpoint with cosignatures")
    parser.add_argument("--cosigner", action="append", default=[], help="a witness' key")
    given = parser.parse_args()
    key_of = lambda text, type_: parse_key(text, type_) or parse_key(read(text).decode().removesuffix("\n"), type_)
    key, cosigners = given.key and key_of(given.key, 1), [key_of(text, 4) for text in given.cosigner]
    if given.key and not key or not all(cosigners) or (given.receipt or given.cosigned) and not key:
        parser.error("no verifier key, and it is needed")
    found = verify(given.log, key, given.witness and read(given.witness), [read(file) for file in given.receipt],
                   [read(file) for file in given.cosigned], cosigners)
    print(json.dumps(found, indent=2))
    return 1 if found["problems"] else 0 if found["ok"] else 2


if __name__ == "__main__":
    sys.exit(main())
