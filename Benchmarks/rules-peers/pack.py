"""The invented rule pack: how it was made, how it is read, and its form without negations.

    pack.py            writes rulepack.json anew to the standard output; it is the same, byte for byte
"""

import json
import random
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "Tests/Corpora/rules"
SEED = 20261120
NF, NFW = 120, 12  # findings, frameworks
NSHARED = 18  # elements that frameworks share; each framework has 11 of its own
CODE = "UTFB"  # undetermined, met, not met, both: the index is evidence for | evidence against << 1


def make_pack():
    r = random.Random(SEED)
    F = [f"f{i:03d}" for i in range(NF)]
    nodes = []

    def add(i, op, of, n=None):
        d = {"id": i, "op": op, "of": of}
        if n is not None:
            d["n"] = n
        nodes.append(d)
        return i

    common, own = F[:24], F[24:]
    shared = []
    for k in range(NSHARED):
        c = r.sample(common, r.randint(2, 4))
        if k >= 6 and r.random() < .4:
            c[0] = r.choice(shared)
        shared.append(add(f"s{k:02d}", r.choice(["or", "or", "or", "and"]) if k % 6 else "atleast", c, None if k % 6 else min(2, len(c))))
    roots = []
    for w in range(NFW):
        p = f"w{w:02d}"
        mine = own[w * 8:(w + 1) * 8]
        near = own[((w + 1) % NFW) * 8:((w + 1) % NFW) * 8 + 4]     # frameworks overlap with a neighbour

        def pick(k):
            pool = mine * 3 + near + [r.choice(shared), r.choice(common)]
            out = []
            while len(out) < k:
                x = r.choice(pool)
                if x not in out:
                    out.append(x)
            return out

        a = add(p + "a", "or", pick(r.randint(3, 5)))
        b = add(p + "b", "and", pick(2))
        c = add(p + "c", "atleast", pick(r.randint(4, 6)), r.choice([2, 2, 3]))
        d = add(p + "d", "or", pick(2) + [b])
        e = add(p + "e", "or", pick(3) + [r.choice(shared)])
        x = add(p + "x", "and", pick(2) + [r.choice(common)])
        y = add(p + "y", "or", [x] + pick(1))
        z = add(p + "z", "not", [y])
        g = add(p + "g", "or", [r.choice(shared), r.choice(shared[:6]), r.choice(common)] if w % 3 else [c, r.choice(shared)])
        g2 = list(dict.fromkeys([d, e]))
        h = add(p + "h", r.choice(["and", "or"]), g2)
        last = list(dict.fromkeys([a, c, h, g, z]))
        if w in (5, 11):
            last = [roots[w - 3], a, c, h, g, z]                    # aggravated form of an earlier framework
        if w == 8:
            add(p, "atleast", [roots[0], roots[4], a, c, h, g, z], 5)
        else:
            add(p, "and", last)
        roots.append(p)
    # every finding and shared element is used somewhere
    used = {x for d in nodes for x in d["of"]}
    ors = [d for d in nodes if d["op"] == "or" and d["id"][0] == "w" and d["id"][-1] in "ade"]
    for x in [f for f in own if f not in used]:
        w = own.index(x) // 8
        c = [d for d in ors if int(d["id"][1:3]) == w]
        min(c, key=lambda d: len(d["of"]))["of"].append(x)
    for x in [f for f in common if f not in used] + [f for f in shared if f not in used]:
        min([d for d in ors if d["id"][-1] == "e"], key=lambda d: len(d["of"]))["of"].append(x)
    for d in nodes:
        d["of"] = list(dict.fromkeys(d["of"]))
        if d["op"] == "atleast":
            d["n"] = min(d["n"], len(d["of"]))
    return {"format": "heed-bench-rules/1", "seed": SEED, "findings": F, "nodes": nodes, "frameworks": roots}


def text(pack):
    nodes = ",\n".join("  " + json.dumps(node) for node in pack["nodes"])
    return (
        f'{{\n "format": {json.dumps(pack["format"])}, "seed": {pack["seed"]},\n "findings": {json.dumps(pack["findings"])},\n'
        f' "nodes": [\n{nodes}\n ],\n "frameworks": {json.dumps(pack["frameworks"])}\n}}\n')


def load_pack():
    return json.loads((CORPUS / "rulepack.json").read_text(encoding="utf-8"))


def reach(pack):
    """findings reachable from each framework root, as index lists"""
    node = {n["id"]: n for n in pack["nodes"]}
    fi = {f: i for i, f in enumerate(pack["findings"])}

    def go(x, acc):
        if x in fi:
            acc.add(fi[x])
        else:
            for y in node[x]["of"]:
                go(y, acc)
        return acc
    return [sorted(go(r, set())) for r in pack["frameworks"]]


def nnf(pack):
    """-> (nodes, roots): op in and/or/atleast over literals '+fNNN' / '-fNNN' and node ids; no NOT.
    A two-valued engine run on it twice gives the four-valued answer:
      run 1 binds +f := evidence for,        -f := evidence against        -> root has evidence for
      run 2 binds +f := no evidence against, -f := no evidence for         -> root has NO evidence against"""
    node = {n["id"]: n for n in pack["nodes"]}
    fs = set(pack["findings"])
    out, memo = [], {}

    def go(x, pos):
        if x in fs:
            return ("+" if pos else "-") + x
        k = (x, pos)
        if k in memo:
            return memo[k]
        n = node[x]
        if n["op"] == "not":
            memo[k] = go(n["of"][0], not pos)
            return memo[k]
        of = [go(y, pos) for y in n["of"]]
        op, cnt = n["op"], n.get("n")
        if not pos:
            if op == "atleast":
                cnt = len(of) - cnt + 1
            else:
                op = "or" if op == "and" else "and"
        if op == "atleast" and cnt == 1:
            op = "or"
        if op == "atleast" and cnt == len(of):
            op = "and"
        i = x if pos else "n_" + x
        d = {"id": i, "op": op, "of": of}
        if op == "atleast":
            d["n"] = cnt
        out.append(d)
        memo[k] = i
        return i
    roots = [go(r, True) for r in pack["frameworks"]]
    return out, roots


if __name__ == "__main__":
    sys.stdout.write(text(make_pack()))
