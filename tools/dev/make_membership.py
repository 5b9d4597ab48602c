#!/usr/bin/env python3
"""Makes the synthetic membership of policies/cases/unwrapped-2025: members.jsonl and consents.jsonl.

Nobody in it exists. Ages, homes, votes and answers are drawn from a fixed seed, so that the same files come out everywhere. Only three
things follow what was reported: about ten thousand members in June 2025, 99.5 % of the votes cast in favour, no answer before February 2025.

Usage: tools/dev/make_membership.py            writes both files
       tools/dev/make_membership.py --check    compares them with what is there; exit code 1 if they differ
"""
import datetime
import json
import pathlib
import random
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "policies/cases/unwrapped-2025"
MEMBERS = 10412
VOTED_FOR, VOTED_AGAINST, ABSTAINED = 6169, 31, 212  # 6,169 of 6,200 votes cast: 99.5 %

# Where members live, in parts per thousand. The rest is spread evenly over ELSEWHERE.
HOMES = {
    "US_OTHER": 338, "US_CA": 62, "US_UT": 8, "GB": 84, "DE": 52, "FR": 34, "SE": 24, "NL": 22, "ES": 27, "IT": 23, "PL": 15, "IE": 9,
    "PT": 8, "BE": 8, "AT": 7, "DK": 7, "FI": 6, "NO": 8, "RO": 4, "GR": 4, "CZ": 5, "HU": 3, "CA": 49, "BR": 44, "ID": 38, "AU": 29,
    "MX": 27, "IN": 19, "PH": 14, "JP": 8,
}
ELSEWHERE = ["AR", "CL", "CO", "CH", "TR", "ZA", "KR", "NZ", "NG", "SG", "MY", "PE", "UA", "KE"]

# What became of a member's consent, in parts per hundred, by their vote.
ANSWERS = {
    "VotedFor": {"granted": 80, "missing": 9, "expired": 5, "withdrawn": 3, "refused": 2, "implied": 1},
    "VotedAgainst": {"refused": 60, "missing": 28, "withdrawn": 8, "granted": 4},
    "Abstained": {"granted": 40, "missing": 38, "refused": 12, "expired": 7, "withdrawn": 3},
    "NotCast": {"granted": 46, "missing": 33, "expired": 9, "refused": 7, "withdrawn": 4, "implied": 1},
}
FORM, GUARDIANS_FORM = "unwrapped.data_sale", "unwrapped.data_sale_guardian"


class Draw:
    """Draws that depend on nothing but random(), whose numbers every version of Python gives alike for one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def chance(self, parts_per_hundred):
        return self.random() * 100 < parts_per_hundred

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def weighted(self, weights):
        left = self.random() * sum(weights.values())
        for name, weight in weights.items():
            left -= weight
            if left < 0:
                return name
        return name

    def instant(self, first, last):
        """A second from the first day's beginning to the last day's end, UTC, as text."""
        begin = datetime.datetime.fromisoformat(first)
        days = (datetime.datetime.fromisoformat(last) - begin).days + 1
        return (begin + datetime.timedelta(seconds=self.between(0, days * 86400 - 1))).strftime("%Y-%m-%dT%H:%M:%SZ")


def votes(draw):
    """One vote a member: exact in number, drawn in who."""
    order = sorted(range(MEMBERS), key=lambda member: draw.random())
    cast = ["NotCast"] * MEMBERS
    for rank, member in enumerate(order):
        if rank < VOTED_AGAINST:
            cast[member] = "VotedAgainst"
        elif rank < VOTED_AGAINST + VOTED_FOR:
            cast[member] = "VotedFor"
        elif rank < VOTED_AGAINST + VOTED_FOR + ABSTAINED:
            cast[member] = "Abstained"
    return cast


def age(draw):
    if draw.chance(2):
        return draw.between(11, 17)
    # The sum of two draws: most members are in their twenties and thirties.
    return 18 + draw.between(0, 18) + draw.between(0, 18) if draw.chance(90) else draw.between(40, 74)


def home(draw):
    parts = draw.random() * 1000
    for place, weight in HOMES.items():
        parts -= weight
        if parts < 0:
            return place
    return ELSEWHERE[draw.between(0, len(ELSEWHERE) - 1)]


def person(draw, number, vote):
    residence = home(draw)
    nationality = residence if draw.chance(94) else home(draw)
    signal = draw.chance(9 if residence.startswith("US") else 4)
    subject = {
        "id": f"m-{number:05d}", "age": age(draw), "residence": residence, "nationality": nationality.split("_")[0],
        "is_sender": False, "opt_out_signal": signal,
    }
    if signal:
        subject["signal_waived"] = draw.chance(40)
    if residence == "US_CA" and draw.chance(2):
        subject["opt_out_at"] = draw.instant("2025-03-01", "2025-06-30")
    subject["vote"] = vote
    return subject


def record(subject, version, clauses, given, act="explicit", form=FORM, withdrawn=None):
    line = {"subject": subject["id"], "form": form, "version": version, "clauses": clauses, "given": given, "act": act}
    if withdrawn:
        line["withdrawn"] = withdrawn
    return line


def granted(draw, subject):
    """The records of a member whose consent stands on the day of the sale, 12 June 2025."""
    if draw.chance(15):
        yield record(subject, "2", ["sell_preferences"], draw.instant("2025-02-17", "2025-03-11"))
    if draw.chance(2):  # changed their mind twice
        yield record(subject, "3", ["sell_preferences"], draw.instant("2025-03-12", "2025-04-10"),
                     withdrawn=draw.instant("2025-04-11", "2025-04-30"))
        yield record(subject, "3", ["sell_preferences"], draw.instant("2025-05-01", "2025-06-08"))
        return
    clauses = ["sell_preferences", "raw_history"] if draw.chance(35) else ["sell_preferences"]
    later = draw.instant("2025-06-14", "2025-09-30") if draw.chance(4) else None
    yield record(subject, "3", clauses, draw.instant("2025-03-12", "2025-06-09"), withdrawn=later)


def guardians(draw, subject):
    """A guardian's own answer, for most of the minors who agreed."""
    if subject["age"] < 18 and draw.chance(60):
        yield record(subject, "3", ["sell_preferences"], draw.instant("2025-03-12", "2025-06-09"), "guardian", GUARDIANS_FORM)


def answers(draw, subject):
    answer = draw.weighted(ANSWERS[subject["vote"]])
    if answer == "granted":
        yield from granted(draw, subject)
        yield from guardians(draw, subject)
    elif answer == "refused":
        yield record(subject, "3", ["no_sale"], draw.instant("2025-03-12", "2025-06-09"))
    elif answer == "withdrawn":
        yield record(subject, "3", ["sell_preferences"], draw.instant("2025-03-12", "2025-04-30"),
                     withdrawn=draw.instant("2025-05-01", "2025-06-11"))
    elif answer == "expired":
        yield record(subject, "2", ["sell_preferences"], draw.instant("2025-02-17", "2025-03-11"))
    elif answer == "implied":
        yield record(subject, "3", ["sell_preferences"], draw.instant("2025-03-12", "2025-06-09"), "implied")
    elif draw.chance(6):  # missing on the day of the sale, and given after it
        yield record(subject, "3", ["sell_preferences"], draw.instant("2025-06-14", "2025-08-31"))


def lines():
    draw = Draw("izin unwrapped-2025, synthetic")
    people, consents = [], []
    for number, vote in enumerate(votes(draw), 1):
        subject = person(draw, number, vote)
        people.append({"subject": subject})
        consents += [{"consent": consent} for consent in answers(draw, subject)]
    return {"members.jsonl": people, "consents.jsonl": consents}


def main():
    differing = 0
    for name, items in lines().items():
        text = "".join(json.dumps(item, separators=(", ", ": ")) + "\n" for item in items)
        path = FOLDER / name
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path.relative_to(FOLDER.parents[2])} is not what tools/dev/make_membership.py makes")
            differing = 1
    return differing


if __name__ == "__main__":
    sys.exit(main())
