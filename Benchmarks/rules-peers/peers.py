"""The peers, each in its own idiom.

A peer takes the pack; `load` puts the cases into its own best layout and is not timed as evaluating; `run` is; `decode` gives the answers as
two tables of booleans, 12 x n. T and F are planes of bits, 120 x ceil(n/8) bytes, the lowest bit first.
"""

import itertools

import numpy as np

import kernel as K
from pack import NF


def bools(X, n):
    return np.unpackbits(X, axis=1, bitorder="little", count=n).view(bool)


class Base:
    max_n, threads = 10**6, 1

    def __init__(self, pack):
        self.pack = pack

    def version(self):
        return ""


# ---------------------------------------------------------------- physical anchors
class CTiles(Base):
    """generated C, bit-sliced 512-case tiles, AVX-512 where the machine has it"""
    max_n = 10**7

    def __init__(self, pack):
        super().__init__(pack)
        self.L, self.v = K.build(pack)

    def version(self):
        return self.v.split("(")[0].strip()

    def load(self, T, F, n):
        x = K.tiles_from_planes(T, F, n)
        return x, K.aligned(x.shape[0] * 24 * 64).reshape(-1, 24, 64)

    def run(self, s):
        self.L.run_tiles(s[0].ctypes.data, s[1].ctypes.data, s[0].shape[0])
        return s[1]

    def decode(self, o, n):
        b = np.unpackbits(o, axis=2, bitorder="little").transpose(1, 0, 2).reshape(24, -1)[:, :n].view(bool)
        return b[:12], b[12:]


class CTiles2(CTiles):
    """the same on both cores (two threads)"""
    threads = 2

    def run(self, s):
        import threading
        t = s[0].shape[0]
        h = t // 2
        th = [threading.Thread(target=self.L.run_tiles, args=(s[0][a:].ctypes.data, s[1][a:].ctypes.data, k)) for a, k in ((0, h), (h, t - h)) if k]
        [x.start() for x in th]
        [x.join() for x in th]
        return s[1]


class CSparse(CTiles):
    """generated C from a sparse list (CSR, 2 bytes a known finding): scatter to tiles, then rules"""

    def load(self, T, F, n):
        t = (n + 511) // 512
        ent, cnt = [], []
        step = 1 << 16
        for a in range(0, n, step):
            b = min(n, a + step)
            m = (np.unpackbits(T[:, a // 8:(b + 7) // 8], axis=1, bitorder="little", count=b - a)
                 | np.unpackbits(F[:, a // 8:(b + 7) // 8], axis=1, bitorder="little", count=b - a) << 1).T
            r, c = np.nonzero(m)
            ent.append(np.stack([c.astype(np.uint8), m[r, c]], 1))
            cnt.append((m > 0).sum(1))
        cnt = np.concatenate(cnt + [np.zeros(t * 512 - n, np.int64)])
        off = np.zeros(t * 512 + 1, np.uint32)
        np.cumsum(cnt, out=off[1:])
        return np.ascontiguousarray(np.concatenate(ent)), off, K.aligned(t * 24 * 64).reshape(-1, 24, 64)

    def run(self, s):
        self.L.run_sparse(s[1].ctypes.data, s[0].ctypes.data, s[2].ctypes.data, s[2].shape[0])
        return s[2]


# ---------------------------------------------------------------- numpy
def np_fn(pack):
    """generated function over arrays (booleans or packed words): in-place where it can"""
    src = ["def f(T, C):"]
    outs = []
    for dual in (False, True):
        st, roots = K.rail(pack, dual)
        for op, name, of, k in st:
            of = [x.replace("T(", "T[").replace("C(", "C[").replace(")", "]") for x in of]
            if op == "atleast":
                ge, m = {}, len(of)
                for i, x in enumerate(of):
                    for j in range(min(i + 1, k), max(1, k - (m - 1 - i)) - 1, -1):
                        b = x if j == 1 else (f"({ge[j-1]} & {x})" if j - 1 in ge else None)
                        a = ge.get(j)
                        v = f"{name}_{i}_{j}"
                        src.append(f"  {v} = " + (f"{a} | {b}" if a and b else (a or b)))
                        ge[j] = v
                src.append(f"  {name} = {ge[k]}")
            else:
                src.append(f"  {name} = " + (" & " if op == "and" else " | ").join(of))
        outs += roots
    src.append("  return (" + ", ".join(outs) + ")")
    ns = {}
    exec("\n".join(src), ns)
    return ns["f"]


class NumpyPacked(Base):
    """packed bits in uint64 words, whole-array operations"""
    max_n = 10**7

    def __init__(self, pack):
        super().__init__(pack)
        self.f = np_fn(pack)

    def version(self):
        return np.__version__

    def run(self, s):
        return self.f(*s)

    def load(self, T, F, n):
        w = (T.shape[1] + 7) // 8 * 8
        o = []
        for X in (T, F):
            Y = np.zeros((NF, w), np.uint8)
            Y[:, :X.shape[1]] = X
            o.append(Y.view(np.uint64))
        return tuple(o)

    def decode(self, r, n):
        b = bools(np.stack(r).view(np.uint8), n)
        return b[:12], b[12:]


class NumpyBlocked(NumpyPacked):
    """packed bits, evaluated block by block so the temporaries stay in cache"""
    block = 4096

    def run(self, s):
        T, C = s
        w = T.shape[1]
        out = np.empty((24, w), np.uint64)
        for a in range(0, w, self.block):
            for i, v in enumerate(self.f(T[:, a:a + self.block], C[:, a:a + self.block])):
                out[i, a:a + self.block] = v
        return out


# ---------------------------------------------------------------- polars
class Polars(Base):
    """boolean columns (bit-packed by Arrow), one lazy query, a column per element, level by level"""
    max_n, threads = 10**7, 2

    def __init__(self, pack):
        super().__init__(pack)
        import polars as pl
        self.pl = pl
        self.levels = self.plan()

    def version(self):
        return self.pl.__version__

    def col(self, x):
        c = x[0]
        return self.pl.col(("t" if c == "T" else "c") + f"{int(x[2:-1]):03d}") if x[1:2] == "(" else self.pl.col(x)

    def plan(self):
        lev, depth = {}, {}
        self.outs = []
        for dual in (False, True):
            st, roots = K.rail(self.pack, dual)
            for op, name, of, k in st:
                d = 1 + max((depth.get(x, 0) for x in of), default=0)
                depth[name] = d
                es = [self.col(x) for x in of]
                if op == "atleast":
                    # an OR of ANDs over packed bits beats summing for these sizes
                    e = None
                    for c in itertools.combinations(es, k):
                        a = c[0]
                        for y in c[1:]:
                            a = a & y
                        e = a if e is None else e | a
                else:
                    e = es[0]
                    for y in es[1:]:
                        e = (e & y) if op == "and" else (e | y)
                lev.setdefault(d, []).append(e.alias(name))
            self.outs += roots
        return [lev[d] for d in sorted(lev)]

    def load(self, T, F, n):
        import pyarrow as pa
        cols = {}
        for p, X in (("t", T), ("c", F)):
            for i in range(NF):
                cols[f"{p}{i:03d}"] = pa.Array.from_buffers(pa.bool_(), n, [None, pa.py_buffer(np.ascontiguousarray(X[i]))])
        return self.pl.from_arrow(pa.table(cols)).rechunk()

    def q(self, lf):
        for l in self.levels:
            lf = lf.with_columns(l)
        return lf.select(self.outs)

    def run(self, df):
        return self.q(df.lazy()).collect()

    def decode(self, df, n):
        a = np.stack([df[c].to_numpy() for c in self.outs])
        return a[:12], a[12:]


# ---------------------------------------------------------------- DuckDB
class DuckDB(Base):
    """BOOLEAN columns in an in-memory table, elements as nested sub-selects, threads = 2"""
    max_n, threads = 10**7, 2

    def __init__(self, pack):
        super().__init__(pack)
        import duckdb
        self.d = duckdb
        self.con = duckdb.connect()
        self.con.execute(f"set threads={self.threads}; set memory_limit='6GB'; set preserve_insertion_order=true").fetchall()

    def version(self):
        return self.d.__version__

    def sqllit(self, x):
        return ("t" if x[0] == "T" else "c") + f"{int(x[2:-1]):03d}" if x[1:2] == "(" else x

    def expr(self, op, of, k):
        if op == "atleast":
            return "(" + "+".join(f"{x}::TINYINT" for x in of) + f") >= {k}"
        return (" AND " if op == "and" else " OR ").join(of)

    def sql(self, src):
        lev, depth, outs = {}, {}, []
        for dual in (False, True):
            st, roots = K.rail(self.pack, dual)
            for op, name, of, k in st:
                depth[name] = 1 + max((depth.get(x, 0) for x in of), default=0)
                lev.setdefault(depth[name], []).append(f"{self.expr(op, [self.sqllit(x) for x in of], k)} AS {name}")
            outs += roots
        q = f"SELECT * FROM {src}"
        for d in sorted(lev):
            q = f"SELECT *, {', '.join(lev[d])} FROM ({q})"
        self.outs = outs
        return f"SELECT {', '.join(outs)} FROM ({q})"

    def load(self, T, F, n):
        import pyarrow as pa
        cols = {}
        for p, X in (("t", T), ("c", F)):
            for i in range(NF):
                cols[f"{p}{i:03d}"] = pa.Array.from_buffers(pa.bool_(), n, [None, pa.py_buffer(np.ascontiguousarray(X[i]))])
        tab = pa.table(cols)
        self.con.register("src", tab)
        self.con.execute("CREATE OR REPLACE TABLE cases AS SELECT * FROM src").fetchall()
        self.con.unregister("src")
        return "cases"

    def run(self, src):
        self.con.execute("CREATE OR REPLACE TABLE verdicts AS " + self.sql(src)).fetchall()
        return "verdicts"

    def decode(self, r, n):
        a = self.con.execute(f"SELECT * FROM {r}").fetchnumpy()
        a = np.stack([np.asarray(a[c]) for c in self.outs]).astype(bool)
        return a[:12], a[12:]


class DuckDBSliced(DuckDB):
    """64 cases a row: one UBIGINT column per finding and rail, bitwise SQL (what an expert might write)"""

    def expr(self, op, of, k):
        if op == "atleast":
            return " | ".join("(" + " & ".join(c) + ")" for c in itertools.combinations(of, k))
        return (" & " if op == "and" else " | ").join(of)

    def load(self, T, F, n):
        import pyarrow as pa
        w = (T.shape[1] + 7) // 8 * 8
        cols = {}
        for p, X in (("t", T), ("c", F)):
            Y = np.zeros((NF, w), np.uint8)
            Y[:, :X.shape[1]] = X
            for i in range(NF):
                cols[f"{p}{i:03d}"] = pa.array(Y[i].view(np.uint64))
        self.con.register("src", pa.table(cols))
        self.con.execute("CREATE OR REPLACE TABLE cases AS SELECT * FROM src").fetchall()
        self.con.unregister("src")
        return "cases"

    def decode(self, r, n):
        a = self.con.execute(f"SELECT * FROM {r}").fetchnumpy()
        b = bools(np.stack([np.asarray(a[c]) for c in self.outs]).view(np.uint8), n)
        return b[:12], b[12:]


class DuckDBLong(DuckDB):
    """the normalised layout: a table of (case, finding, value) assertions, pivoted to bit masks and evaluated in one query"""
    max_n = 10**6

    def load(self, T, F, n):
        import pyarrow as pa
        t, f = bools(T, n), bools(F, n)
        v = (t.view(np.uint8) | f.view(np.uint8) << 1).T
        r, c = np.nonzero(v)
        self.n = n
        self.con.register("src", pa.table({"case_id": pa.array(r.astype(np.int32)), "finding": pa.array(c.astype(np.uint8)), "value": pa.array(v[r, c])}))
        self.con.execute("CREATE OR REPLACE TABLE assertions AS SELECT * FROM src").fetchall()
        self.con.unregister("src")
        return "assertions"

    def sql(self, src):
        base = f"""SELECT case_id,
 coalesce(bit_or(1::UBIGINT << (finding & 63)) FILTER (finding < 64 AND value & 1 = 1), 0) AS t0,
 coalesce(bit_or(1::UBIGINT << (finding & 63)) FILTER (finding >= 64 AND value & 1 = 1), 0) AS t1,
 coalesce(bit_or(1::UBIGINT << (finding & 63)) FILTER (finding < 64 AND value >= 2), 0) AS c0,
 coalesce(bit_or(1::UBIGINT << (finding & 63)) FILTER (finding >= 64 AND value >= 2), 0) AS c1
 FROM {src} GROUP BY case_id"""
        lev, depth, outs = {}, {}, []
        for dual in (False, True):
            st, roots = K.rail(self.pack, dual)
            for op, name, of, k in st:
                depth[name] = 1 + max((depth.get(x, 0) for x in of), default=0)
                m, refs = {}, []
                for x in of:
                    if x[1:2] == "(":
                        i = int(x[2:-1])
                        key = ("t" if x[0] == "T" else "c") + str(i // 64)
                        m[key] = m.get(key, 0) | 1 << (i % 64)
                    else:
                        refs.append(x)
                if op == "or":
                    e = [f"({k_} & {v}::UBIGINT) <> 0" for k_, v in m.items()] + refs
                    s = " OR ".join(e)
                elif op == "and":
                    e = [f"({k_} & {v}::UBIGINT) = {v}::UBIGINT" for k_, v in m.items()] + refs
                    s = " AND ".join(e)
                else:
                    s = " + ".join([f"bit_count({k_} & {v}::UBIGINT)" for k_, v in m.items()] + [f"{x}::TINYINT" for x in refs]) + f" >= {k}"
                lev.setdefault(depth[name], []).append(f"({s}) AS {name}")
            outs += roots
        q = base
        for d in sorted(lev):
            q = f"SELECT *, {', '.join(lev[d])} FROM ({q})"
        self.outs = outs
        return f"SELECT case_id, {', '.join(outs)} FROM ({q})"

    def decode(self, r, n):
        a = self.con.execute(f"SELECT * FROM {r}").fetchnumpy()
        ids = np.asarray(a["case_id"])
        o = np.zeros((24, n), bool)
        for i, c in enumerate(self.outs):
            o[i, ids] = np.asarray(a[c]).astype(bool)
        # a case without a single assertion has no row: every rail of it is evaluated on no evidence
        if len(ids) < n:
            z = np_fn(self.pack)(np.zeros((NF, 1), bool), np.zeros((NF, 1), bool))
            miss = np.setdiff1d(np.arange(n), ids)
            for i in range(24):
                o[i, miss] = z[i][0]
        return o[:12], o[12:]


PEERS = {
    "c": CTiles, "c-2": CTiles2, "c-lists": CSparse, "numpy": NumpyPacked, "numpy-blocks": NumpyBlocked, "polars": Polars,
    "duckdb": DuckDB, "duckdb-words": DuckDBSliced, "duckdb-assertions": DuckDBLong}
