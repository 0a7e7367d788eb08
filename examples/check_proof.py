#!/usr/bin/env python3
"""Checks a proof of `jicheng prove` against a printed checkpoint, without Jicheng. Standard library only.

    python3 check_proof.py proof.json checkpoint.txt [--signature]

Exit code 0: the record stood in the ledger when the checkpoint was made. SHA-256, and SM3 where hashlib knows it. With
--signature the text that was signed and the signature are written as checkpoint.signed and checkpoint.sig, for
    openssl pkeyutl -verify -pubin -inkey KEY.pub.pem -rawin -in checkpoint.signed -sigfile checkpoint.sig
"""
import hashlib, json, struct, sys

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def from_paper(lines, size):
    """Letters of several lines, each with a check letter at its end, to bytes."""
    letters = "".join(line.replace(" ", "")[:-1] for line in lines).upper().translate(str.maketrans("OIL", "011"))
    bits = "".join(format(LETTERS.index(c), "05b") for c in letters)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, size * 8, 8))


def read_checkpoints(path):
    """Each checkpoint as a dictionary of its lines."""
    found = []
    for line in open(path, encoding="utf-8-sig"):
        line = line.strip()
        if line.endswith("ledger checkpoint 1"):
            found.append({"root": [], "chain": [], "sign": []})
        elif line and found and not line.startswith("#"):
            name, value = line.split(" ", 1)
            found[-1][name] = found[-1][name] + [value.split(" ", 1)[1]] if name in ("root", "chain", "sign") else value
    for c in found:
        c["area"], c["size"] = json.loads(c["area"]), int(c["size"])
        c["root"], c["chain"] = from_paper(c["root"], 32), from_paper(c["chain"], 32)
    return found


def root_of(proof):
    """RFC 9162, 2.1.3.2; None when the path does not fit."""
    h = lambda data: hashlib.new(proof["algorithm"], data).digest()
    text = lambda s: struct.pack(">I", len(s.encode())) + s.encode()
    kind = ["fact", "event", "correction", "withdrawal"].index(proof["kind"]) + 1
    node = h(b"\0" + text(proof["area"]) + struct.pack(">Qqb", proof["sequence"], proof["recorded_at"], kind) +
             text(proof["heading"]) + text(proof["body"]))
    fn, sn = proof["sequence"] - 1, proof["size"] - 1
    for step in map(bytes.fromhex, proof["path"]):
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            node = h(b"\1" + step + node)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = h(b"\1" + node + step)
        fn, sn = fn >> 1, sn >> 1
    return node if sn == 0 else None


proof = json.load(open(sys.argv[1], encoding="utf-8"))
assert proof["format"] == "jicheng proof 1", "not a proof of a record"
for c in read_checkpoints(sys.argv[2]):
    if (c["area"], c["size"], c["algorithm"], c["root"]) == (proof["area"], proof["size"], proof["algorithm"], root_of(proof)):
        if "--signature" in sys.argv:
            lines = ["jicheng ledger checkpoint 1", "area " + json.dumps(c["area"], ensure_ascii=False), "size %d" % c["size"],
                     "algorithm " + c["algorithm"], "made " + c["made"], "root " + c["root"].hex(), "chain " + c["chain"].hex(),
                     "key " + c["key"], ""]
            open("checkpoint.signed", "wb").write("\n".join(lines).encode())
            open("checkpoint.sig", "wb").write(from_paper(c["sign"], 64))
        print("holds: record %d of %s\n%s" % (proof["sequence"], proof["area"], proof["body"]))
        sys.exit(0)
print("does not hold")
sys.exit(1)
