#!/usr/bin/env python3
"""Keeps the table in policies/cases/scenarios/README.md what a run of the scenarios gives.

Each file of that folder begins with a comment `// Scenario N (expected: VERDICT). …`; its tests are rows of the table. The verdict shown is
the program's answer; the clauses are those of the rules that the test names.

Usage: tools/dev/list_scenarios.py IZIN            writes the table anew
       tools/dev/list_scenarios.py IZIN --check    compares it; exit code 1 if it differs or a scenario fails
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "policies/cases/scenarios"
README = FOLDER / "README.md"
TABLE = re.compile(r"(?<=^<!-- the table, by tools/dev/list_scenarios.py -->\n).*?(?=^<!-- end of the table -->$)", re.DOTALL | re.MULTILINE)
HEAD = re.compile(r"^// Scenario (\w+) \(expected: ([^)]*)\)", re.MULTILINE)
INSTRUMENT = re.compile(r"^(?:law|terms|charter|consent) ([a-z_.0-9]+)[^\n]*\{\n(.*?)^\}", re.DOTALL | re.MULTILINE)
RULE = re.compile(r"^  (?:forbid|require|permit|right|duty) (\w+) \{\n\s*cite \"([^\"]*)\"", re.MULTILINE)
DEFAULT = re.compile(r"^  default forbid cite \"([^\"]*)\"", re.MULTILINE)


def run(izin):
    command = [izin, "test", "-p", "policies", "-p", "policies/cases/scenarios", "--filter", "scenario ", "--format", "json"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if result.returncode == 2 or not result.stdout:
        sys.exit(result.stdout + result.stderr)
    return json.loads(result.stdout)["tests"]


def clauses():
    """The first number that each rule is cited by."""
    found = {}
    for path in sorted((ROOT / "policies").rglob("*.izin")):
        if "tests" in path.parts or "cases" in path.parts:
            continue
        for name, body in INSTRUMENT.findall(path.read_text(encoding="utf-8")):
            for rule, cite in RULE.findall(body):
                found.setdefault(f"{name}.{rule}", cite)
            for cite in DEFAULT.findall(body):
                found.setdefault(f"{name}.default", cite)
    return found


def natural(number):
    return (0, int(number), "") if number.isdigit() else (1, 0, number)


def table(tests, cites):
    heads = {path.name: HEAD.search(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.izin")}
    rows = []
    for test in tests:
        name = pathlib.PurePath(test["file"]).name
        head = heads.get(name)
        if head is None:
            continue
        statement = test["expected"]
        by = [f"`{rule}` ({cites[rule]})" if rule in cites else f"`{rule}`" for rule in statement["by"]]
        parts = [", ".join(by)] if by else []
        if statement["missing"]:
            parts.append("asks for " + ", ".join(f"`{fact}`" for fact in statement["missing"]))
        if statement["duties"]:
            duties = [f"`{rule}` ({cites[rule]})" if rule in cites else f"`{rule}`" for rule in statement["duties"]]
            parts.append("with the duties " + ", ".join(duties))
        story = test["name"].split(": ", 1)[1]
        rows.append((natural(head.group(1)), test["line"], f"| [{head.group(1)}]({name}) | {story} | {head.group(2)} | {test['answered']['verdict']} | {'; '.join(parts)} |"))
    lines = ["| | story | expected | izin says | decided by |", "|---|---|---|---|---|"] + [row for *_, row in sorted(rows)]
    return "\n".join(lines) + "\n"


def main():
    tests = run(sys.argv[1])
    failed = [test["name"] for test in tests if not test["passed"]]
    for name in failed:
        print("fails:", name)
    before = README.read_text(encoding="utf-8")
    if not TABLE.search(before):
        sys.exit(f"{README}: no place for the table")
    after = TABLE.sub(lambda _: table(tests, clauses()), before)
    if "--check" not in sys.argv:
        README.write_text(after, encoding="utf-8")
        return 1 if failed else 0
    if before != after:
        print("the table differs from the run: tools/dev/list_scenarios.py IZIN")
    return 1 if failed or before != after else 0


if __name__ == "__main__":
    sys.exit(main())
