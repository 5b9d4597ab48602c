#!/usr/bin/env python3
"""Checks the rules of the house that no compiler knows: layers, third-party headers, file lengths, promises, pages of codes.

Usage: tools/dev/check_house.py     prints what is wrong, a line each; exit code 1 if there is anything.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ABOVE = {"grammar": "rules|engine|tools|tests", "rules": "engine|tools|tests", "engine": "tools|tests", "tools": "tests"}
LONGEST = 400
THIRD_PARTY = r"nlohmann/|SQLiteCpp/|openssl/|sodium|CLI/|fmt/|boost/|sqlite3\.h|date/"
# The currency of no currency is a code of ISO 4217 (`XXX`), and no promise.
NO_PROMISE = {"grammar/syntax/currencies.cpp": "XXX"}
# Internal headers that exist to keep one library in few files.
MAY_INCLUDE = {"tools/izin/command_line_parts.hpp": "CLI/", "grammar/syntax": "boost/"}
PROMISES = r"\b(TODO|FIXME|XXX|for now|simplified|placeholder|not implemented)\b"


def tracked():
    out = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [pathlib.Path(line) for line in out.splitlines()]


def allowed(path, include):
    return any(str(path).startswith(place) and include.startswith(what) for place, what in MAY_INCLUDE.items())


def promises(path, line):
    return re.search(PROMISES, line.replace(NO_PROMISE.get(str(path), "\0"), ""))


def problems_of(path, text):
    lines = text.splitlines()
    if path.suffix in (".cpp", ".hpp", ".py") and len(lines) > LONGEST:
        yield f"{path}: {len(lines)} lines, at most {LONGEST}"
    layer = path.parts[0]
    for number, line in enumerate(lines, 1):
        if layer in ABOVE and re.match(rf'#include "({ABOVE[layer]})/', line):
            yield f"{path}:{number}: includes from a layer above"
        if "boost/spirit" in line and path.suffix in (".cpp", ".hpp") and path.parts[:2] != ("grammar", "syntax"):
            yield f"{path}:{number}: Boost.Spirit belongs to grammar/syntax alone"
        third = re.match(rf"#include <((?:{THIRD_PARTY}).*)>", line)
        if third and path.suffix == ".hpp" and layer in ABOVE and not allowed(path, third.group(1)):
            yield f"{path}:{number}: a third-party header in a header"
        if path.suffix in (".cpp", ".hpp") and "std::ranges::unique(" in line:
            yield f"{path}:{number}: clang 14 compiles no std::ranges::unique, and the fuzz targets need it: std::unique"
        if path.suffix in (".cpp", ".hpp", ".py", ".izin") and path.name != "check_house.py" and promises(path, line):
            yield f"{path}:{number}: promises later work"


def codes():
    for path in (ROOT / "grammar/diagnostic").glob("kinds_*.def"):
        for number in re.findall(r"IZIN_KIND\((\d+),", path.read_text()):
            yield f"IZ{int(number):04d}"


def problems_of_codes(files):
    corpus = "\n".join((ROOT / f).read_text(errors="replace") for f in files if f.suffix == ".case")
    for code in sorted(codes()):
        if not (ROOT / f"rules/explain/{code}.md").exists():
            yield f"{code}: no page in rules/explain"
        if code not in corpus:
            yield f"{code}: no corpus case"


def main():
    files = tracked()
    found = []
    for path in files:
        if path.suffix in (".cpp", ".hpp", ".py", ".sh", ".izin", ".txt"):
            found += problems_of(path, (ROOT / path).read_text(errors="replace"))
    found += problems_of_codes(files)
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
