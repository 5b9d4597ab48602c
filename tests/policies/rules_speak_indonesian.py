#!/usr/bin/env python3
"""Every rule of the shipped policies has its sentence in English and in Indonesian (a `default` has none at all).

Usage: rules_speak_indonesian.py IZIN
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NO_TEST = "no test is called this: the rules are listed all the same"
NO_LANGUAGE = "zxx"  # the tag for none: the policy's own sentence


def sentences(izin, tag):
    """By rule and version."""
    command = [izin, "test", "-p", "policies", "--coverage", "--filter", NO_TEST, "--lang", tag, "--format", "json", "--quiet"]
    report = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout)
    found = {(rule["rule"], rule.get("version", "")): rule.get("say") for rule in report["coverage"]}
    return {name: say for name, say in found.items() if not name[0].endswith(".default")}


def main():
    own, indonesian = sentences(sys.argv[1], NO_LANGUAGE), sentences(sys.argv[1], "id")
    assert len(own) > 200, "most of the policies were not read"
    silent = [name for name, say in own.items() if not say]
    same = [name for name, say in indonesian.items() if say and say == own[name]]
    for rule, version in silent:
        print(f"{rule} version {version}: no sentence")
    for rule, version in same:
        print(f"{rule} version {version}: no sentence in Indonesian")
    return 1 if silent or same else 0


if __name__ == "__main__":
    sys.exit(main())
