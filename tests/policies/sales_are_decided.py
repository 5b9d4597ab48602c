#!/usr/bin/env python3
"""The three sales of June 2025 come out as the texts say: counted here a second time, person by person, without izin.

Usage: sales_are_decided.py IZIN
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASE = "policies/cases/unwrapped-2025"
AT = "2025-06-12T10:00:00Z"
EEA = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split())


def months_later(instant, months):
    """The same day and time so many months later; the data has no day that the later month lacks."""
    year, month = divmod(int(instant[:4]) * 12 + int(instant[5:7]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}{instant[7:]}"


def read(name, key):
    return [json.loads(line)[key] for line in (ROOT / CASE / name).open(encoding="utf-8")]


def speaking(records):
    """Of the answers to one version of one form only the latest counts."""
    latest = {}
    for record in records:
        key = record["form"], record["version"]
        if record["given"] <= AT and (key not in latest or record["given"] > latest[key]["given"]):
            latest[key] = record
    return [record for record in latest.values() if not (record.get("withdrawn") and AT >= record["withdrawn"])]


def answers(records):
    """By which acts a person agreed to this sale, and whether they refused it."""
    acts, refused = set(), False
    for record in speaking(records):
        lasts = 3 if record["version"] == "2" else 12
        if "no_sale" in record["clauses"]:
            refused = True
        if "sell_preferences" in record["clauses"] and AT < months_later(record["given"], lasts):
            acts.add(record["act"])
    return (set() if refused else acts), refused


def denying(person, acts, refused):
    """The rules, apart from the platform's, that deny the sale of this person's data."""
    age, rules = person["age"], set()
    if not acts & {"explicit", "guardian"}:
        rules.add("unwrapped.bylaws.own_consent")
    if age < 18 and "guardian" not in acts:
        rules.add("unwrapped.bylaws.guardian_of_minors")
    if person["residence"] in EEA:
        if not acts:
            rules.add("eu.gdpr.default")
        if acts == {"implied"}:
            rules.add("eu.gdpr.affirmative_act")
        if age < 13 and "guardian" not in acts:
            rules.add("eu.gdpr.child")
    if person["residence"] == "US_CA":
        if refused:
            rules.add("us_ca.ccpa.opted_out")
        if person.get("opt_out_at", "9999") <= AT:
            rules.add("us_ca.ccpa.opted_out_otherwise")
        if person["opt_out_signal"] and not person["signal_waived"]:
            rules.add("us_ca.ccpa.opt_out_signal")
        if 13 <= age < 16 and "explicit" not in acts:
            rules.add("us_ca.ccpa.minor")
        if age < 13 and "guardian" not in acts:
            rules.add("us_ca.ccpa.child")
    return rules


def gate(izin, flow, code, *more):
    command = [izin, "gate", "-p", "policies", "--facts", f"{CASE}/consents.jsonl", f"{CASE}/flows/{flow}.json", "--format", "json", *more]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == code, f"{flow}: exit code {run.returncode}, not {code}\n{run.stdout[:2000]}{run.stderr}"
    return json.loads(run.stdout)


def expect(flow, decision, verdict, counts, reasons):
    assert decision["verdict"] == verdict, f"{flow}: {decision['verdict']}"
    assert decision["subjects"] == {"proposed": 10412, "permit": 0, "deny": 0, "review": 0, "incomplete": 0, **counts}, decision["subjects"]
    found = {(r["rule"], r["verdict"]): r["subjects"] for r in decision["reasons"]}
    for key, subjects in reasons.items():
        assert found.get(key, 0) == subjects, f"{flow}: {key} of {found.get(key, 0)} people, counted {subjects}"


def count(rules_by_person):
    totals = {}
    for rules in rules_by_person.values():
        for rule in rules:
            totals[rule, "deny"] = totals.get((rule, "deny"), 0) + 1
    return totals


def main():
    izin = sys.argv[1]
    people = {person["id"]: person for person in read("members.jsonl", "subject")}
    records = {}
    for record in read("consents.jsonl", "consent"):
        records.setdefault(record["subject"], []).append(record)
    everybody = {who: answers(records.get(who, [])) for who in people}
    denied = {who: denying(people[who], *everybody[who]) for who in people}
    nobody_asked = {who: denying(people[who], set(), everybody[who][1]) for who in people}
    disputed = sorted(who for who, rules in denied.items() if not rules)

    votes = [person["vote"] for person in people.values()]
    cast = votes.count("VotedFor") + votes.count("VotedAgainst")
    ballot = json.loads((ROOT / CASE / "flows/real-sale.json").read_text())["ballot"]
    assert ballot["eligible"] == len(people) == 10412 and ballot["cast"] == cast
    assert ballot["approval"] == f"{100 * votes.count('VotedFor') / cast:.1f}%" == "99.5%"
    assert ballot["turnout"] == f"{100 * cast / len(people):.1f}%"

    platform = ["spotify.developer_terms.model_training", "spotify.developer_terms.sale", "spotify.developer_terms.third_party_transfer",
                "spotify.developer_policy.model_training"]
    expect("real sale", gate(izin, "real-sale", 1), "deny", {"deny": 10412}, {**count(denied), **{(rule, "deny"): 10412 for rule in platform}})
    expect("sale of exports", gate(izin, "sale-of-exports", 3), "review", {"review": len(disputed), "deny": 10412 - len(disputed)},
           {**count(denied), **{(rule, "review"): len(disputed) for rule in platform}})
    expect("second buyer", gate(izin, "second-buyer", 1), "deny", {"deny": 10412}, count(nobody_asked))

    with tempfile.TemporaryDirectory() as folder:
        allowed = pathlib.Path(folder) / "allowed.txt"
        settled = gate(izin, "sale-of-exports", 5, "-p", f"{CASE}/sample-rulings", "--allow-list", str(allowed))
        expect("settled", settled, "partial", {"permit": len(disputed), "deny": 10412 - len(disputed)}, count(denied))
        assert allowed.read_text().splitlines() == disputed
    assert 5000 < len(disputed) < 9000
    print(f"{len(disputed)} disputed, {10412 - len(disputed)} denied")
    return 0


if __name__ == "__main__":
    sys.exit(main())
