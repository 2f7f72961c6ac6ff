#!/usr/bin/env python3
"""Makes intervals.csv: intervals of a share by SciPy, with which the tests compare ours.

    python3 Tests/Vectors/statistics/make-intervals.py > Tests/Vectors/statistics/intervals.csv

Needs SciPy (written with 1.17; `scipy.stats.binomtest(k, n).proportion_ci(confidence, method)`). Every line holds a
count, its whole, a confidence, and the lower and upper end by Wilson, by Wilson with the correction for continuity,
and by Clopper and Pearson ("exact"). No chance is used, so the file comes out the same each time.
"""

import sys

import scipy
from scipy.stats import binomtest

WHOLES = [
    1, 2, 3, 4, 5, 7, 10, 13, 20, 39, 45, 56, 80, 137, 166, 217, 323, 435, 474, 1000, 1138, 1900, 2379, 4228, 10_000,
    115_489, 122_768, 1_000_000,
]
CONFIDENCES = [0.8, 0.9, 0.95, 0.98, 0.99, 0.999]
METHODS = ["wilson", "wilsoncc", "exact"]


def counts(whole):
    """The ends, their neighbours, and some between."""
    chosen = {0, 1, 2, 5, whole // 100, whole // 10, whole // 3, whole // 2, 2 * whole // 3, 9 * whole // 10}
    chosen |= {whole - 2, whole - 1, whole}
    return sorted(count for count in chosen if 0 <= count <= whole)


def main():
    print(f"# scipy {scipy.__version__}", file=sys.stderr)
    print("count,whole,confidence," + ",".join(f"{method}-{end}" for method in METHODS for end in ("lower", "upper")))
    for whole in WHOLES:
        for count in counts(whole):
            for confidence in CONFIDENCES:
                test = binomtest(count, whole)
                ends = []
                for method in METHODS:
                    interval = test.proportion_ci(confidence_level=confidence, method=method)
                    ends += [interval.low, interval.high]
                print(f"{count},{whole},{confidence}," + ",".join(repr(float(end)) for end in ends))


if __name__ == "__main__":
    main()
