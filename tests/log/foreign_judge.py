#!/usr/bin/env python3
"""P20, with a foreign judge: `izin log verify` and tools/dev/verify_log.py on sound logs and on tampered ones.

    foreign_judge.py IZIN [--all] [KIND...]

Makes a log with the program, spoils copies of it (KINDS in foreign_tampering.py, each at several entries, with --all at every one) and asserts that both judges
agree on whether the log is sound, on the level, on the root and on the first bad entry, with the key alone (L0) and with the
witness file (L1). What has to be found must be found by both.
"""
import contextlib, json, os, pathlib, random, shutil, sqlite3, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/dev"))
import verify_log, verify_log_formats as formats  # noqa: E402
from foreign_tampering import HARMLESS, KINDS, WHOLE  # noqa: E402

POLICY = """charter house version "1" {
  permit research { say "Data may be analysed." when operation within {Analyse, Share} }
  forbid children { say "Not under 16." when subject.age < 16 }
}
consent house.form version "1" { grant analyse { say "Analyse it." operation {Analyse} data any purpose any recipient any } }
"""


class Log:
    """A log made by the program in a folder of its own."""

    def __init__(self, izin, folder, flows):
        self.izin, self.folder, self.file = izin, folder, folder / "log.db"
        (folder / "policies").mkdir()
        shutil.copy(ROOT / "tests/corpus/vocabulary/tiny.izin", folder / "policies")
        (folder / "policies/house.izin").write_text(POLICY)
        (folder / "facts.jsonl").write_text('{"subject": {"id": "m-1", "age": 30}}\n{"consent": {"subject": "m-1", "form": "house.form", "version": "1", "clauses": ["analyse"], "given": "2025-03-01T09:00:00Z", "act": "explicit"}}\n')
        self.run("log", "init", "log.db", "--origin", "example.org/decisions", "--key-dir", "keys", "--witness", "witness.txt")
        self.key = next((folder / "keys").glob("*.pub"))
        for n, flow in enumerate(flows):
            if n == 4:
                with open(folder / "policies/house.izin", "a") as policy:
                    policy.write("// another bundle\n")
            self.gate(flow, *(["--facts", "facts.jsonl"] if n % 2 else []))
        self.entries = self.ask("SELECT count(*) FROM entry")[0][0]

    def forget(self):
        """Erasures, a hold that was released, and another key."""
        signer = str(self.key.with_suffix(".key"))
        for verb, *rest in (("hold", "m-1"), ("hold", "m-1", "--release"), ("erase", "m-2"), ("erase", "m-3")):
            self.run("log", verb, "log.db", *rest, "--because", "a test", "--log-key", signer)
        shutil.copy(self.key, self.folder / "first.pub")
        self.run("log", "rotate", "log.db", "--log-key", signer)
        self.gate([flow(30, subject={"id": "m-1", "age": 30})])
        self.entries = self.ask("SELECT count(*) FROM entry")[0][0]

    def run(self, *arguments):
        done = subprocess.run([self.izin, *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode == 2:
            raise SystemExit(f"izin {' '.join(arguments)}: {done.stderr}")
        return done

    def gate(self, flows, *more, log="log.db", witness="witness.txt"):
        (self.folder / "flows.jsonl").write_text("".join(json.dumps(flow) + "\n" for flow in flows))
        self.run("gate", "-q", "-p", "policies", "--log", log, "--witness", witness, "--log-key",
                 str(self.key.with_suffix(".key")), "flows.jsonl", *more)

    def ask(self, query, *values):
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            return database.execute(query, values).fetchall()


def flow(n, **more):
    return {"id": f"flow-{n}", "at": "2025-06-12T10:00:00Z", "sender": "@collective", "recipient": "@developer",
            "operation": ["Analyse"], "purpose": ["Academic"], "channel": "Export"} | more


PRUNED = ["leaf_changed", "column_kind", "column_flow", "entry_deleted", "sealed_part_more", "record_of_another_entry", "tile_bit", "results_elsewhere"]
LARGE = ["tile_above", "tile_bit", "tile_shorter", "entry_deleted", "record_changed", "record_and_leaf_boot_and_tiles", "checkpoint_of_another_root",
         "sealed_part_gone", "tile_gone_and_entry"]


def large_flows():
    """Tiles of two levels."""
    return [[flow(n, subject={"id": f"m-{n}", "age": 10 + n % 40}) for n in range(first, first + 150)] for first in range(0, 450, 150)]


def small_flows():
    """A few commits: people, nobody, a person without an id, a denial, a pool, two flows in one commit."""
    person = lambda n: {"id": f"m-{n}", "age": 12 + 6 * n}
    pool = {"subjects": [person(n) for n in range(5)] + [{"age": 40}]}
    return [[flow(0, subject=person(3))], [flow(1, subject="m-1")], [flow(2), flow(3, subject={"age": 44}), flow(4, subject=person(0))],
            [flow(5, **pool)], [flow(6, subject=person(3))], [flow(7, subject="m-1"), flow(8)], [flow(9, subject=person(3))]]


class Judges:
    def __init__(self, log):
        self.log, self.done, self.wrong = log, 0, []
        self.key = formats.parse_key(log.key.read_text().strip())

    def of_program(self, folder, witness):
        done = subprocess.run([self.log.izin, "log", "verify", folder / "log.db", "--key", self.log.key, "--format", "json"] +
                              (["--witness", folder / "witness.txt"] if witness else []), capture_output=True, text=True)
        return json.loads(done.stdout)

    def agree(self, what, folder, must_find):
        for witness in (False, True):
            ours = self.of_program(folder, witness)
            theirs = verify_log.verify(str(folder / "log.db"), self.key, (folder / "witness.txt").read_bytes() if witness else None)
            self.done += 1
            same = all(ours[name] == theirs[name] for name in ("ok", "entries", "root", "level", "first_bad"))
            if not same or must_find is not None and not witness and ours["ok"] == must_find:
                self.wrong.append(f"{what}, {'with' if witness else 'without'} the witness:\n  izin    {short(ours)}\n  foreign {short(theirs)}")


def short(found):
    return {name: found.get(name) for name in ("ok", "entries", "level", "first_bad")} | {"problems": [(p["seq"], p["text"]) for p in found["problems"][:4]]}


def spoil(log, judges, kinds, positions):
    chance = random.Random(20)
    for name in kinds:
        applied = 0
        for k in positions[:1] if name in WHOLE else positions:
            with tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                for part in ("log.db", "log.db.keys", "log.db.lock", "witness.txt"):
                    shutil.copy(log.folder / part, folder)
                if KINDS[name](folder, k, chance) is False:
                    continue
                applied += 1
                judges.agree(f"{name} at {k}", folder, name not in HARMLESS)
        if applied == 0:
            judges.wrong.append(f"{name} applies nowhere")


def anchors(log, judges):
    """Receipts (L2) and cosigned checkpoints (L3): right, of an older size, and with a bit turned."""
    size = log.ask("SELECT max(size) FROM checkpoint")[0][0]
    log.run("log", "keygen", "--cosigner", "--origin", "witness.example", "--key-dir", "keys")
    log.run("log", "prove", "log.db", "0", str(size), "--for-witness", "-o", "request")
    signer = next((log.folder / "keys").glob("witness*.pub"))
    log.run("log", "cosign", "request", "--key", str(log.key), "--signer", str(signer.with_suffix(".key")), "-o", "cosigned")
    log.run("log", "receipt", "log.db", "4", "-o", "receipt")
    cosigner, chance = formats.parse_key(signer.read_text().strip(), 4), random.Random(21)
    for name in ("receipt", "cosigned"):
        whole = (log.folder / name).read_bytes()
        for at in [None] + [chance.randrange(len(whole)) for _ in range(20)]:
            text = whole if at is None else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:]
            (log.folder / name).write_bytes(text)
            flags = ["--receipt", "receipt"] if name == "receipt" else ["--cosigned", "cosigned", "--cosigner", str(signer)]
            ours = json.loads(log.run("log", "verify", "log.db", "--key", str(log.key), "--format", "json", *flags).stdout)
            theirs = verify_log.verify(str(log.file), judges.key, None, [text] if name == "receipt" else [],
                                       [text] if name == "cosigned" else [], [cosigner] if name == "cosigned" else [])
            judges.done += 1
            if any(ours[member] != theirs[member] for member in ("ok", "level", "first_bad")) or \
                    at is None and ours["level"] != ("L2" if name == "receipt" else "L3"):
                judges.wrong.append(f"{name}, byte {at}:\n  izin    {short(ours)}\n  foreign {short(theirs)}")
        (log.folder / name).write_bytes(whole)


def histories(log, judges):
    """Older copies, and a history written anew with the signing key: the file alone cannot show them, the witness does."""
    for part in ("log.db", "log.db.keys"):
        shutil.copy(log.folder / part, log.folder / part.replace("log", "old"))
    log.gate([flow(100)])
    (log.folder / "other.txt").write_bytes(b"\n\n".join((log.folder / "witness.txt").read_bytes().split(b"\n\n")[:-3]) + b"\n\n")
    for part in ("old.db", "old.db.keys"):
        shutil.copy(log.folder / part, log.folder / part.replace("old", "anew"))
    log.gate([flow(200)], log="anew.db", witness="other.txt")
    for what, file in (("a restored backup", "old.db"), ("a history written anew", "anew.db")):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for part in ("", ".keys"):
                shutil.copy(log.folder / (file + part), folder / ("log.db" + part))
            shutil.copy(log.folder / "witness.txt", folder)
            judges.agree(what, folder, False)
            if judges.of_program(folder, True)["ok"]:
                judges.wrong.append(f"{what} is not found with the witness")


def golden(judges, izin):
    """What earlier versions wrote."""
    for version in sorted(path.parent for path in (ROOT / "tests/log/golden").glob("*/log.db")):
        read = lambda name: (version / name).read_bytes()
        key, cosigner = (formats.parse_key(read(f"keys/{name}.pub").decode().strip(), type_)
                         for name, type_ in (("example.org+decisions", 1), ("witness.example", 4)))
        found = verify_log.verify(str(version / "log.db"), key, read("witness.txt"), [read("entry.receipt"), read("pool.receipt")],
                                  [read("cosigned.txt")], [cosigner])
        judges.done += 1
        if found["level"] != "L3":
            judges.wrong.append(f"golden {version.name}: {short(found)}")


def main():
    began, izin, everywhere = time.monotonic(), os.path.abspath(sys.argv[1]), "--all" in sys.argv
    wanted = [name for name in sys.argv[2:] if name != "--all"] or list(KINDS)
    with tempfile.TemporaryDirectory() as folder:
        small = Log(izin, pathlib.Path(folder), small_flows())
        small.forget()
        judges = Judges(small)
        judges.agree("untouched", small.folder, False)
        newest, judges.log.key = small.key, small.folder / "first.pub"
        judges.key = formats.parse_key(judges.log.key.read_text().strip())
        judges.agree("untouched, by a key that has handed over", small.folder, None)
        judges.log.key, judges.key = newest, formats.parse_key(newest.read_text().strip())
        pool = small.ask("SELECT seq FROM entry WHERE kind = 'pool'")[0][0]
        spoil(small, judges, [name for name in wanted if name != "tile_above"], list(range(small.entries)) if everywhere else [4, pool, small.entries - 4])
        anchors(small, judges)
        histories(small, judges)
        small.run("log", "prune", "log.db", "--before", "2100-01-01", "--log-key", str(small.key.with_suffix(".key")))
        judges.agree("pruned", small.folder, False)
        spoil(small, judges, [name for name in PRUNED if name in wanted], [pool, 2, small.entries - 1])
    golden(judges, izin)
    with tempfile.TemporaryDirectory() as folder:
        large = Log(izin, pathlib.Path(folder), large_flows())
        many = Judges(large)
        spoil(large, many, [name for name in LARGE if name in wanted], [300, 256, 100])
        judges.done, judges.wrong = judges.done + many.done, judges.wrong + many.wrong
    print(f"{len(wanted)} kinds of tampering, {judges.done} verifications by two judges, {time.monotonic() - began:.0f} s")
    for wrong in judges.wrong:
        print(wrong)
    return 1 if judges.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
