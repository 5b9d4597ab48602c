#!/usr/bin/env python3
"""Every instrument of the shipped policies has a coverage table, and no table disagrees with the rules.

Usage: clauses_are_covered.py IZIN
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    command = [sys.argv[1], "test", "-p", "policies", "--coverage", "--clauses", "--format", "json", "--quiet"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    report = json.loads(run.stdout)
    for problem in report.get("diagnostics", []):
        print("{file}:{line}:{column}: {code} {message}".format(**problem))
    if "clauses" not in report:
        sys.exit("the tables could not be read")
    clauses = report["clauses"]
    for name in clauses["without_table"]:
        print("without a coverage table:", name)
    assert len(clauses["tables"]) >= 12 and clauses["sums"]["clauses"] > 500, "most of the tables were not read"
    assert clauses["sums"]["unaccounted"] == 0
    return 1 if clauses["without_table"] else run.returncode


if __name__ == "__main__":
    sys.exit(main())
