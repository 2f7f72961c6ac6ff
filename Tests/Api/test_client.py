"""A client that was generated from the document alone speaks with the service."""

import unittest
import uuid

from heed_client import AuthenticatedClient
from heed_client.api.cases import act_in_case, assessment, case, cases, entries, entry
from heed_client.api.interface import self_
from heed_client.api.law import framework, law
from heed_client.api.log import accesses, changes, log, proof
from heed_client.api.register import act_in_register, matter, register
from heed_client.models import ActRecord, ActWarn, ActWithdraw, Problem
from served import BASE, token


class Client(unittest.TestCase):
    def client(self, person):
        # An answer of a status that the document does not have is a fault.
        return self.enterContext(
            AuthenticatedClient(
                base_url=f"{BASE}/api/v1", token=token(person), raise_on_unexpected_status=True, timeout=60))

    def setUp(self):
        self.worker = self.client("northmoor-worker")

    def test_says_for_whom_it_acts(self):
        mine = self_.sync(client=self.worker)
        self.assertEqual(mine.person, "northmoor-worker")
        self.assertEqual(mine.posts[0].body, "children-social-care/northmoor")

    def test_walks_every_case_once(self):
        found, cursor = [], None
        while True:
            page = cases.sync(client=self.worker, limit=2, **({"cursor": cursor} if cursor else {}))
            found += [line.id for line in page.items]
            if not page.next_:
                break
            cursor = page.next_.rsplit("cursor=", 1)[1]
        whole = cases.sync(client=self.worker, limit=200)
        self.assertEqual(found, [line.id for line in whole.items])
        self.assertGreater(len(found), 2)
        for line in found[:2]:
            self.assertEqual(case.sync(line, client=self.worker).id, line)

    def test_records_follows_and_takes_back(self):
        head = log.sync(client=self.worker).size
        act = ActRecord.from_dict({
            "act": "record",
            "with": {"kind": "places", "content": {"id": "pine-park", "kind": "park"}},
        })
        key = str(uuid.uuid4())
        done = act_in_case.sync("canal-street", client=self.worker, body=act, idempotency_key=key)
        again = act_in_case.sync("canal-street", client=self.worker, body=act, idempotency_key=key)
        self.assertEqual(done.receipt.leaf, again.receipt.leaf)
        number = done.receipt.entry
        told = changes.sync(client=self.worker, after=head - 1, wait=5)
        self.assertIn((number, "canal-street"), [(one.entry, one.case) for one in told.changes])
        self.assertEqual(proof.sync(number, client=self.worker).leaf, done.receipt.leaf)
        versions = entry.sync("canal-street", number, client=self.worker)
        self.assertEqual(versions[0].content["id"], "pine-park")
        back = ActWithdraw.from_dict(
            {"act": "withdraw", "with": {"entry": number, "reason": "It was a trial."}})
        act_in_case.sync("canal-street", client=self.worker, body=back)
        standing = entries.sync("canal-street", client=self.worker, standing="true", limit=200)
        self.assertNotIn(number, [one.entry for one in standing.items])

    def test_raises_a_warning_and_reads_it_back(self):
        act = ActWarn.from_dict({
            "act": "warn",
            "with": {
                "kind": "concern", "from": "worker", "to": "children-social-care/northmoor",
                "about": [{"kind": "place", "words": "the bus shelter"}],
                "words": "The same car waits there after school.",
            },
        })
        done = act_in_register.sync(client=self.worker, body=act)
        self.assertRegex(done.code, "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")
        overseer = self.client("overseer")
        lines = register.sync(client=overseer, limit=200).items
        self.assertIn(done.receipt.entry, [one.line.entry for one in lines])
        opened = matter.sync(done.receipt.entry, client=overseer)
        self.assertEqual(opened.warning.words, "The same car waits there after school.")

    def test_asks_the_law_and_the_assessment(self):
        every = law.sync(client=self.worker)
        self.assertGreater(len(every.frameworks), 50)
        self.assertEqual(framework.sync("MSA2015-2", client=self.worker).heed, "framework/1")
        answer = assessment.sync("canal-street", client=self.worker)
        self.assertTrue(answer.assessments)

    def test_is_told_in_the_same_way_what_it_may_not_have(self):
        licensing = self.client("licensing")
        for name in ["canal-street", "no-such-case"]:
            answer = case.sync_detailed(name, client=licensing)
            self.assertIsInstance(answer.parsed, Problem)
        self.assertEqual(
            case.sync_detailed("canal-street", client=licensing).status_code,
            case.sync_detailed("no-such-case", client=licensing).status_code)
        self.assertTrue(accesses.sync(client=licensing).items)


if __name__ == "__main__":
    unittest.main()
