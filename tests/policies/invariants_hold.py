#!/usr/bin/env python3
"""The invariants of the shipped policies over generated flows: none that a claim `never permit when E` excludes is permitted.

Usage: invariants_hold.py IZIN [FLOWS [SEED]]

izin itself says whether E is true of a flow: each claim stands as a forbid of a law that is added in a second run. The people, parties and
consents are synthetic. That the test can fail is tried too: a claim that no permit at all be given must be found broken, and each claim
must be true of some flow.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

POLICIES = pathlib.Path(__file__).resolve().parents[2] / "policies"
PROBE = "probe.claims"
OPERATIONS = ["Collect", "Display", "Profile", "Combine", "TrainModel", "IngestIntoModel", "Transfer", "Sell", "Share", "Publish", "Aggregate", "Erase"]
PURPOSES = ["PersonalAnalytics", "Recommendation", "DataTransferAtRequest", "Hosting", "PersonalUse", "AcademicResearch", "AiDevelopment", "DataSale",
            "TargetedAdvertising"]
DATA = ["ArtistPreference", "StreamingHistory", "PlaylistContent", "Contact", "HealthData", "CatalogueMetadata"]
KINDS = ["Platform", "DataCollective", "AiDeveloper", "DataBroker", "AdNetwork", "ServiceProvider", "Individual"]
CHANNELS = ["WebApi", "StreamingSdk", "ExportUpload", "SelfReport", "Scraping", "InternalApi", "Scrobbler", "Purchased"]
ACTS = ["explicit", "explicit", "guardian", "implied"]
FORM = """consent probe.everything version "1" {
  grant everything { say "Everything may be done."  data any  operation any  purpose any  recipient any }
  refuse nothing { say "Nothing may be done."  data any  operation any  purpose any  recipient any }
}
"""


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *of):
        return self.random.choice(of)

    def some(self, of, most=2):
        return self.random.sample(of, self.random.randint(1, most))

    def chance(self, share):
        return self.random.random() < share

    def party(self, kinds):
        if self.chance(0.25):
            return {"name": "@unwrapped", **self.business()}
        party = {"name": f"company {self.random.randrange(9)}", "kind": self.one(*kinds), "country": self.one("US", "SE", "ID", "BR", "SG")}
        if self.chance(0.15):
            party["adopted"] = ["EffPrinciples"]
        return {**party, **self.business()}

    @staticmethod
    def business():
        return {"for_profit": True, "annual_revenue": "55000 USD", "sale_revenue_share": "100%", "consumers": 10412, "direct_relationship": True}

    def flow(self, number):
        likely = self.chance(0.7)  # near what may be permitted; else anything
        at = self.one("2019-06-01", "2023-06-01", "2025-06-12", "2026-09-01", "2027-09-01")
        purpose = self.one(["DataSale", "AiDevelopment"], ["PersonalUse"], ["DataTransferAtRequest"]) if likely else self.some(PURPOSES)
        flow = {
            "id": f"f-{number}", "at": at, "subject": f"synthetic-{number}",
            "sender": self.party(KINDS), "recipient": self.party(KINDS),
            "origin": {"name": "another service", "kind": "Platform"} if self.chance(0.5) else "@spotify",
            "sender_role": self.one("Controller", "Controller", "SelfRole"), "recipient_role": self.one("Controller", "Controller", "Processor", "SelfRole"),
            "channel": self.one("ExportUpload", "ExportUpload", "SelfReport", "WebApi") if likely else self.one(*CHANNELS),
            "initiated_by": self.one("DataSubject", "SenderInitiated"),
            "operation": self.one(["Sell", "TrainModel"], ["Sell"], ["Transfer"], ["Display"], ["Erase"], ["TrainModel"]) if likely else self.some(OPERATIONS),
            "purpose": purpose, "collected_for": purpose, "notice_purposes": purpose,
            "data": self.one(["ArtistPreference"], ["ArtistPreference"], ["HealthData"]) if likely else self.some(DATA),
            "form": self.one("Pseudonymous", "Raw", "Raw", "Aggregate"), "provision": self.one("Provided", "Observed"),
            "third_party_data": False, "private_mode": False, "combined_with": [], "retention": "12 months",
            "consideration": self.one("55000 USD", "0 USD"), "basis": self.one("ConsentBasis", "ConsentBasis", "ConsentBasis", "ContractBasis"),
            "transfer_mechanism": self.one("StandardClauses", "BindingSafeguards"), "consent_manner": ["Separate"],
            "notice_items": ["Legality", "PurposeItem", "DataTypes", "Retention", "Details", "Period", "Rights", "Recipients", "TransferCountry"],
            "evidence": ["PrivacyNotice", "RecipientContract", "ProcessorContract", "ConsentProof", "IncentiveNotice", "ImpactAssessment", "RiskAssessment",
                         "IntermediaryNotification", "SeparateEntity", "LegalRepresentative", "UserAgreement", "ProcessingRecord"],
            "safeguards": ["EncryptionInTransit", "DeletionOnRequest", "AccessControl", "DisconnectMechanism"],
            "approvals": self.one([], ["@spotify"], ["@vana"]),
            "ballot": {"eligible": 20000, "cast": 15000, "approval": "99%", "turnout": "75%", "closed": "2019-01-01T00:00:00Z"},
        }
        if self.chance(0.25):
            del flow[self.one(*[field for field in flow if field not in ("id", "at", "subject")])]
        return flow

    def person(self, number):
        person = {"id": f"synthetic-{number}", "age": self.one(10, 12, 17, 30, 30, 30), "residence": self.one("SE", "DE", "US_CA", "US_UT", "US_OTHER", "ID", "BR", "SG"),
                  "is_sender": self.chance(0.25), "opt_out_signal": False, "signal_waived": False}
        if self.chance(0.2):
            person["opt_out_at"] = "2019-01-01T00:00:00Z"
        if self.chance(0.1):
            person["disconnected"] = "2019-01-01T00:00:00Z"
        return person

    def consents(self, flow):
        given = 2018 if flow["at"] < "2020" else int(flow["at"][:4]) - 1
        for hour, clause in enumerate(["everything", "nothing"] if self.chance(0.08) else ["everything"] if self.chance(0.75) else []):
            record = {"subject": flow["subject"], "form": "probe.everything", "version": "1", "clauses": [clause], "given": f"{given}-12-01T0{hour}:00:00Z",
                      "act": self.one(*ACTS)}
            if self.chance(0.2):
                record["withdrawn"] = f"{given}-12-02T00:00:00Z"
            yield record


def claims():
    """(invariant, E) of each `never permit when E`, as the layout of `izin fmt` lets them be read."""
    found = []
    for file in sorted((POLICIES / "invariants").glob("*.izin")):
        for name, body in re.findall(r"^invariant (\w+) \{\n(.*?)^\}", file.read_text(), re.M | re.S):
            conditions = re.findall(r"^  never permit when (.*?)(?=^  \w|\Z)", body, re.M | re.S)
            if len(conditions) != body.count("\n  never ") + body.count("\n  always ") + body.startswith(("  never ", "  always ")):
                sys.exit(f"{file.name}: {name} claims something else than `never permit`: teach this test to read it")
            found += [(name, condition) for condition in conditions]
    return found


def gate(izin, folder, policies):
    command = [izin, "gate", "-q", "--format", "jsonl", "--facts", folder / "facts.jsonl", folder / "flows.jsonl"]
    for path in policies:
        command += ["-p", path]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode == 2:
        sys.exit(run.stdout[:2000] + run.stderr[:2000])
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    izin, count, seed = sys.argv[1], int((sys.argv[2:3] or ["4000"])[0]), int((sys.argv[3:4] or ["1"])[0])
    maker = Maker(seed)
    all_claims = claims() + [("nothing_at_all", "at is known")]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        flows = [maker.flow(number) for number in range(count)]
        facts = [{"subject": maker.person(number)} for number in range(count)]
        facts += [{"consent": record} for flow in flows for record in maker.consents(flow)]
        for file, lines in (("flows.jsonl", flows), ("facts.jsonl", facts)):
            (folder / file).write_text("".join(json.dumps(line) + "\n" for line in lines))
        (folder / "form.izin").write_text(FORM)
        rules = "".join(f"  forbid claim_{place} {{ when {condition} }}\n" for place, (_, condition) in enumerate(all_claims))
        (folder / "probe.izin").write_text(f"law {PROBE} {{\n{rules}}}\n")
        verdicts = gate(izin, folder, [POLICIES, folder / "form.izin"])
        probed = gate(izin, folder, [POLICIES, folder / "form.izin", folder / "probe.izin"])
    true_of, broken = [0] * len(all_claims), [[] for _ in all_claims]
    for flow, decision, probe in zip(flows, verdicts, probed, strict=True):
        for rule in (entry["rule"] for entry in probe["by"]):
            if rule.startswith(PROBE + ".claim_"):
                place = int(rule.rsplit("_", 1)[1])
                true_of[place] += 1
                if decision["verdict"] == "permit":
                    broken[place].append(flow)
    permitted = sum(decision["verdict"] == "permit" for decision in verdicts)
    failures = []
    if len(broken[-1]) != permitted or permitted < count // 100:
        failures.append(f"the test sees nothing: {permitted} of {count} flows are permitted, {len(broken[-1])} of them seen")
    for place, (invariant, condition) in enumerate(all_claims[:-1]):
        shown = re.sub(r"\s+", " ", condition)
        if true_of[place] == 0:
            failures.append(f"{invariant}: no generated flow is one of which this is true: {shown}")
        if broken[place]:
            failures.append(f"{invariant}: {len(broken[place])} flows are permitted of which this is true: {shown}\n  {json.dumps(broken[place][0])}")
    print("\n".join(failures) if failures else f"{len(all_claims) - 1} claims hold for {count} flows, {permitted} of them permitted; each is true of "
          f"at least {min(true_of[:-1])}")
    sys.exit(1 if failures else 0)


main()
