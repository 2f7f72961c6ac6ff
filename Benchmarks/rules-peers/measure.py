"""One peer on so many cases, in a process of its own: prints one line of JSON. Run by Benchmarks/rules.

    measure.py memcpy                     bytes copied a second, one thread, 192 MiB
    measure.py PEER COUNT FILE SECONDS    FILE holds the cases as `RulesRates write` wrote them
"""

import hashlib
import json
import resource
import statistics
import sys
import time

import numpy as np


def memcpy():
    source = np.ones(192 << 20, np.uint8)
    target = np.empty_like(source)
    target[:] = 0
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        np.copyto(target, source)
        times.append(time.perf_counter() - begun)
    return source.nbytes / statistics.median(times)


def digest(t, f):
    found = hashlib.sha256()
    for side in (t, f):
        found.update(np.packbits(side, axis=1, bitorder="little").tobytes())
    return found.hexdigest()


def measure(name, count, file, seconds):
    from pack import NF, load_pack
    from peers import PEERS
    planes = np.fromfile(file, np.uint8).reshape(2, NF, -1)
    begun = time.perf_counter()
    peer = PEERS[name](load_pack())
    state = peer.load(planes[0], planes[1], count)
    load = time.perf_counter() - begun
    walls, processor, repeats, result = [], [], 1, None
    while len(walls) < 3 or (len(walls) < 15 and sum(walls) * repeats < seconds):
        busy, begun = time.process_time(), time.perf_counter()
        for _ in range(repeats):
            result = peer.run(state)
        took = time.perf_counter() - begun
        if took < 0.01:
            repeats *= 2
            continue
        walls.append(took / repeats)
        processor.append((time.process_time() - busy) / repeats)
        if took > seconds:
            break
    # Before the answers are unpacked, which only the check needs.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    t, f = peer.decode(result, count)
    return {
        "side": name, "version": peer.version(), "count": count, "threads": peer.threads, "load": load, "walls": walls,
        "processor": processor, "peak": peak, "digest": digest(t, f)}


if __name__ == "__main__":
    if sys.argv[1] == "memcpy":
        print(memcpy())
    else:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4]))))
