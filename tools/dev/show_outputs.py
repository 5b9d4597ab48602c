#!/usr/bin/env python3
"""Keeps the outputs shown in a README what the program prints.

A block fenced as ```console holds commands, each on a line that begins with `$ ` (a line that ends in a backslash goes on), and below each
what it prints on standard output. They are run by bash in the repository's folder, with
`izin` being the program given and `$work` a folder that lasts for the block.

Usage: tools/dev/show_outputs.py IZIN FILE…            writes the outputs anew
       tools/dev/show_outputs.py IZIN --check FILE…    compares them; exit code 1 if one differs. Decision ids and digests may.
"""
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?:.*\\\n)*.*$", re.MULTILINE)


def run(command, folder):
    script = f'PATH={folder}/bin:$PATH\nexport NO_COLOR=1 work={folder}\n{command}'
    return subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True).stdout


def fresh(block, izin):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "bin").mkdir()
        (pathlib.Path(folder) / "bin/izin").symlink_to(izin)
        return "".join(command + "\n" + run(command[2:], folder) for command in COMMAND.findall(block))


def comparable(text):
    text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", text)
    return re.sub(r"\b[0-9A-HJKMNP-TV-Z]{26}\b", "ID", text)


def main():
    izin, *files = sys.argv[1:]
    check = "--check" in files
    differing = 0
    for name in (name for name in files if name != "--check"):
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        after = BLOCK.sub(lambda match: fresh(match.group(), pathlib.Path(izin).resolve()), before)
        if not check:
            path.write_text(after, encoding="utf-8")
        elif comparable(before) != comparable(after):
            lines = (comparable(text).splitlines() for text in (before, after))
            print("\n".join(difflib.unified_diff(*lines, name, "what the program prints", lineterm="")))
            print(f"if the program is right: tools/dev/show_outputs.py IZIN {name}")
            differing = 1
    return differing


if __name__ == "__main__":
    sys.exit(main())
