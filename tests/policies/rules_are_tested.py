#!/usr/bin/env python3
"""Every test written in the shipped policies passes, and some test makes each rule speak, leaves it silent and leaves it unknown.

Usage: rules_are_tested.py IZIN
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    command = [sys.argv[1], "test", "-p", "policies", "-p", "policies/cases/answers", "--coverage", "--format", "json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 2:
        sys.exit(run.stdout + run.stderr)
    report = json.loads(run.stdout)
    failed = [test["name"] for test in report["tests"] if not test["passed"]]
    untried = [f"{rule['rule']} version {rule.get('version', '')}: never {part}"
               for rule in report["coverage"] for part in ("speaks", "silent", "unknown") if rule[part] == 0]
    for line in failed + untried:
        print(line)
    alone = subprocess.run([sys.argv[1], "test", "-p", "policies", "--quiet"], cwd=ROOT, capture_output=True, text=True)
    if alone.returncode != 0:
        print("without the example answers:", alone.stdout)
    assert len(report["coverage"]) > 40 and len(report["tests"]) > 150, "most of the policies were not read"
    return 1 if failed or untried or alone.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
