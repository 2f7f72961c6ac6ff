#!/usr/bin/env python3
"""The tree of Benchmarks/ledger in Python: pymerkle 7.0.0, a yardstick that somebody else made.

    python3 Benchmarks/peer/merkle.py [quick]

It measures what is asked for: a name on each line of the input, the times on one line of the output, in seconds of the
processor. Entries have 64 bytes; the sizes are those of Benchmarks/Benchmarks/LedgerRates/TreeRates.swift.

Where the two differ: the tree of pymerkle is one of nodes that know their parents, and it works out the root again after
every entry, about log2(n) hashes where Heed's does one; Heed's root costs as much when it is asked for. Both proofs are
checked from the leaf's hash up, and both check first that the path has the length and the turns that index and size ask
for. Its hashing is OpenSSL's, as Heed's is. It is published under the GPL 3, and no part of Heed.
"""

import hashlib
import random
import sys
import time

from pymerkle import InmemoryTree, verify_inclusion

QUICK = sys.argv[1:] == ["quick"]
APPENDED, SIZE, PROVED, MESSAGES = (5_000, 10_000, 200, 50) if QUICK else (200_000, 1_000_000, 10_000, 2_000)


def entries(count):
    chance = random.Random(1)
    return [chance.randbytes(64) for _ in range(count)]


class Materials:
    """The tree and the proofs, made when they are first asked for."""

    def __init__(self):
        self.appended = entries(APPENDED)
        self.proofs = None

    def proved(self):
        if self.proofs is None:
            leaves = entries(SIZE)
            tree = InmemoryTree.init_from_entries(leaves)
            chosen = random.Random(2).sample(range(SIZE), PROVED)
            self.root = tree.get_root()
            self.proofs = [(leaves[index], tree.prove_inclusion(index + 1)) for index in chosen]
        return self.proofs


def append(materials):
    tree = InmemoryTree()
    begun = time.process_time()
    for entry in materials.appended:
        tree.append_entry(entry)
    tree.get_root()
    return time.process_time() - begun, APPENDED


def append_hashes(materials):
    last = bytes(32)
    begun = time.process_time()
    for entry in materials.appended:
        leaf = hashlib.sha256(b"\x00" + entry).digest()
        last = hashlib.sha256(b"\x01" + last + leaf).digest()
    return time.process_time() - begun, APPENDED


def verify(materials):
    proofs, root = materials.proved(), materials.root
    begun = time.process_time()
    for entry, proof in proofs:
        verify_inclusion(hashlib.sha256(b"\x00" + entry).digest(), root, proof)
    return time.process_time() - begun, PROVED


def bulk_sha256(_):
    message = b"h" * 16_384
    begun = time.process_time()
    for _ in range(MESSAGES):
        hashlib.sha256(message).digest()
    return time.process_time() - begun, MESSAGES


MEASURES = {
    "tree-append": append, "tree-append-hashes": append_hashes, "tree-verify": verify,
    "bulk-sha256": bulk_sha256}


def main():
    materials = Materials()
    for line in sys.stdin:
        seconds, count = MEASURES[line.strip()](materials)
        print(f"count {count} processor {seconds}", flush=True)


if __name__ == "__main__":
    main()
