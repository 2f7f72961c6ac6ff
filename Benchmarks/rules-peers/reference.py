"""The reference: four-valued logic from written-out tables, one case after another, to be obviously right and not fast.

    reference.py realistic 10000     the answers on the first cases, a line for each, as in golden-10k-realistic.txt
    reference.py digest 10000        the SHA-256 of the answers on the realistic ones, as in digests.json

*And* and *or* are meet and join of the order of truth (F < U, B < T; U and B side by side), so that U and B is F, and U or B is T.
*Not* swaps T and F. *At least n* is the *or* of the *and* of every n of the parts.
"""

import hashlib
import itertools
import sys

from pack import CODE, NF, NFW, load_pack, reach

SEED_CASES = 0x4865656442454E43
M64 = (1 << 64) - 1
G = 0x9E3779B97F4A7C15


def mix(x):                               # splitmix64: state x -> output
    z = (x + G) & M64
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
    return z ^ (z >> 31)


# thresholds on 32-bit integers
K_REL, K_BG = int(.60 * 2**32), int(.05 * 2**32)                   # is the finding known at all
SUP = [int(x * 2**32) for x in (.30, .60, .85, .96)]               # supported, by strength of the case
CON_FRACTION = 15                                                  # of the rest, 1/16 conflicting, 15/16 contradicted
UNKNOWN, SUPPORTED, CONTRADICTED, CONFLICTING = 0, 1, 2, 3


def stress_py(i, rel=None):
    """stress cases: the four values equally likely; for agreement tests, not for timing"""
    b = mix((SEED_CASES + i) & M64)
    return [mix((b + 2000 + f) & M64) >> 62 for f in range(NF)]


def case_py(i, rel):
    """one case, plain Python: list of 120 values 0..3"""
    b = mix((SEED_CASES + i) & M64)
    u = lambda s: mix((b + s) & M64)
    t1, t2, s = u(1000) % NFW, u(1001) % NFW, SUP[u(1002) % 4]
    relevant = rel[t1] | rel[t2]
    con = s + ((2**32 - s) * CON_FRACTION // 16)
    out = []
    for f in range(NF):
        h = u(f)
        hi, lo = h >> 32, h & 0xFFFFFFFF
        if hi >= (K_REL if f in relevant else K_BG):
            out.append(UNKNOWN)
        else:
            out.append(SUPPORTED if lo < s else CONTRADICTED if lo < con else CONFLICTING)
    return out


U, T, F, B = 0, 1, 2, 3
AND = {  # explicit tables, row-major over U T F B
    (U, U): U, (U, T): U, (U, F): F, (U, B): F,
    (T, U): U, (T, T): T, (T, F): F, (T, B): B,
    (F, U): F, (F, T): F, (F, F): F, (F, B): F,
    (B, U): F, (B, T): B, (B, F): F, (B, B): B}
OR = {
    (U, U): U, (U, T): T, (U, F): U, (U, B): T,
    (T, U): T, (T, T): T, (T, F): T, (T, B): T,
    (F, U): U, (F, T): T, (F, F): F, (F, B): B,
    (B, U): T, (B, T): T, (B, F): B, (B, B): B}
NOT = {U: U, T: F, F: T, B: B}


def fold(table, xs, unit):
    v = unit
    for x in xs:
        v = table[(v, x)]
    return v


def evaluate(pack, values):
    env = dict(zip(pack["findings"], values))
    for n in pack["nodes"]:                       # topological order
        xs = [env[x] for x in n["of"]]
        op = n["op"]
        if op == "and":
            v = fold(AND, xs, T)
        elif op == "or":
            v = fold(OR, xs, F)
        elif op == "not":
            v = NOT[xs[0]]
        else:
            v = fold(OR, [fold(AND, c, T) for c in itertools.combinations(xs, n["n"])], F)
        env[n["id"]] = v
    return [env[r] for r in pack["frameworks"]]


def answers(kind, count):
    pack = load_pack()
    relevant = [set(findings) for findings in reach(pack)]
    make = {"realistic": case_py, "stress": stress_py}[kind]
    for number in range(count):
        yield evaluate(pack, make(number, relevant))


def digest(count):
    planes = [bytearray((count + 7) // 8) for _ in range(2 * NFW)]
    for number, values in enumerate(answers("realistic", count)):
        for framework, value in enumerate(values):
            for side in (0, 1):
                planes[side * NFW + framework][number // 8] |= (value >> side & 1) << number % 8
    return hashlib.sha256(b"".join(planes)).hexdigest()


if __name__ == "__main__":
    what, count = sys.argv[1], int(sys.argv[2])
    if what == "digest":
        print(digest(count))
    else:
        for values in answers(what, count):
            print("".join(CODE[value] for value in values))
