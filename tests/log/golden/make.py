#!/usr/bin/env python3
"""Makes a golden log. Run when a new version of the format is begun, into a folder of its own; what is committed is never made anew.

    make.py IZIN FOLDER
"""
import contextlib, pathlib, shutil, sqlite3, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from foreign_judge import Log, flow, small_flows  # noqa: E402


def main():
    izin, target = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    target.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        log = Log(izin, pathlib.Path(folder), small_flows())
        log.gate([flow(20, subject={"id": "m-3", "age": 30}, operation=["Sell"]), flow(21, subject="m-1")], "--facts", "facts.jsonl",
                 "--mode", "observe")
        size = log.ask("SELECT count(*) FROM entry")[0][0]
        pool, person = (log.ask(f"SELECT min(seq) FROM entry WHERE kind = '{kind}'")[0][0] for kind in ("pool", "decision"))
        log.run("log", "receipt", "log.db", str(size - 1), "-o", "entry.receipt")
        log.run("log", "receipt", "log.db", str(person), "--subject", "m-3", "-o", "person.receipt")
        log.run("log", "receipt", "log.db", str(pool), "--subject", "m-0", "-o", "pool.receipt")
        log.run("log", "keygen", "--cosigner", "--origin", "witness.example", "--key-dir", "keys")
        log.run("log", "prove", "log.db", "0", str(size), "--for-witness", "-o", "request")
        log.run("log", "cosign", "request", "--key", str(log.key), "--signer", "keys/witness.example.key", "-o", "cosigned.txt")
        with contextlib.closing(sqlite3.connect(log.file)) as database:  # the path of a folder that is gone
            database.executescript("PRAGMA secure_delete = ON; UPDATE setting SET value = 'witness.txt'; PRAGMA wal_checkpoint(TRUNCATE)")
        for name in ("log.db", "log.db.keys", "witness.txt", "entry.receipt", "person.receipt", "pool.receipt", "cosigned.txt"):
            shutil.copy(log.folder / name, target)
        shutil.copytree(log.folder / "keys", target / "keys", ignore=shutil.ignore_patterns("*.memory"))


if __name__ == "__main__":
    main()
