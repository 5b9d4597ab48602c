#!/usr/bin/env python3
"""Two encodings of the same clauses over generated flows: that of policies/, and that of second_eyes/, which was written from the texts alone.

Usage: second_eyes.py IZIN [FLOWS [SEED]]

For each drawn clause (second_eyes/drawn.json) the truth of the rules that its coverage table names is compared with the truth of the rules that
encode it a second time; where the one is a ground and the other a ban, as what they stand against, and only for flows on which both can say
something (`where`). Scopes, overrides and contests are left out: the rules stand in a bundle without them, where `speaks` is what the rule's own
condition is; for some flows this is checked against the whole library.

Each difference must be listed in second_eyes.expected.json: its clause and kind, the condition under which it may occur (in the policy
language; izin says of which flows it is true), who is right, and why. One that no listed condition explains fails the test, and so does one that
is listed and does not occur. Each clause must speak, and be silent, in both encodings. The people and parties are synthetic.
"""
import collections
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
POLICIES = HERE.parents[1] / "policies"
SECOND = HERE / "second_eyes"
EXPECTED = HERE / "second_eyes.expected.json"
WHOLE = 20  # flows that are held against the whole library as well

# A question of the second encoding, and those of the first that mean the same: they are answered alike.
SAME = {
    "second_strictly_necessary": ["necessary_for_claimed_basis", "needed_for_the_activity"],
    "second_adequate_for_brazil": ["lgpd_adequate_country"],
    "second_other_case_of_lgpd_33": ["lgpd_other_case_of_transfer"],
    "second_research_in_its_mission": ["lgpd_research_in_its_mission"],
    "second_harmless_to_others": ["others_not_affected"],
    "second_suitable_measures": ["decision_safeguarded"],
    "second_set_by_union_law": ["responsibilities_set_by_law"],
    "second_other_exception_of_article_9": ["incapable_of_consent", "special_categories_allowed_by_law", "legal_claims", "manifestly_made_public"],
    "second_identification_needed": ["research_safeguards_in_place"],
    "second_substantial_public_interest": ["special_categories_allowed_by_law"],
    "second_compatible": ["compatible_purpose"],
    "second_research_safeguards": ["research_safeguards_in_place"],
    "second_contract_of_the_subject": ["necessary_for_claimed_basis"],
    "second_needed_by_the_app": ["needed_to_operate", "strictly_necessary_to_operate"],
    "second_integral_to_the_service": ["coppa_integral"],
    "second_social_media": ["utah_social_media_service"],
}
COMPANIES = [f"company {number}" for number in range(3)]
FORM = """consent probe.everything version "1" {
  grant everything { say "Everything may be done."  data any  operation any  purpose any  recipient any }
  refuse nothing { say "Nothing may be done."  data any  operation any  purpose any  recipient any }
}
"""
GROUNDS = ("permit", "right")
NOT = {"true": "false", "false": "true", "unknown": "unknown"}


def groups(questions):
    """Each question's group: those of one group have one answer."""
    leader = {question: question for question in questions}
    unused = {question for second, firsts in SAME.items() for question in [second, *firsts]} - set(questions)
    if unused:
        sys.exit(f"no compared rule asks {', '.join(sorted(unused))}: take it from the table of like questions, or ask why the rule does not")

    def find(question):
        return question if leader[question] == question else find(leader[question])

    for second, firsts in SAME.items():
        for first in firsts:
            leader[find(first)] = find(second)
    return {question: find(question) for question in questions}


class Maker:
    def __init__(self, seed, answers):
        self.random, self.answers = random.Random(seed), sorted(answers)

    def one(self, *of):
        return self.random.choice(of)

    def chance(self, share):
        return self.random.random() < share

    def some(self, of, least=0, most=3):
        return sorted(self.random.sample(of, self.random.randint(least, most)))

    def without(self, record, keep=()):
        """The record, now and then without one of its facts."""
        return {key: value for key, value in record.items() if key in keep or not self.chance(0.06)}

    def party(self):
        if self.chance(0.08):
            return "@spotify"
        kind = self.one("Platform", "DataCollective", "AiDeveloper", "DataBroker", "University", "PublicBody", "Individual")
        return self.without({"name": self.one(*COMPANIES), "kind": kind, "country": self.one("US", "SE", "ID", "BR", "BR", "SG", "CH"),
                             "direct_relationship": self.chance(0.5), "for_profit": self.chance(0.5)}, keep=("name",))

    def subject(self, number):
        person = {"id": f"synthetic-{number}", "age": self.one(10, 12, 14, 30), "is_sender": self.chance(0.4)}
        if self.chance(0.3):
            person["erasure_requested"] = self.one("2025-01-01T00:00:00Z", "2029-01-01T00:00:00Z")
        return self.without(person)

    def flow(self, number):
        purposes = ["PersonalAnalytics", "Hosting", "DataTransferAtRequest", "PersonalUse", "AcademicResearch", "CommercialResearch", "AiDevelopment",
                    "DataSale", "DirectMarketing", "TargetedAdvertising"]
        purpose = self.some(purposes, 1, 2)
        controller = self.one(*COMPANIES)
        flow = {
            "id": f"f-{number}", "at": self.one("2025-06-12", "2025-12-01", "2026-03-01", "2026-09-01", "2028-03-01"), "subject": self.subject(number),
            "sender": self.party(), "recipient": self.party(),
            "sender_role": self.one("Controller", "JointController", "Processor", "SelfRole"),
            "recipient_role": self.one("Controller", "JointController", "Processor", "Processor", "SelfRole"),
            "initiated_by": self.one("DataSubject", "DataSubject", "SenderInitiated", "RecipientInitiated"),
            "channel": self.one("ExportUpload", "ExportUpload", "WebApi", "Widget", "StreamingSdk", "Purchased"),
            "operation": self.some(["Collect", "Retain", "Cache", "Display", "Profile", "Combine", "AutomatedDecision", "TrainModel", "Transfer", "Sell",
                                    "Share", "Publish", "Aggregate", "Erase"], 1, 2) if self.chance(0.7)
            else self.one(["Display"], ["Transfer"], ["Sell"], ["Erase"], ["Retain"], ["AutomatedDecision"], ["Disclose"]),
            "purpose": purpose, "collected_for": self.one(purpose, ["PersonalUse"]), "notice_purposes": self.one(purpose, ["PersonalUse"]),
            "data": self.one(["ArtistPreference"], ["HealthData"], ["HealthData"], ["Contact"], ["AudioContent"], ["ArtistPreference", "Contact"]),
            "form": self.one("Raw", "Pseudonymous", "Aggregate", "Anonymous"), "provision": self.one("Provided", "Observed", "Inferred"),
            "third_party_data": self.chance(0.4), "consideration": self.one("0 USD", "0 USD", "55000 USD"), "retention": self.one("12 months", "2400 months"),
            "basis": self.one("ConsentBasis", "ConsentBasis", "ContractBasis", "LegalObligationBasis", "LegitimateInterestBasis", "VitalInterestBasis",
                              "PublicTaskBasis"),
            "transfer_mechanism": self.one("StandardClauses", "BindingCorporateRules", "BindingCorporateRules", "AuthorityClauses", "AdequacyDecision",
                                           "AdequacyDecision", "ExplicitConsentDerogation", "VitalInterestDerogation", "BindingSafeguards"),
            "consent_manner": self.some(["Separate", "Bundled", "Conditional", "DarkPattern", "Paid"], 0, 2),
            "notice_items": self.one([], ["TransferCountry"], ["DataTypes", "Recipients", "TransferCountry"]),
            "evidence": self.some(["PrivacyNotice", "RecipientContract", "ProcessorContract", "ConsentProof", "IncentiveNotice", "RiskAssessment",
                                   "JointControllerArrangement"], 1, 5),
            "approvals": self.one([], [{"name": controller}], [{"name": name} for name in COMPANIES]),
        }
        if self.chance(0.1):  # what an app shows to the person themself, for a price
            flow |= {"operation": ["Display"], "recipient_role": "SelfRole", "consideration": "5 EUR", "channel": self.one("WebApi", "Widget", "StreamingSdk")}
        if self.chance(0.1):  # a study
            flow |= {"purpose": ["AcademicResearch"], "recipient": {"name": COMPANIES[0], "kind": self.one("University", "University", "PublicBody"),
                                                                    "country": "BR", "for_profit": False}}
        if "Bundled" in flow["consent_manner"]:  # what stands apart is not bundled
            flow["consent_manner"] = [manner for manner in flow["consent_manner"] if manner != "Separate"]
        flow = self.without(flow, keep=("id", "at"))
        if self.chance(0.5):
            flow["on_behalf_of"] = {"name": controller}
            if self.chance(0.2):
                flow["recipient"] = {"name": controller, "kind": "Platform", "country": "SE"}
        leaning = self.one(("yes", "no", ""), ("yes", "no", ""), ("yes",), ("no",), ("no",))
        answered = {answer: self.one(*leaning) if self.chance(0.9) else "" for answer in self.answers}
        for word in ("yes", "no"):
            flow[f"answers_{word}"] = [answer for answer, given in answered.items() if given == word]
        return flow

    def consents(self, flow):
        subject = flow.get("subject", {}).get("id")
        for hour, clause in enumerate(self.one([], ["everything"], ["everything"], ["everything"], ["nothing"]) if subject else []):
            yield {"subject": subject, "form": "probe.everything", "version": "1", "clauses": [clause], "given": f"2024-12-01T0{hour}:00:00Z",
                   "act": self.one("explicit", "explicit", "guardian", "guardian", "implied")}


def library_files():
    return [file for folder in ("law", "terms") for file in sorted((POLICIES / folder).rglob("*.izin"))]


def bare_name(instrument, version):
    """An instrument's name where its rules stand without their scope, so that versions do not meet."""
    return instrument if version is None else f"{instrument}.v_{re.sub('[^0-9a-z]', '_', version)}"


def first_rules(drawn):
    """Of each drawn clause the rules that encode it, as the coverage table names them."""
    rows = {}
    for file in POLICIES.rglob("*.coverage.json"):
        table = json.loads(file.read_text())
        for row in table["clauses"]:
            for version in row.get("versions", [None]):
                rows[table["instrument"], row["section"], version] = row.get("rules", [])
    return [[rule for rule in rows[clause["instrument"], clause["section"], clause.get("version")] if rule not in clause.get("aside", [])]
            for clause in drawn]


def bare_library(drawn, firsts, also):
    """The named rules of the library without their scope, and the definitions and questions that they or `also` use, as the layout of `izin fmt`
    lets them be read."""
    wanted = collections.defaultdict(set)
    for clause, rules in zip(drawn, firsts, strict=True):
        wanted[clause["instrument"], clause.get("version")].update(rules)
    parts, found, words = [], set(), {}
    for file in library_files():
        text = file.read_text()
        words |= {name: block for block, name in re.findall(r"(^define (\w+):.*?)(?=^\n|\Z)", text, re.M | re.S)}
        words |= {name: block for block, name in re.findall(r"(^question (\w+) \{\n.*?^\}\n)", text, re.M | re.S)}
        for kind, name, version, body in re.findall(r'^(law|terms) ([\w.]+)(?: version "([^"]*)")? \{\n(.*?)^\}', text, re.M | re.S):
            for key in ((name, version), (name, None)):
                if key not in wanted or key in found:
                    continue
                blocks = re.findall(r"^(?=  (?:forbid|require|permit|right|duty) (\w+) \{\n)(.*?^  \}\n)", body, re.M | re.S)
                rules = [re.sub(r"^    (?:contests|overrides) .*\n(?:      .*\n)*", "", block, flags=re.M) for rule, block in blocks if rule in wanted[key]]
                if len(rules) != len(wanted[key]):
                    sys.exit(f"{name}: {len(rules)} of the rules {sorted(wanted[key])} are there")
                found.add(key)
                parts.append(f"{kind} {bare_name(*key)} {{\n{''.join(rules)}}}\n")
    if found != set(wanted):
        sys.exit(f"not found: {set(wanted) - found}")
    used, new = set(), set(re.findall(r"\w+", " ".join([*parts, also]))) & set(words)
    while new:
        used |= new
        new = {name for word in new for name in re.findall(r"\w+", words[word])} & set(words) - used
    return "\n".join([*parts, *(words[word] for word in sorted(used))])


def gate(izin, folder, flows, policies):
    (folder / "flows.jsonl").write_text("".join(json.dumps(flow) + "\n" for flow in flows))
    command = [izin, "gate", "-q", "--trace", "--format", "jsonl", "--facts", folder / "facts.jsonl", folder / "flows.jsonl"]
    for path in policies:
        command += ["-p", path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout:
            if '"trace": [' not in line:
                sys.exit(line[:1000])
            yield line
    if run.returncode == 2:
        sys.exit("izin gave an error")


def spoken(line):
    """Of each rule of a trace: whether it speaks, and its modality. Read without the conditions, of which there are many."""
    return {rule: (speaks, modality) for rule, modality, speaks in
            re.findall(r'\{"rule": "([^"]+)", (?:"version": "[^"]*", )?"modality": "(\w+)", "state"[^{]*?"speaks": "(\w+)"', line)}


def either(values):
    return "true" if "true" in values else "unknown" if "unknown" in values else "false"


def own_condition(entry):
    """What a rule of the whole library says, but for its scope: all `when`, no `unless`, and not all `that`."""
    values = collections.defaultdict(list)
    for clause in entry["clauses"]:
        values[clause["clause"]].append(clause["condition"]["value"])
    parts = [NOT[value] for value in values["when"]] + values["unless"]
    if values["that"]:
        parts.append(NOT[either([NOT[value] for value in values["that"]])])
    return NOT[either(parts)]


def at_path(flow, path):
    value = flow
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else {"country": "SE"}.get(key) if value == "@spotify" else None
    return value


def inside(clause, flow):
    values = {path: at_path(flow, path) for path in clause.get("where", {})}
    return all(value in clause["where"][path] or (isinstance(value, list) and bool(set(value) & set(clause["where"][path]))) for path, value in values.items())


def main():
    izin, count, seed = sys.argv[1], int((sys.argv[2:3] or ["2000"])[0]), int((sys.argv[3:4] or ["1"])[0])
    drawn, expected = json.loads((SECOND / "drawn.json").read_text()), json.loads(EXPECTED.read_text())
    firsts = first_rules(drawn)
    bare = bare_library(drawn, firsts, also=" ".join(row["when"] for row in expected))
    questions = re.findall(r"^question (\w+)", bare + (SECOND / "words.izin").read_text(), re.M)
    group = groups(questions)
    terms = {leader: "".join(word.capitalize() for word in leader.split("_")) for leader in group.values()}
    maker = Maker(seed, terms.values())
    flows = [maker.flow(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "facts.jsonl").write_text("".join(json.dumps({"consent": record}) + "\n" for flow in flows for record in maker.consents(flow)))
        shutil.copytree(POLICIES, folder / "whole")
        shape = folder / "whole/vocabulary/flow.izin"
        shape.write_text(re.sub(r"^\}", "  answers_yes: set of GivenAnswer\n  answers_no: set of GivenAnswer\n}", shape.read_text(), flags=re.M)
                         + f"\ntaxonomy GivenAnswer {{ {' '.join(sorted(set(terms.values())))} }}\n")
        rulings = "".join(f'ruling {question}_{word} {{ answers {question} {truth} when answers_{word} has {terms[group[question]]} by "a test" '
                          f'on 2000-01-01 until 2100-01-01 say "As generated." }}\n'
                          for question in questions for word, truth in (("yes", "true"), ("no", "false")))
        (folder / "added.izin").write_text(FORM + rulings)
        (folder / "bare.izin").write_text(bare)
        reasons = "".join(f"  forbid {reason(place)} {{ when {row['when']} }}\n" for place, row in enumerate(expected))
        (folder / "reasons.izin").write_text(f"law probe {{\n{reasons}}}\n")
        second = [file for file in sorted(SECOND.glob("*.izin")) if file.name != "tests.izin"]
        common = [folder / "added.izin", *second]
        alone = [folder / "bare.izin", folder / "reasons.izin", folder / "whole/definitions.izin", folder / "whole/vocabulary"]
        truths = [spoken(line) for line in gate(izin, folder, flows, alone + common)]
        misread = []
        for flow, line, truth in zip(flows, gate(izin, folder, flows[:WHOLE], [folder / "whole", *common]), truths):
            trace = json.loads(line)["trace"]
            for clause, rules in zip(drawn, firsts, strict=True):
                for entry in trace:
                    instrument, _, rule = entry["rule"].rpartition(".")
                    if instrument != clause["instrument"] or rule not in rules or clause.get("version") not in (None, entry["version"]):
                        continue
                    there, here = own_condition(entry), truth[f"{bare_name(instrument, clause.get('version'))}.{rule}"][0]
                    if there != here:
                        misread.append(f"{entry['rule']} is {there} in the whole library and {here} by itself: {json.dumps(flow)}")
    judge(drawn, firsts, expected, flows, truths, misread)


def reason(place):
    return f"reason_{place}"


def judge(drawn, firsts, expected, flows, truths, misread):
    failures, seen, unexplained = misread[:3], collections.Counter(), collections.defaultdict(list)
    for clause, rules in zip(drawn, firsts, strict=True):
        name, bare = f"{clause['instrument']} {clause['section']}", bare_name(clause["instrument"], clause.get("version"))
        said = {"first": set(), "second": set()}
        for flow, truth in zip(flows, truths, strict=True):
            if not inside(clause, flow):
                continue
            sides = {"first": [truth[f"{bare}.{rule}"] for rule in rules], "second": [truth[rule] for rule in clause["second"]]}
            grounds = {side: all(modality in GROUNDS for _, modality in entries) for side, entries in sides.items()}
            values = {side: either([value for value, _ in entries]) for side, entries in sides.items()}
            for side in sides:
                said[side].add(values[side])
                if grounds["first"] != grounds["second"] and grounds[side]:
                    values[side] = NOT[values[side]]
            if values["first"] != values["second"]:
                unsure = [side for side, value in values.items() if value == "unknown"]
                kind = "one unknown" if unsure else f"first {values['first']}, second {values['second']}"
                enough = ("true", "unknown") if unsure else ("true",)
                why = [place for place, row in enumerate(expected)
                       if row["clause"] == name and kind in row["kinds"] and truth[f"probe.{reason(place)}"][0] in enough]
                seen.update((place, kind) for place in why)
                if not why:
                    unexplained[name, kind].append(flow)
        for side, truths_of_side in said.items():
            if not {"true", "false"} <= truths_of_side:
                failures.append(f"{name}: the {side} encoding is only ever {', '.join(sorted(truths_of_side)) or 'outside'}")
    for (name, kind), cases in unexplained.items():
        failures.append(f"{name}: {kind}, and no one says why ({len(cases)} flows)\n  {json.dumps(cases[0])}")
    for place, row in enumerate(expected):
        failures += [f"{row['clause']}: {kind}, when {row['when']}, is listed and does not occur" for kind in row["kinds"] if not seen[place, kind]]
    alike = len(drawn) - len({row["clause"] for row in expected})
    print("\n".join(failures) if failures else f"{len(drawn)} clauses over {len(flows)} flows: {len(expected)} differences, each of them listed; "
          f"{alike} clauses without any")
    sys.exit(1 if failures else 0)


main()
