#!/usr/bin/env python3
"""The demo of the sale of June 2025 tells its story on one screen, and says what is decided. Usage: demo_fits_a_screen.py IZIN"""
import pathlib
import subprocess
import sys

CASE = pathlib.Path(__file__).resolve().parents[2] / "policies/cases/unwrapped-2025"
LINES, COLUMNS = 45, 100
SAID = [
    "DENY: 0 in, 10,412 out, whatever they consented to",
    "10,412  spotify.developer_terms.sale                    V.5",
    "REVIEW: 0 in, 6,786 disputed, 3,626 out",
    "3,537  unwrapped.bylaws.own_consent                    Bylaws 1",
    "eu.gdpr.portability (Art. 20(1))",
    "6,786 would be in",
    "sound at level L1; replay: 3 of 3 decisions give the same bytes",
]

ran = subprocess.run([str(CASE / "demo"), sys.argv[1]], capture_output=True, text=True)
lines = ran.stdout.splitlines()
problems = [f"the exit code is {ran.returncode}: {ran.stderr}"] if ran.returncode else []
problems += [f"it has {len(lines)} lines, more than {LINES}"] if len(lines) > LINES else []
problems += [f"wider than {COLUMNS} columns: {line}" for line in lines if len(line) > COLUMNS]
problems += [f"it does not say: {said}" for said in SAID if said not in ran.stdout]
print("\n".join(problems) or f"the demo has {len(lines)} lines")
sys.exit(1 if problems else 0)
