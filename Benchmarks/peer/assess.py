#!/usr/bin/env python3
"""The question of `heed assess`, answered in plain Python: a yardstick, not a second Heed.

    python3 Benchmarks/peer/assess.py RECORD.case.yaml [--on DAY] [--json]

It reads the record, and the files of Law/ on which an answer rests, with PyYAML (the C parser where it is there), asks
every framework in its narrow and its broad reading, for every child or for the group, with two truth values (for,
against), and prints the states. It is what a careful programmer would write in a day, in the same order of work as
Heed: read, open the terms, index, evaluate, print. The rules that the comments name are those of
Documentation/design.md 2.

What it leaves out: checking either file, and the files of Law/ that no state rests on (all but the acts, the
vocabulary, the terms and the kinds of source); source classes above "counts or does not"; which sources suffice; what
is missing; since when it could have been known, and what was on file by an earlier day; elements and suspects, each
with an answer of its own; events that bind elements (`event: same`) or span a commencement (`straddle`); ages computed
from `born`, of children and of suspects; what a journey crosses by the places that it joins; seasons, months of fewer
than 31 days, and how far `~` and `?` reach; certain against possible dates (a statement counts if it may touch the days
in force); responses, so convictions and acquittals; what a text that was not in force would have said; marks of
comparison and of analysis; guards, and the two-framework table.
"""

import json
import re
import sys
from collections import namedtuple
from datetime import date
from pathlib import Path

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LAW = Path(__file__).resolve().parents[2] / "Law"
WITHOUT_FRAMEWORKS = {"pathways", "calendars"}
FIRST, LAST = "0001-01-01", "9999-12-31"
ANY_AGE = 99


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, LOADER)


def as_list(value):
    return [] if value is None else value if isinstance(value, list) else [value]


# --- days: stretches of them, compared as text ----------------------------------------------------


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


def common(one, other):
    """The days that both hold; None if there is none."""
    shared = max(one[0], other[0]), min(one[1], other[1])
    return shared if shared[0] <= shared[1] else None


def contains(one, other):
    return one[0] <= other[0] and other[1] <= one[1]


# --- the law --------------------------------------------------------------------------------------

# A formula is one of these. `all` and `any` are AtLeast: so many as there are, and one.
AtLeast = namedtuple("AtLeast", "count parts")
Not = namedtuple("Not", "part")
Fact = namedtuple("Fact", "name at_least of since child_under conditions")
Built = namedtuple("Built", "framework narrow as_conduct")  # on another framework
Element = namedtuple("Element", "narrow broad same")  # of a framework's test alone


class Law:
    def __init__(self, folder):
        self.facts = {
            fact["fact"]: fact
            for group in load(folder / "vocabulary.yaml")["facts"] for fact in group["facts"]}
        self.ages = {
            name: int(fact["computed"][-2:]) for name, fact in self.facts.items()
            if fact.get("computed", "").startswith("age-under-")}
        self.terms = {term["term"]: term for term in load(folder / "terms.yaml")["terms"]}
        kinds = load(folder / "source-kinds.yaml")["kinds"]
        self.counted = {kind["kind"] for kind in kinds if kind["class"] != "F0"}
        self.frameworks = {}
        for path in sorted(folder.glob("*/*.yaml")):
            if path.parent.name in WITHOUT_FRAMEWORKS or path.name.endswith(".cases.yaml"):
                continue
            act = load(path)
            for framework in act["frameworks"]:
                framework.setdefault("jurisdiction", act.get("jurisdiction"))
                self.frameworks[framework["id"]] = framework
        self.implied = {name: self.closure(name) for name in self.facts}  # each fact's, with itself
        self.implying = {name: [] for name in self.facts}
        for name, implied in self.implied.items():
            for other in implied:
                self.implying[other].append(name)
        self.denying = [
            (name, denied["fact"], denied.get("at-least", 1))
            for name, fact in self.facts.items() for denied in fact.get("denies", [])]
        for framework in self.frameworks.values():
            framework["formula"] = self.formula(framework["test"], framework["jurisdiction"])
            framework["bound"] = binds(framework["formula"])

    def closure(self, name):
        found, waiting = [], [name]
        while waiting:
            fact = waiting.pop()
            if fact not in found:
                found.append(fact)
                waiting += self.facts[fact].get("implies", [])
        return found

    def formula(self, node, place, since=FIRST, under=ANY_AGE):
        """A test or a part of it, its terms opened; `since` and `under` narrow a term's facts."""
        if isinstance(node, str):
            node = {"term" if node in self.terms else "fact": node}
        if isinstance(node, list):
            node = {"any": node}
        if "element" in node:
            return self.element(node, place)
        if "fact" in node or "term" in node:
            since = max(since, str(node.get("since", FIRST)))
            under = min(under, node.get("child-under", ANY_AGE))
        if "fact" in node:
            conditions = [
                (role, set(as_list(words))) for role, words in node.items()
                if role not in ("fact", "at-least", "of", "since", "child-under")]
            return Fact(
                node["fact"], node.get("at-least"), node.get("of"), since, under, conditions)
        if "term" in node:
            return self.formula(
                {key: part for key, part in self.terms[node["term"]].items() if key != "term"},
                place, since, under)
        if "framework" in node:
            return Built(
                node["framework"], node.get("reading") == "narrow", node.get("as") == "conduct")
        if "offence-punishable" in node:
            offences = self.punishable(node["offence-punishable"], place)
            return AtLeast(1, [Built(offence, True, False) for offence in offences])
        if "not" in node:
            return Not(self.formula(node["not"], place, since, under))
        parts = next(node[key] for key in ("all", "any", "of") if key in node)
        parts = [self.formula(part, place, since, under) for part in parts]
        return AtLeast(len(parts) if "all" in node else node.get("at-least", 1), parts)

    def element(self, node, place):
        if "decide" in node:
            return AtLeast(0, [])  # what somebody must decide takes no part in the state (rule 5)
        body = {key: node[key] for key in ("all", "any") if key in node}
        narrow = self.formula(node.get("narrow", body), place)
        also = [self.formula(part, place) for part in as_list(node.get("also"))]
        broad = AtLeast(1, [narrow] + also) if also else narrow
        return Element(narrow, broad, node.get("by") == "same")

    def punishable(self, years, place):
        """The offences about a child, of a place, that carry so many years or life."""
        everywhere = place in ("international", "any")
        places = {place} if place == "united-states" else {place, "united-kingdom"}
        for framework in self.frameworks.values():
            penalty = framework.get("penalty")
            if (framework["kind"] == "offence" and framework["about"] == "child" and penalty
                    and penalty.get("years", 99) >= years
                    and (everywhere or framework["jurisdiction"] in places)):
                yield framework["id"]


def binds(node):
    """Whether some elements need one person who satisfies them all."""
    if type(node) is Element:
        return node.same
    return any(binds(part) for part in ([node.part] if type(node) is Not else node.parts))


def period(framework):
    """The days on which a text is law; None for one that nobody is known to have commenced."""
    rule = framework.get("in-force") or {}
    if "commencement" in rule:
        return None
    return str(rule.get("from", FIRST)), str(rule.get("to", LAST))


# --- the record -----------------------------------------------------------------------------------


class Statement:
    COMMON = {
        "fact", "child", "by", "with", "from", "to", "number", "count", "event", "when", "says",
        "source", "note"}

    def __init__(self, row, source, fact, pooled):
        self.children, self.by = as_list(row.get("child")), as_list(row.get("by"))
        self.actors = [person for person in self.by if person not in pooled]
        self.single_children = [child for child in self.children if child not in pooled]
        self.is_number = fact["type"] == "number"
        self.things, self.event = as_list(row.get("with")), row.get("event")
        self.number, self.exactly = row.get("number"), row.get("count") == "exactly"
        says = row.get("says", True)
        self.says = says if isinstance(says, bool) else says.lower() in ("yes", "true")
        self.roles = {role: set(as_list(row[role])) for role in row.keys() - self.COMMON}
        self.places = row.get("from"), row.get("to")
        if "from" in row and "from" in fact.get("roles", ()):  # a word, not a place
            self.roles["from"], self.places = set(as_list(row["from"])), (None, row.get("to"))
        # Undated conduct ends when the source was made or came onto a file (rule 2).
        self.dated = row.get("when") is not None
        made = min(days(source.get("made"))[1], days(source.get("held"))[1])
        self.days = days(row["when"]) if self.dated else (FIRST, made)


def is_suspected_false(grade):
    return bool(grade) and grade["scheme"] == "3x5x2" and str(grade["value"])[1:2] in ("E", "e")


class Record:
    def __init__(self, path, law):
        data = load(path)
        self.id = data["id"]
        self.children = [person["id"] for person in data["people"] if person["role"] == "child"]
        pooled = {person["id"] for person in data["people"] if "stands-for" in person}
        sources = {
            source["id"]: source for source in data["sources"]
            if source["kind"] in law.counted and not is_suspected_false(source.get("grade"))}
        rows = data.get("statements") or []
        named = {person for row in rows for person in as_list(row.get("by"))} - pooled
        self.actors = [person["id"] for person in data["people"] if person["id"] in named]
        self.of = {name: [] for name in law.facts}  # the statements that count, by their fact
        self.harm = []
        for row in rows:
            if row["source"] in sources:
                fact = law.facts[row["fact"]]
                statement = Statement(row, sources[row["source"]], fact, pooled)
                self.of[row["fact"]].append(statement)
                if statement.says and fact.get("shows") == "harm":
                    self.harm.append(statement)


# --- evaluating -----------------------------------------------------------------------------------

# What a test is worth: for, against, and both again where a leaf with both sides counts as unknown.
NEVER = False, True, False, True

# Within what bounds a test is asked: about which child (None: the group), by whose act, on which
# days, and whether the answer is about an offence, where no age is assumed.
Scope = namedtuple("Scope", "child actor days offence")
ANYONE, UNNAMED = "*anyone", "*unnamed"


def negated(value):
    return value[1], value[0], value[3], value[2]


def at_least(count, values):
    """Met if so many are met; fails if so many fail that too few are left."""
    fail = len(values) - count + 1
    return (
        sum(value[0] for value in values) >= count, sum(value[1] for value in values) >= fail,
        sum(value[2] for value in values) >= count, sum(value[3] for value in values) >= fail)


class Assessor:
    def __init__(self, law, record):
        self.law, self.record = law, record
        self.known = {}  # every answer so far: tests build on one another

    def framework(self, framework, broad, scope):
        key = framework["id"], broad, scope
        if key not in self.known:
            self.known[key] = self.opened(framework, broad, scope)
        return self.known[key]

    def opened(self, framework, broad, scope):
        if framework["about"] == "child" and scope.child is None:
            return at_least(1, [
                self.framework(framework, broad, scope._replace(child=child))
                for child in self.record.children])
        scope = scope._replace(offence=scope.offence or framework["kind"] == "offence")
        # Rule 6: elements that are marked need one person who satisfies them all, named or not.
        actors = self.record.actors + [UNNAMED] if framework["bound"] else [ANYONE]
        assumes = framework["kind"] in ("identification-test", "policy-definition")
        return at_least(1, [
            self.value(framework["formula"], broad, scope._replace(actor=actor), assumes)
            for actor in actors])

    def value(self, node, broad, scope, assumes):
        kind = type(node)
        if kind is AtLeast:
            return at_least(
                node.count, [self.value(part, broad, scope, assumes) for part in node.parts])
        if kind is Element:
            scope = scope if node.same else scope._replace(actor=ANYONE)
            return self.value(node.broad if broad else node.narrow, broad, scope, assumes)
        if kind is Fact:
            return self.fact(node, scope, assumes)
        if kind is Built:
            return self.built(node, broad, scope)
        return negated(self.value(node.part, broad, scope, False))

    def built(self, node, broad, scope):
        other = self.law.frameworks[node.framework]
        inner = scope._replace(actor=ANYONE)
        if other["governs-by"] == "conduct" and not node.as_conduct:
            both = period(other) and common(scope.days, period(other))
            if not both:
                return NEVER
            inner = inner._replace(days=both)
        return self.framework(other, broad and not node.narrow, inner)

    # A fact: rule 1.

    def fact(self, test, scope, assumes):
        fact, record = self.law.facts[test.name], self.record
        found = [
            statement for name in self.law.implying[test.name] for statement in record.of[name]
            if statement.says and self.in_scope(statement, test, scope)
            and self.meets(statement, test, scope)]
        if test.at_least:
            found = self.enough(found, fact, test, scope)
        denials = self.denials(test, fact)
        if found:
            is_against = all(
                any(self.covers(denial, statement, test, scope) for denial in denials)
                for statement in found)
        else:
            is_against = any(self.covers_all(denial, test, scope) for denial in denials)
        # U9: identification and policy take a person of unknown age as a child.
        is_child = assumes and not scope.offence and fact.get("computed") == "age-under-18"
        is_for = bool(found) or is_child and not is_against
        return is_for, is_against, is_for and not is_against, is_against and not is_for

    def in_scope(self, statement, test, scope, any_actor=False):
        return (
            (scope.child is None or scope.child in statement.children)
            and (any_actor or scope.actor == ANYONE or not statement.actors
                 or scope.actor in statement.actors)
            and common(statement.days, scope.days) is not None
            and statement.days[1] >= test.since)

    def meets(self, statement, test, scope):
        if test.child_under < ANY_AGE and scope.child is not None:
            if not self.is_said_under(test.child_under, statement, scope):
                return False
        return all(
            words & statement.roles.get(role, {"unstated"}) for role, words in test.conditions)

    def is_said_under(self, years, statement, scope):
        """Whether somebody says that the child was under an age on days that cover the conduct."""
        return any(
            other.says and scope.child in other.children and contains(other.days, statement.days)
            for name, age in self.law.ages.items() if age <= years for other in self.record.of[name])

    def enough(self, found, fact, test, scope):
        """Rule 7: the statements of a number, and those that name so many distinct people."""
        numbered = [s for s in found if (s.number or 0) >= test.at_least]
        naming = list(found)
        for name in as_list(fact.get("counted-from")):
            others = self.record.harm if name == "harm" else self.record.of[name]
            naming += [s for s in others if s.says and self.in_scope(s, test, scope)]
        people = [s.single_children if test.of == "child" else s.actors for s in naming]
        if len(set().union(*people)) < test.at_least:
            return numbered
        return numbered + [s for s, named in zip(naming, people) if named]

    def denials(self, test, fact):
        """The statements against a fact, or against one that it implies."""
        if fact.get("never-against"):
            return []
        found, implied = [], self.law.implied[test.name]
        for name in implied:
            other = self.law.facts[name]
            if test.at_least and other["type"] == "number":
                found += [s for s in self.record.of[name] if s.number and (
                    s.number <= test.at_least if not s.says
                    else s.exactly and s.number < test.at_least)]
            elif not other.get("never-against"):
                found += [s for s in self.record.of[name] if not s.says]
        for name, denied, count in self.law.denying:
            if denied in implied and count <= (test.at_least or 1):
                found += [s for s in self.record.of[name] if s.says]
        return found

    def covers(self, no, described, test, scope):
        """Whether a denial covers all that a statement describes."""
        if scope.child is not None and scope.child not in no.children:
            return False
        if no.by and not no.says and not no.is_number:
            doers = described.by if scope.actor in (ANYONE, UNNAMED) else [scope.actor]
            if not within(doers, no.by):
                return False
        if scope.child is None and no.children and not within(described.children, no.children):
            return False
        if no.event and no.event != described.event:
            return False
        if no.things and not within(described.things, no.things):
            return False
        if any(place and place != other for place, other in zip(no.places, described.places)):
            return False
        if (no.dated or not no.event) and not contains(no.days, described.days):
            return False
        asked = dict(test.conditions)
        return all(
            role in described.roles
            and described.roles[role] & asked.get(role, described.roles[role]) <= denied
            for role, denied in no.roles.items())

    def covers_all(self, no, test, scope):
        """Whether a denial covers all that a fact could mean, described or not."""
        if scope.child is not None and scope.child not in no.children:
            return False
        if no.by and not no.says and not no.is_number and scope.actor not in no.by:
            return False
        if no.event or no.things or any(no.places):
            return False
        if scope.child is None and no.children and not within(self.record.children, no.children):
            return False
        asked = dict(test.conditions)
        if not all(role in asked and asked[role] <= denied for role, denied in no.roles.items()):
            return False
        harm = [
            s.days for s in self.record.harm if s.dated and self.in_scope(s, test, scope, True)]
        if harm:
            hull = min(start for start, _ in harm), max(end for _, end in harm)
            return contains(no.days, common(scope.days, hull))
        asked_days = common(scope.days, (test.since, LAST)) or days(None)
        return not no.dated and common(no.days, asked_days) is not None


def within(names, others):
    return bool(names) and all(name in others for name in names)


# --- the answer -----------------------------------------------------------------------------------


def state(value):
    is_for, _, is_clearly_for, is_clearly_against = value
    if is_clearly_for:
        return "evidenced"
    if is_clearly_against:
        return "contradicted"
    return "disputed" if is_for else "not-yet-evidenced"


def is_out_of_force(framework, record, child, on):
    law = period(framework)
    if law is None:
        return True
    if framework["governs-by"] == "decision":
        return not law[0] <= on <= law[1]
    harm = [s for s in record.harm if child is None or child in s.children]
    return framework["governs-by"] == "conduct" and bool(harm) and not any(
        common(s.days, law) for s in harm)


def assess(law, record, on):
    assessor, rows = Assessor(law, record), []
    for framework in law.frameworks.values():
        for child in record.children if framework["about"] == "child" else [None]:
            row = {"framework": framework["id"], "about": child or "group"}
            rows.append(row)
            if is_out_of_force(framework, record, child, on):
                row["state"] = "not-in-force"
                continue
            is_dated = framework["governs-by"] == "conduct"
            scope = Scope(child, ANYONE, period(framework) if is_dated else days(None), False)
            narrow, broad = (
                state(assessor.framework(framework, reading, scope)) for reading in (False, True))
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
