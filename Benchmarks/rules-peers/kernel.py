"""C that is generated for this one pack and compiled: what straight-line code reaches on this machine. Not a peer: a product whose
law is data cannot have it."""

import ctypes
import os
import shutil
import subprocess

import numpy as np

from pack import NF, NFW, nnf

WORK = os.environ.get("HEED_RULES_WORK", ".")


def rail(pack, dual):
    """straight-line statements over t[f], c[f] (evidence for / against); dual=False computes evidence FOR each
    root, dual=True evidence AGAINST each root (AND<->OR, k-of-m -> (m-k+1)-of-m, literals swapped)"""
    nodes, roots = nnf(pack)
    out = []
    p = "f" if dual else "t"

    def lit(x):
        if x[0] in "+-":
            f = int(x[2:])
            pos = (x[0] == "+") != dual
            return f"{'T' if pos else 'C'}({f})"
        return f"{p}_{x}"
    for n in nodes:
        of = [lit(x) for x in n["of"]]
        op, k = n["op"], n.get("n")
        if dual:
            if op == "atleast":
                k = len(of) - k + 1
            else:
                op = "or" if op == "and" else "and"
        name = f"{p}_{n['id']}"
        if op == "atleast":
            # ge[j] = at least j seen so far
            out.append(("atleast", name, of, k))
        else:
            out.append((op, name, of, None))
    return out, [f"{p}_{r}" for r in roots]


def emit_c(pack):
    body = []
    outs = []
    for dual in (False, True):
        st, roots = rail(pack, dual)
        for op, name, of, k in st:
            if op == "atleast":
                ge = {}
                m = len(of)
                for i, x in enumerate(of):
                    for j in range(min(i + 1, k), max(1, k - (m - 1 - i)) - 1, -1):
                        prev = "x_" if j == 1 else None
                        a = ge.get(j)
                        b = x if j == 1 else (f"({ge[j-1]} & {x})" if j - 1 in ge else None)
                        e = f"({a} | {b})" if a and b else (a or b)
                        v = f"{name}_{i}_{j}"
                        body.append(f"  const V {v} = {e};")
                        ge[j] = v
                body.append(f"  const V {name} = {ge[k]};")
            else:
                body.append(f"  const V {name} = {(' & ' if op == 'and' else ' | ').join(of)};")
        outs += roots
    st = "\n".join(body)
    so = "\n".join(f"  o[{i}] = {r};" for i, r in enumerate(outs))
    return f"""
#include <stdint.h>
#include <stddef.h>
#include <string.h>
typedef uint64_t V __attribute__((vector_size(64), aligned(64)));
#define NF {NF}
#define NW {NFW}
#define T(i) in[i]
#define C(i) in[NF + (i)]
// one tile: 512 cases, in[240] planes of 64 bytes (120 evidence-for, 120 evidence-against), out[24]
static inline __attribute__((always_inline)) void rules(const V *restrict in, V *restrict o) {{
{st}
{so}
}}
void run_tiles(const V *restrict in, V *restrict out, size_t tiles) {{
  for (size_t i = 0; i < tiles; i++) rules(in + i * 2 * NF, out + i * 2 * NW);
}}
// sparse: CSR, one byte finding | one byte value (1 supported, 2 contradicted, 3 conflicting) a known finding
void run_sparse(const uint32_t *restrict off, const uint8_t *restrict e, V *restrict out, size_t tiles) {{
  static _Thread_local V q[240]; uint8_t *p = (uint8_t *)q;
  for (size_t t = 0; t < tiles; t++) {{
    memset(q, 0, sizeof q);
    for (int i = 0; i < 512; i++) {{
      const uint8_t *a = e + 2 * (size_t)off[t * 512 + i], *z = e + 2 * (size_t)off[t * 512 + i + 1];
      const uint8_t bit = 1u << (i & 7); uint8_t *pi = p + (i >> 3);
      for (; a < z; a += 2) {{
        const unsigned f = a[0], v = a[1];
        pi[f * 64] |= (v & 1) ? bit : 0; pi[(NF + f) * 64] |= (v & 2) ? bit : 0;
      }}
    }}
    rules(q, out + t * 2 * NW);
  }}
}}
"""


def build(pack):
    os.makedirs(WORK, exist_ok=True)
    c, so = os.path.join(WORK, "kernel.c"), os.path.join(WORK, "kernel.so")
    src = emit_c(pack)
    cc = next(filter(shutil.which, ("clang", "gcc", "cc")))
    open(c, "w").write(src)
    subprocess.run([cc, "-O3", "-march=native", "-fPIC", "-shared", "-o", so, c], check=True)
    L = ctypes.CDLL(so)
    P, S = ctypes.c_void_p, ctypes.c_size_t
    L.run_tiles.argtypes = [P, P, S]
    L.run_sparse.argtypes = [P, P, P, S]
    ver = subprocess.run([cc, "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    return L, ver


def aligned(nbytes):
    a = np.zeros(nbytes + 64, np.uint8)
    o = (-a.ctypes.data) % 64
    return a[o:o + nbytes]


def tiles_from_planes(T, F, n):
    """[tile][240][64] uint8, 512 cases a tile (n padded with unknown)"""
    t = (n + 511) // 512
    out = aligned(t * 240 * 64).reshape(t, 240, 64)
    for k, X in ((0, T), (120, F)):
        pad = t * 64 - X.shape[1]
        if pad:
            X = np.concatenate([X, np.zeros((120, pad), np.uint8)], 1)
        out[:, k:k + 120, :] = X.reshape(120, t, 64).transpose(1, 0, 2)
    return out
