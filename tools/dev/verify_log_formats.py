"""What engine/log/README.md says of single things, for verify_log.py: canonical JSON, records, notes, keys, the tree, receipts.

The numbers in comments are its sections. Standard library only.
"""
import base64, functools, hashlib, hmac, json, re
from datetime import datetime

from verify_log_crypto import ed25519_verifies

sha256 = lambda data: hashlib.sha256(data).digest()
hmac256 = lambda key, data: hmac.new(key, data, hashlib.sha256).digest()
leaf_hash = lambda data: sha256(b"\0" + data)
node_hash = lambda left, right: sha256(b"\1" + left + right)
b64 = lambda data: base64.b64encode(data).decode()


def unb64(text):
    """Strict: padded, no blanks, unused bits zero; None for anything else."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if b64(data).encode() == (text if isinstance(text, bytes) else text.encode()) else None



# Canonical JSON (section 2) and the shape of records (section 5): `$` text, `#` number, `!` flag, `{` object, `[` array, `?` may be left out.
FRAME = "boot$ kind$ monotonic$ sequence# wall$ "
DECIDED = FRAME + ("about$ at_given! bundle$ consent$ decided$ decision$ duties[ engine$ exact! facts$? flow{ known_at$? missing[ "
                   "mode$ pool_valuation$? private{? rules[ rulings[ verdict$ ")
SHAPES = {"open": FRAME + "format# key$ log$ origin$", "bundle": FRAME + "bundle$ comparisons[ files#", "facts": FRAME + "facts$",
          "clock": FRAME + "from$ to$", "prune": FRAME + "before$ ranges[",
          "key": FRAME + "key$ new$ old$", "erasure": FRAME + "because$ parts{", "hold": FRAME + "because$ pseudonym$",
          "release": FRAME + "because$ hold#", "decision": DECIDED + "valuation$",
          "pool": DECIDED + "allow_list$? reasons[ results{ subjects{"}
TYPES = {"$": str, "#": int, "!": bool, "{": dict, "[": list}
WORDS = {"verdict": "permit deny review incomplete partial", "mode": "enforce observe", "consent": "no_registry no_subject known"}


def depth_of(value):
    return 1 + max((depth_of(v) for v in (value.values() if isinstance(value, dict) else value)), default=0) \
        if isinstance(value, (dict, list)) else 0


def canonical(data):
    """The object that `data` is; None where it is not one in canonical form."""
    def integer(text):
        if abs(int(text)) >= 2**53:
            raise ValueError
        return int(text)

    def members(pairs):
        if any(not name.isascii() for name, _ in pairs):
            raise ValueError
        return dict(pairs)

    def refuse(_):
        raise ValueError
    try:
        value = json.loads(data.decode(), parse_int=integer, parse_float=refuse, parse_constant=refuse, object_pairs_hook=members)
        same = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == data
    except (ValueError, RecursionError):
        return None
    has_null = lambda v: v is None or any(map(has_null, v.values() if isinstance(v, dict) else v if isinstance(v, list) else ()))
    return value if same and isinstance(value, dict) and depth_of(value) <= 16 and not has_null(value) else None


def micros(text, form=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"):
    """Of an instant with six decimals; None for anything else."""
    try:
        when = datetime.strptime(text[:19], "%Y-%m-%dT%H:%M:%S") if re.fullmatch(form, text, re.ASCII) else None
    except ValueError:
        when = None
    since = when and when - datetime(1970, 1, 1)
    return since and (since.days * 86400 + since.seconds) * 10**6 + int(text[20:26])


def flow_micros(text):
    plain = re.fullmatch(r"([^.]{19})(?:\.(\d{0,5}[1-9]))?Z", text, re.ASCII)
    return plain and micros(f"{plain[1]}.{plain[2] or '':0<6}Z")


def get(value, name, kind):
    found = value.get(name) if isinstance(value, dict) else None
    return found if type(found) is kind else None


is_hash = lambda text: bool(re.fullmatch("[0-9a-f]{64}", text or "", re.ASCII))
is_digest = lambda text, prefix: text.startswith(prefix) and is_hash(text[len(prefix):])
is_announcing = lambda part: is_hash(get(part, "commitment", str)) and (type(part.get("pseudonym")) is not str or is_hash(part["pseudonym"]))


def form_problem(record, sequence):
    kind = get(record, "kind", str)
    if kind not in SHAPES:
        return "its kind is unknown"
    shape = {m.rstrip("?")[:-1]: (TYPES[m.rstrip("?")[-1]], m[-1] == "?") for m in SHAPES[kind].split()}
    for name, (type_, optional) in shape.items():
        if name in record and type(record[name]) is not type_ or name not in record and not optional:
            return f"`{name}` is missing or of another kind"
    if record.keys() - shape.keys() or record["sequence"] != sequence or micros(record["wall"]) is None or (kind == "open") != (sequence == 0):
        return "it has members, a sequence, a time or a kind that it should not"
    for name, prefix in (("bundle", "sha256:"), ("facts", "hmac-sha256:"), ("allow_list", "hmac-sha256:")):
        if name in record and not is_digest(record[name], prefix):
            return f"`{name}` is no digest"
    if kind == "hold" and not is_hash(record["pseudonym"]):
        return "`pseudonym` is none"
    if kind == "prune" and micros(record["before"]) is None:
        return "`before` is no instant"
    if kind not in ("decision", "pool"):
        return ""
    if not re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", record["decision"], re.ASCII) or micros(record["decided"]) is None:
        return "its id or its time is none"
    if any(record[name] not in words.split() for name, words in WORDS.items()):
        return "a word is none of those that may stand there"
    if record["about"] not in (["pool"] if kind == "pool" else ["nobody", "subject"]):
        return "`about` does not fit"
    return "" if "private" not in record or is_announcing(record["private"]) else "`private` names no commitment"


def pruned_ranges(record, sequence):
    """Section 12: what a `prune` entry covers; None where `ranges` is not sound."""
    free, ranges = 1, []
    for pair in record["ranges"]:
        if type(pair) is not list or [type(n) for n in pair] != [int, int] or not free <= pair[0] < sequence or not 0 < pair[1] <= sequence - pair[0]:
            return None
        ranges.append(range(pair[0], sum(pair)))
        free = sum(pair) + 1
    return ranges or None


def columns_of(record):
    """Section 4: what stands beside a record."""
    flow = record.get("flow")
    at, recipient = get(flow, "at", str), flow and flow.get("recipient")
    rules = None if "rules" not in record else \
        "".join(f" {name}" for name in sorted({get(item, "rule", str) or "" for item in record["rules"]})) + " "
    when = (at is not None and flow_micros(at) or 0) if at is not None else micros(record["wall"])
    name = get(recipient, "name", str) if isinstance(recipient, dict) else recipient if isinstance(recipient, str) else None
    return [record["kind"], when, get(record, "decision", str), get(flow, "id", str), get(record, "verdict", str), name, rules]


# Notes and keys (section 3).
def parse_key(line, type_=1):
    match = re.fullmatch(r"([!-*,-~]+)\+([0-9a-f]{8})\+(.+)", line, re.ASCII)
    data = unb64(match[3]) if match else None
    if not data or len(data) != 33 or data[0] != type_ or sha256(match[1].encode() + b"\n" + data)[:4].hex() != match[2]:
        return None
    return match[1], bytes.fromhex(match[2]), data[1:], line


def parse_note(note):
    """(text that is signed, origin, size, root, [(name, id and signature)]) of a checkpoint; None for anything else."""
    match = re.fullmatch(rb"(([!-~]+)\n(0|[1-9]\d{0,18})\n(\S{44})\n)\n((?:\xe2\x80\x94 [^ \n]+ \S+\n)+)", note)
    signatures = [(s.split(b" ")[1], unb64(s.split(b" ")[2])) for s in match[5].splitlines()] if match else []
    root = unb64(match[4]) if match else None
    if len(note) > 64 << 10 or not 1 <= len(signatures) <= 64 or not root or len(root) != 32 or any(not s or len(s) < 5 for _, s in signatures):
        return None
    return match[1], match[2].decode(), int(match[3]), root, signatures


def is_signed(parsed, key):
    mine = [s for name, s in parsed[4] if name == key[0].encode() and s[:4] == key[1]]
    return bool(mine) and all(len(s) == 68 and ed25519_verifies(key[2], parsed[0], s[4:]) for s in mine)


class KeyChain:
    """Section 11: the keys of a log, each with the entry from which on it signs."""

    def __init__(self):
        self.epochs = []

    def add(self, seq, record, root):
        key = parse_key(record["key"])
        if not self.epochs or not key or key[0] != self.epochs[-1][0][0]:
            return "no key of this log, or none before it"
        before = self.epochs[-1][0]
        text = f"izin key 1\n{key[0]}\n{seq}\n{b64(root)}\n{before[3]}\n{key[3]}\n".encode()
        signatures = [(unb64(record["old"]), before), (unb64(record["new"]), key)]
        if not all(s and len(s) == 64 and ed25519_verifies(by[2], text, s) for s, by in signatures) or self.reach(key) is not None:
            return "its two keys have not signed it, or its key was the log's before"
        self.epochs.append((key, seq))
        return ""

    def at(self, size):
        return next((key for key, begin in reversed(self.epochs) if begin < size), None)

    def reach(self, key):
        """How many entries its checkpoints can cover; None where it is none of these."""
        ends = [begin for _, begin in self.epochs[1:]] + [2**64]
        return next((end for (each, _), end in zip(self.epochs, ends) if each[3] == key[3]), None)


def cosigned(parsed, key):
    """Whether a witness has cosigned; None where one of its cosignatures is wrong."""
    mine = [s for name, s in parsed[4] if name == key[0].encode() and s[:4] == key[1]]
    text = lambda s: b"cosignature/v1\ntime %d\n" % int.from_bytes(s[4:12], "big") + parsed[0]
    return bool(mine) if all(len(s) == 76 and ed25519_verifies(key[2], text(s), s[12:]) for s in mine) else None


# The tree (section 3).
class Range:
    def __init__(self):
        self.size, self.parts = 0, []

    def add(self, leaf):
        part, self.size = (1, leaf), self.size + 1
        while self.parts and self.parts[-1][0] == part[0]:
            part = (2 * part[0], node_hash(self.parts.pop()[1], part[1]))
        self.parts.append(part)

    def root(self):
        return functools.reduce(lambda right, left: node_hash(left, right), [h for _, h in reversed(self.parts)]) if self.parts else sha256(b"")


def is_included(leaf, index, size, path, root):
    """RFC 9162 section 2.1.3.2."""
    if index >= size:
        return False
    f, s, r = index, size - 1, leaf
    for p in path:
        if s == 0:
            return False
        if f & 1 or f == s:
            r = node_hash(p, r)
            while not f & 1 and f:
                f, s = f >> 1, s >> 1
        else:
            r = node_hash(r, p)
        f, s = f >> 1, s >> 1
    return s == 0 and r == root


def parse_receipt(data):
    """Section 7: (index, path, note, record) of a receipt of an entry; None for what is none."""
    match = re.fullmatch(rb"c2sp\.org/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9]\d{0,18})\n((?:\S{44}\n){0,63})\n(.*)", data, re.DOTALL)
    extra = canonical(unb64(match[1]) or b"") if match else None
    path = [unb64(line) for line in match[3].splitlines()] if match else []
    record = get(extra, "record", str)
    if record is None or get(canonical(record.encode()), "sequence", int) != int(match[2]) or any(not p or len(p) != 32 for p in path):
        return None
    return int(match[2]), path, match[4], record.encode()
