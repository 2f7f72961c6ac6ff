"""The demonstration that Tests/Api/run serves, and the tokens of its people."""

import json
import os

BASE = os.environ["HEED_API"]
with open(os.environ["HEED_TOKENS"], encoding="utf-8") as file:
    PEOPLE = json.load(file)


def token(person):
    return PEOPLE[person]["token"]
