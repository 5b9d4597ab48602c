"""Ed25519 verification (RFC 8032) and XChaCha20-Poly1305 decryption (draft-irtf-cfrg-xchacha) for verify_log.py.

Standard library only. Slow, and not in constant time: it judges, and holds no secret worth timing.
"""
import functools, hashlib, struct

chunk = lambda data, size: [data[i:i + size] for i in range(0, len(data), size)]

# Ed25519, in extended coordinates.
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
IDENTITY = (0, 1, 1, 0)


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_mul(s, p):
    r = IDENTITY
    for bit in bin(s)[2:]:
        r = point_add(r, r)
        r = point_add(r, p) if bit == "1" else r
    return r


def point_decode(data):
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P != 0 or (x == 0 and sign):
        return None
    return (x if x & 1 == sign else P - x, y, 1, (x if x & 1 == sign else P - x) * y % P)


def point_encode(p):
    inverse = pow(p[2], P - 2, P)
    return (p[1] * inverse % P | (p[0] * inverse % P & 1) << 255).to_bytes(32, "little")


BASE = point_decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=1 << 16)
def ed25519_verifies(key, message, signature):
    a, s = point_decode(key), int.from_bytes(signature[32:], "little")
    if a is None or s >= Q or point_encode(point_mul(8, a)) == point_encode(IDENTITY):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return point_encode(point_add(point_mul(s, BASE), point_mul(Q - k, a))) == signature[:32]


# XChaCha20-Poly1305.
def chacha_rounds(state):
    def quarter(a, b, c, d):
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            v[x] = (v[x] + v[y]) & 0xFFFFFFFF
            w = v[z] ^ v[x]
            v[z] = (w << turn | w >> (32 - turn)) & 0xFFFFFFFF
    v = list(state)
    for _ in range(10):
        for i in range(4):
            quarter(i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return v


def chacha_block(key, counter_and_nonce):
    state = struct.unpack("<16I", b"expand 32-byte k" + key + counter_and_nonce)
    return struct.pack("<16I", *((x + y) & 0xFFFFFFFF for x, y in zip(state, chacha_rounds(state))))


@functools.lru_cache(maxsize=1 << 16)
def open_box(key, box, associated):
    """The text of a box, or None."""
    nonce, text, tag = box[:24], box[24:-16], box[-16:]
    rounds = chacha_rounds(struct.unpack("<16I", b"expand 32-byte k" + key + nonce[:16]))
    subkey = struct.pack("<8I", *rounds[:4], *rounds[12:])
    stream = lambda n: chacha_block(subkey, struct.pack("<I", n) + bytes(4) + nonce[16:])
    once = stream(0)[:32]
    r, s = int.from_bytes(once[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, int.from_bytes(once[16:], "little")
    pad = lambda data: data + bytes(-len(data) % 16)
    total = 0
    for part in chunk(pad(associated) + pad(text) + struct.pack("<QQ", len(associated), len(text)), 16):
        total = (total + int.from_bytes(part + b"\1", "little")) * r % (2**130 - 5)
    if ((total + s) & (2**128 - 1)).to_bytes(16, "little") != tag:
        return None
    return b"".join(bytes(x ^ y for x, y in zip(part, stream(1 + i))) for i, part in enumerate(chunk(text, 64)))
