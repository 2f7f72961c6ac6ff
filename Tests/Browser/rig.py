"""One server with the demonstration, one browser, and what the tests do with both."""

import atexit
import contextlib
import os
import re
import subprocess
import unittest
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/debug/heed"
BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1200, "height": 900}

# The longest that a page of a debug build may keep somebody waiting, in milliseconds.
PATIENCE = 60_000


class Site:
    """A demonstration, or a casebook, of its own: what one test writes, no other test reads."""

    def __init__(self, *options, demo=True):
        which = ["--demo"] if demo else []
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *which, "--port", "0", *options], stdout=subprocess.PIPE, text=True)
        # The line says the address. Where the program ends before it, there is none.
        line = self.process.stdout.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+)/", line)
        if not found:
            self.process.kill()
            raise RuntimeError(f"heed serve did not say where it is: {line!r}")
        self.base = found.group(1)
        atexit.register(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.stdout.close()


class Shared:
    """What is started once, when the first test asks for it."""

    playwright = None
    browser = None
    site = None

    @classmethod
    def start(cls):
        cls.start_browser()
        if cls.site is None:
            cls.site = Site()

    @classmethod
    def start_browser(cls):
        if cls.browser is None:
            program = next((path for path in BROWSERS if os.path.exists(path)), None)
            if program is None:
                raise RuntimeError("there is no Chromium; run: Scripts/install-system-packages browser")
            cls.playwright = sync_playwright().start()
            expect.set_options(timeout=PATIENCE)
            # The sandbox of Chromium needs more than a container gives; the pages are our own.
            cls.browser = cls.playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            atexit.register(cls.stop)

    @classmethod
    def stop(cls):
        with contextlib.suppress(Exception):
            cls.browser.close()
            cls.playwright.stop()


class BrowserTest(unittest.TestCase):
    """A test with a browser of its own, in which nobody is signed in."""

    options = {}
    viewport = DESK

    @classmethod
    def setUpClass(cls):
        Shared.start()
        cls.site = Shared.site

    def setUp(self):
        self.contexts = []
        self.complaints = []
        self.forgiven = ["Failed to load resource"]

    def tearDown(self):
        for context in self.contexts:
            context.close()
        self.assertEqual(self.complaints, [], "what the browser complained of")

    def browser(self, **options):
        """A browser without any memory, and what it complains of is a fault."""
        chosen = {"base_url": self.site.base, "viewport": self.viewport, **self.options, **options}
        context = Shared.browser.new_context(**chosen)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        context.on("page", self.listen)
        return context

    def listen(self, page):
        page.on("console", lambda message: self.complain(message))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self.sees)

    def complain(self, message):
        # An answer that is not 200 is for the test to judge; everything else that is red is a fault.
        if message.type == "error" and not any(words in message.text for words in self.forgiven):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def forgive(self, words):
        """What this test brings about itself."""
        self.forgiven.append(words)

    def sees(self, request):
        if not request.url.startswith((self.site.base, "blob:", "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def people(self):
        """Everybody of the demonstration: person, post and role."""
        context = self.browser()
        page = context.new_page()
        page.goto("/sign-in")
        found = page.eval_on_selector_all(
            "form[action='/sign-in']",
            """forms => forms.map(form => ({
              person: form.elements.person.value,
              title: form.querySelector('button').textContent,
              role: form.parentElement.querySelector('small').textContent}))""")
        context.close()
        self.contexts.remove(context)
        return found

    def person(self, role, number=0):
        """Somebody of the demonstration who has this role."""
        if not hasattr(Shared, "everybody"):
            Shared.everybody = self.people()
        return [one["person"] for one in Shared.everybody if one["role"] == role][number]

    def signed_in(self, person, **options):
        """A page of somebody who has come in."""
        context = self.browser(**options)
        context.request.post("/sign-in", form={"person": person, "then": "/help"})
        return context.new_page()
