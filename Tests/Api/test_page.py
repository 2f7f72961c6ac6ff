"""What Documentation/api.md shows is what the service answers.

Its blocks of `sh` are run in their order, in one shell; the block of `json` after one is its answer. In it "…" stands for any value,
the member "…" for any others, and "…" at the end of a list for the rest of it.
"""

import json
import os
import re
import subprocess
import unittest
from pathlib import Path

from served import BASE, token

PAGE = Path(__file__).resolve().parents[2] / "Documentation/api.md"
MARK = "---- the next command ----"


def matches(shown, real):
    if shown == "…":
        return True
    if isinstance(shown, dict):
        others = set(real) - set(shown) if isinstance(real, dict) else set()
        return (
            isinstance(real, dict) and ("…" in shown or not others)
            and all(name == "…" or name in real and matches(value, real[name]) for name, value in shown.items()))
    if isinstance(shown, list):
        if not isinstance(real, list):
            return False
        if shown and shown[-1] == "…":
            shown = shown[:-1]
            real = real[: len(shown)]
        return len(shown) == len(real) and all(map(matches, shown, real))
    return shown == real


class Page(unittest.TestCase):
    def test_every_answer_is_the_real_one(self):
        text = PAGE.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(sh|json)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        pairs = [
            (blocks[at][1], blocks[at + 1][1]) for at in range(len(blocks) - 1)
            if blocks[at][0] == "sh" and blocks[at + 1][0] == "json"]
        self.assertGreater(len(pairs), 5)
        script = f"\necho; echo '{MARK}'\n".join(command for command, _ in pairs)
        environment = {**os.environ, "HEED": BASE, "TOKEN": token("northmoor-worker")}
        done = subprocess.run(
            ["bash", "-euc", script], env=environment, capture_output=True, text=True, check=True, timeout=300)
        answers = done.stdout.split(MARK)
        self.assertEqual(len(answers), len(pairs))
        for (command, shown), real in zip(pairs, answers):
            with self.subTest(command=command):
                self.assertTrue(matches(json.loads(shown), json.loads(real)), f"{command}\nanswers: {real}")


if __name__ == "__main__":
    unittest.main()
