#!/usr/bin/env python3
"""The question of `heed assess`, answered in plain Python: a yardstick, not a second Heed.

    python3 Benchmarks/peer/assess.py RECORD.case.yaml [--on DAY] [--json]

It reads the files of Law/ and the record with PyYAML (the C parser where it is there), evaluates every framework in its
narrow and its broad reading for every child, and for the group, with two truth values (for, against), and prints the
states. It is what a careful programmer would write in an afternoon, in the same order of work as Heed: read, index,
evaluate, print.

What it leaves out: checking either file; source classes above "counts or does not"; which sources suffice; what is
missing; since when it could have been known; the answer for each suspect; events (`event:` and `event: same`); ages
computed from `born` (so `child-under` and `computed`), and the assumption that a person of unknown age is a child;
places (so `crosses` computed from them); certain against possible dates (a statement counts if it may touch the days in
force); `straddle`, `stands-for`, acquittals, responses, guards, and the two-framework table.
"""

import json
import re
import sys
from datetime import date
from pathlib import Path

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LAW = Path(__file__).resolve().parents[2] / "Law"
NOT_CONDITIONS = {"fact", "child", "by", "event", "when", "days", "says", "source", "number", "count"}
FIRST, LAST = "0001-01-01", "9999-12-31"


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, LOADER)


def as_list(value):
    return [] if value is None else value if isinstance(value, list) else [value]


# --- days: compared as text -----------------------------------------------------------------------


def first_day(text):
    text = re.sub(r"[?~%]", "", text)
    if text in ("", ".."):
        return FIRST
    return (text.replace("X", "0") + "-01-01")[:10]


def last_day(text):
    text = re.sub(r"[?~%]", "", text)
    if text in ("", ".."):
        return LAST
    return text.replace("X", "9") + {4: "-12-31", 7: "-31"}.get(len(text), "")


def days(when):
    if when is None:
        return FIRST, LAST
    start, _, end = str(when).partition("/")
    return first_day(start), last_day(end if _ else start)


def period(framework):
    rule = framework.get("in-force") or {}
    return str(rule.get("from", FIRST)), str(rule.get("to", LAST))


def touches(statement, start, end):
    return statement["days"][0] <= end and start <= statement["days"][1]


# --- the law and the record -----------------------------------------------------------------------


class Law:
    def __init__(self, folder):
        self.facts, self.frameworks = {}, {}
        for group in load(folder / "vocabulary.yaml")["facts"]:
            for fact in group["facts"]:
                self.facts[fact["fact"]] = fact
        self.terms = {term["term"]: term for term in load(folder / "terms.yaml")["terms"]}
        kinds = load(folder / "source-kinds.yaml")["kinds"]
        self.counted = {kind["kind"] for kind in kinds if kind["class"] != "F0"}
        load(folder / "factors.yaml")  # read as Heed reads it; nothing here rests on it
        for path in sorted(folder.glob("*/*.yaml")):
            if not path.name.endswith(".cases.yaml"):
                for framework in load(path)["frameworks"]:
                    framework["binds"] = binds(framework["test"])
                    self.frameworks[framework["id"]] = framework

        self.implied_by = {}  # fact: every fact that implies it, by any number of steps
        for name in self.facts:
            waiting = list(self.facts[name].get("implies", []))
            while waiting:
                implied = waiting.pop()
                if name not in self.implied_by.setdefault(implied, set()):
                    self.implied_by[implied].add(name)
                    waiting += self.facts.get(implied, {}).get("implies", [])
        self.implies = {}
        for implied, names in self.implied_by.items():
            for name in names:
                self.implies.setdefault(name, set()).add(implied)
        self.denied_by = {}  # fact: what denies it, with the number from which on
        for name, fact in self.facts.items():
            for denied in fact.get("denies", []):
                self.denied_by.setdefault(denied["fact"], []).append((name, denied.get("at-least", 1)))


def binds(node):
    """Whether some elements need one person who satisfies them all."""
    return node.get("by") == "same" or any(
        binds(part) for key in ("all", "any") for part in as_list(node.get(key))
        if isinstance(part, dict))


class Record:
    def __init__(self, path, law):
        data = load(path)
        self.id = data["id"]
        self.children = [p["id"] for p in data["people"] if p["role"] == "child"]
        self.suspects = [p["id"] for p in data["people"] if p["role"] == "suspect"]
        counted = {
            source["id"] for source in data["sources"]
            if source["kind"] in law.counted
            and not str((source.get("grade") or {}).get("value", ""))[1:2] == "E"}
        self.statements = []
        for statement in data.get("statements") or []:
            if statement.get("source") in counted:
                says = statement.get("says", True)
                statement["says"] = says if isinstance(says, bool) else says.lower() in ("yes", "true")
                statement["days"] = days(statement.get("when"))
                self.statements.append(statement)


# --- evaluating -----------------------------------------------------------------------------------


class Question:
    """Statements to ask, and how: everything that an evaluation needs and a formula does not say."""

    def __init__(self, law, record, statements, child, broad, unopposed):
        self.law, self.record, self.child = law, record, child
        self.broad, self.unopposed = broad, unopposed
        self.all_statements = statements
        self.statements = statements
        self.index = None

    def of(self, fact):
        if self.index is None:
            self.index = {}
            for statement in self.statements:
                self.index.setdefault(statement["fact"], []).append(statement)
        return self.index.get(fact, ())

    def only(self, statements):
        other = Question(self.law, self.record, statements, self.child, self.broad, self.unopposed)
        other.all_statements = self.all_statements
        return other


def negated(value):
    return value[1], value[0]


def everything(values):
    values = list(values)
    return all(v[0] for v in values), any(v[1] for v in values)


def anything(values):
    values = list(values)
    return any(v[0] for v in values), all(v[1] for v in values)


def at_least(count, values):
    values = list(values)
    return (
        sum(v[0] for v in values) >= count,
        sum(not v[1] for v in values) < count)


def formula(node, q):
    """(for, against) of a formula."""
    if isinstance(node, str):
        if node in q.law.terms:
            return formula(body(q.law.terms[node]), q)
        return leaf({"fact": node}, q)
    if isinstance(node, list):
        return anything([formula(part, q) for part in node])
    if "all" in node:
        return everything([formula(part, q) for part in as_list(node["all"])])
    if "any" in node:
        return anything([formula(part, q) for part in as_list(node["any"])])
    if "not" in node:
        return negated(formula(node["not"], q))
    if "framework" in node:
        return built_on(node, q)
    if "term" in node:
        return formula(body(q.law.terms[node["term"]]), since(node, q))
    if "fact" in node:
        return leaf(node, since(node, q))
    return at_least(node["at-least"], [formula(part, q) for part in node["of"]])


def body(term):
    return {key: term[key] for key in ("any", "all", "not", "at-least", "of") if key in term}


def since(node, q):
    if "since" not in node:
        return q
    start = str(node["since"])
    return q.only([s for s in q.statements if touches(s, start, LAST)])


def leaf(node, q):
    """(for, against) of a fact with its conditions."""
    name, law = node["fact"], q.law
    conditions = {
        role: set(as_list(words)) for role, words in node.items()
        if role not in ("fact", "at-least", "of", "since", "child-under")}
    least = node.get("at-least")
    supporting = [s for s in q.of(name) if s["says"] and meets(s, conditions)]
    opposing = [s for s in q.of(name) if not s["says"] and covers(s, conditions, q)]
    if not conditions:
        for other in law.implied_by.get(name, ()):
            supporting += [s for s in q.of(other) if s["says"]]
        for other in law.implies.get(name, ()):
            opposing += [s for s in q.of(other) if not s["says"] and "number" not in s]

    if least:
        if node.get("of") == "child":
            people = {s["child"] for s in supporting if "child" in s}
        else:
            people = {person for s in supporting for person in as_list(s.get("by"))}
        stated = max((s["number"] for s in supporting if "number" in s), default=0)
        is_for = len(people) >= least or stated >= least
        is_against = any("number" in s and s["number"] <= least for s in opposing)
    else:
        is_for, is_against = bool(supporting), bool(opposing)
    for other, count in law.denied_by.get(name, ()):
        if (least or 1) >= count and any(s["says"] for s in q.of(other)):
            is_against = True
    if law.facts.get(name, {}).get("never-against"):
        is_against = False
    if q.unopposed:
        return is_for and not is_against, is_against and not is_for
    return is_for, is_against


def meets(statement, conditions):
    return all(words & set(as_list(statement.get(role))) for role, words in conditions.items())


def covers(statement, conditions, q):
    """Whether a denial denies the whole of the leaf: nothing that it says narrows it further."""
    for role in statement.keys() - NOT_CONDITIONS:
        if not conditions.get(role) or not conditions[role] <= set(as_list(statement[role])):
            return False
    return not statement.get("by") or set(as_list(statement["by"])) >= set(q.record.suspects)


def built_on(node, q):
    framework = q.law.frameworks[node["framework"]]
    broad = q.broad and node.get("reading") != "narrow"
    statements = q.all_statements
    if framework["governs-by"] == "conduct" and node.get("as") != "conduct":
        statements = [s for s in statements if touches(s, *period(framework))]
    children = [q.child]
    if framework["about"] == "child" and q.child is None:
        children = q.record.children
    return anything([
        test(framework, Question(
            q.law, q.record, [s for s in statements if child is None or s.get("child") == child],
            child, broad, q.unopposed))
        for child in children])


def test(framework, q):
    """The test for whichever one person fits all the elements marked `by: same`."""
    if not framework["binds"]:
        return branch(framework["test"], q, q)
    ways = []
    for suspect in [None] + q.record.suspects:
        own = [s for s in q.statements if not s.get("by") or suspect in as_list(s["by"])]
        ways.append(branch(framework["test"], q, q.only(own)))
    return anything(ways)


def branch(node, q, one):
    if "element" in node:
        return element(node, one if node.get("by") == "same" else q)
    key, join = ("all", everything) if "all" in node else ("any", anything)
    parts = [part for part in node[key] if "decide" not in part]
    return join([branch(part, q, one) for part in parts])


def element(node, q):
    if "narrow" in node:
        narrow = formula(node["narrow"], q)
        if not q.broad or "also" not in node:
            return narrow
        return anything([narrow] + [formula(part, q) for part in as_list(node["also"])])
    return formula(node, q)


# --- the answer -----------------------------------------------------------------------------------


def state(framework, law, record, child, statements, broad):
    is_for, is_against = test(framework, Question(law, record, statements, child, broad, False))
    if is_for:
        return "disputed" if is_against else "evidenced"
    _, is_false = test(framework, Question(law, record, statements, child, broad, True))
    return "contradicted" if is_false else "not-yet-evidenced"


def assess(law, record, on):
    rows = []
    for framework in law.frameworks.values():
        start, end = period(framework)
        for child in record.children if framework["about"] == "child" else [None]:
            statements = [s for s in record.statements if child is None or s.get("child") == child]
            row = {"framework": framework["id"], "about": child or "group"}
            rows.append(row)
            if framework["governs-by"] == "decision" and not start <= on <= end:
                row["state"] = "not-in-force"
                continue
            if framework["governs-by"] == "conduct":
                harm = [
                    s for s in statements
                    if s["says"] and law.facts[s["fact"]].get("shows") == "harm" and s.get("when")]
                if harm and not any(touches(s, start, end) for s in harm):
                    row["state"] = "not-in-force"
                    continue
                statements = [s for s in statements if touches(s, start, end)]
            narrow = state(framework, law, record, child, statements, broad=False)
            broad = state(framework, law, record, child, statements, broad=True)
            met = ("evidenced", "disputed")
            row["state"] = narrow if narrow in met else "arguable" if broad in met else broad
            row["readings"] = {"narrow": narrow, "broad": broad}
    return rows


def main(arguments):
    names = [argument for argument in arguments if not argument.startswith("--")]
    on = date.today().isoformat()
    if "--on" in arguments:
        on = arguments[arguments.index("--on") + 1]
        names.remove(on)
    law = Law(LAW)
    record = Record(names[0], law)
    rows = assess(law, record, on)
    if "--json" in arguments:
        print(json.dumps({"case": record.id, "on": on, "assessments": rows}, indent=1))
        return
    for row in rows:
        print(f"{row['framework']:16} {row['about']:12} {row['state']}")


if __name__ == "__main__":
    main(sys.argv[1:])
