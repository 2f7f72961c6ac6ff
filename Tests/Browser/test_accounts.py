"""Accounts, as people meet them in a browser: from the first code to the recovery codes, readable by everybody."""

import base64
import hmac
import re
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from rig import PHONE, PROGRAM, BrowserTest, Shared, Site
from test_every_page import STANDARDS, WIDTH

PASSWORD = "lantern gravel ninety"


def figures(secret):
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", ""))
    mac = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = mac[19] & 15
    return f"{(int.from_bytes(mac[start:start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


class Accounts(BrowserTest):
    @classmethod
    def setUpClass(cls):
        Shared.start_browser()
        cls.folder = Path(tempfile.mkdtemp())
        book = cls.folder / "a.casebook"
        cls.key = cls.folder / "office.key"
        cls.heed("key", "new", cls.key, "--name", "office")
        cls.heed(
            "init", book, "--partnership", "Northmoor", "--origin", "northmoor.example/log", "--as", "office",
            "--name", "A. F.", "--body", "partnership/office", "--key", cls.key)
        said = cls.heed("account", "first", "--casebook", book, "--as", "office", "--key", cls.key)
        cls.code = re.search(r"(?m)^[A-Z2-7]{4}(?:-[A-Z2-7]{4}){4}$", said).group()
        cls.heed(
            "staff", "appoint", "p-14", "--name", "B. G.", "--post", "social worker", "--role", "social-worker",
            "--body", "children-social-care/northmoor", "--by-account", "--casebook", book, "--as", "office", "--key", cls.key)
        cls.site = Site(book, "--accounts", demo=False)

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def heed(cls, *words):
        return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout

    def look(self, page, what):
        """That this page can be read by everybody, also on a phone."""
        answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]})
        found = [violation["id"] for violation in answer.response["violations"]]
        self.assertEqual(found, [], what)
        before = page.viewport_size
        page.set_viewport_size(PHONE)
        width = page.evaluate(WIDTH)
        self.assertLessEqual(width["page"], width["most"], f"{what}: {width['wide']}")
        page.set_viewport_size(before)

    def enrol(self, page, code):
        """Sets an account up, and gives the secret of the second factor."""
        page.goto("/enrol")
        self.look(page, "enrol")
        page.get_by_label("The one-time code that you were given").fill(code.lower())
        page.get_by_label("A password of your own").fill(PASSWORD)
        page.get_by_label("The password again").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        self.look(page, "second factor")
        secret = page.locator(".receipt-code").inner_text()
        page.get_by_label("The six figures that the app shows now").fill(figures(secret))
        page.get_by_role("button", name="Go on").click()
        self.assertEqual(page.locator(".panel code").count(), 10)
        self.look(page, "recovery codes")
        return secret

    def sign_in(self, page, name, code):
        page.goto("/sign-in")
        self.look(page, "sign-in")
        page.get_by_label("Your short name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        self.look(page, "second step")
        page.get_by_label("The six figures that your app shows now").fill(code)
        page.get_by_role("button", name="Sign in").click()

    def test_accounts_from_the_first_code_on(self):
        office = self.browser().new_page()
        self.enrol(office, self.code)
        codes = office.locator(".panel code").all_inner_texts()
        self.sign_in(office, "office", codes[0])
        office.goto("/account")
        self.look(office, "my account")
        for path in ("/account/password", "/account/factor", "/account/codes", "/accounts/journal"):
            office.goto(path)
            self.look(office, path)

        office.goto("/accounts")
        office.get_by_role("button", name="Make a code for p-14").click()
        self.look(office, "a code")
        code = office.locator(".receipt-code").inner_text()
        worker = self.browser().new_page()
        self.enrol(worker, code)
        fingerprint = worker.locator(".receipt-code").inner_text()
        codes = worker.locator(".panel code").all_inner_texts()
        self.sign_in(worker, "p-14", codes[0])
        self.assertIn("has yet to confirm your key", worker.locator("#problems").inner_text())
        self.look(worker, "not yet confirmed")

        office.goto("/accounts")
        self.look(office, "accounts, with a key to confirm")
        self.assertEqual(office.locator(".receipt-code").inner_text(), fingerprint)
        office.get_by_role("button", name="It is the same").click()
        self.look(office, "accounts")
        self.sign_in(worker, "p-14", codes[1])
        worker.wait_for_url("**/")
        self.look(worker, "the first page")
        worker.get_by_role("link", name="B. G.").click()
        self.assertIn("You sign in as p-14", worker.locator("main").inner_text())

    def test_fields_say_what_they_are_for(self):
        page = self.browser().new_page()
        page.goto("/sign-in")
        self.assertEqual(page.get_by_label("Your short name").get_attribute("autocomplete"), "username")
        self.assertEqual(page.get_by_label("Password").get_attribute("autocomplete"), "current-password")
        page.goto("/enrol")
        self.assertEqual(page.get_by_label("A password of your own").get_attribute("autocomplete"), "new-password")
        self.assertEqual(page.get_by_label("The one-time code").get_attribute("autocomplete"), "one-time-code")
        page.get_by_label("The one-time code").fill("no code")
        page.get_by_label("A password of your own").fill(PASSWORD)
        page.get_by_label("The password again").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        self.assertIn("not one that can be used", page.locator("#problems").inner_text())
        self.assertEqual(page.get_by_label("A password of your own").input_value(), "")
