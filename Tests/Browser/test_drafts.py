"""What somebody writes is not lost: without a connection, after the sign-out, in a second window."""

import time

from playwright.sync_api import expect

from rig import BrowserTest, Site

FORM = "/cases/canal-street/statements/new?fact=moved&about=child-a"
WORDS = "Seen again at the same corner."


class Drafts(BrowserTest):
    def begun(self, **options):
        page = self.signed_in("northmoor-worker", **options)
        page.goto(FORM)
        drop = page.get_by_role("button", name="Drop it and begin again")
        if drop.count():
            drop.click()
            page.goto(FORM)
        return page

    def test_what_is_written_is_kept_and_comes_back(self):
        page = self.begun()
        page.get_by_label("Note").fill(WORDS)
        expect(page.get_by_text("Kept as a draft. Nothing has been entered yet.")).to_be_visible()
        page.goto(FORM)
        expect(page.get_by_label("Note")).to_have_value(WORDS)
        expect(page.get_by_text("Filled with what you had begun")).to_be_visible()

    def test_a_lost_connection_loses_nothing(self):
        page = self.begun()
        self.forgive("ERR_INTERNET_DISCONNECTED")
        page.context.set_offline(True)
        page.get_by_label("Note").fill(WORDS)
        expect(page.get_by_text("The connection is lost")).to_be_visible()
        page.get_by_role("button", name="Add the statement").click()
        expect(page.get_by_text("Not sent: the service cannot be reached")).to_be_visible()
        expect(page.get_by_label("Note")).to_have_value(WORDS)
        page.context.set_offline(False)
        expect(page.get_by_text("Kept as a draft.")).to_be_visible()

    def test_signed_out_in_another_window_and_in_again(self):
        page = self.begun()
        page.get_by_label("Note").fill(WORDS)
        expect(page.get_by_text("Kept as a draft.")).to_be_visible()
        other = page.context.new_page()
        other.goto("/help")
        other.get_by_role("button", name="Sign out").click()
        page.get_by_label("Note").fill(WORDS + " And again.")
        expect(page.get_by_text("You have been signed out")).to_be_visible()
        page.context.request.post("/sign-in", form={"person": "northmoor-worker", "then": "/help"})
        page.get_by_role("button", name="See first what it would change").click()
        expect(page.get_by_label("Note")).to_have_value(WORDS + " And again.")

    def test_nobody_else_goes_on_with_the_page_of_the_one_who_left(self):
        page = self.begun()
        page.get_by_label("Note").fill(WORDS)
        expect(page.get_by_text("Kept as a draft.")).to_be_visible()
        page.context.clear_cookies()
        page.context.request.post("/sign-in", form={"person": "northmoor-manager", "then": "/help"})
        page.get_by_label("Note").fill(WORDS + " And again.")
        page.get_by_role("button", name="Add the statement").click()
        expect(page.get_by_text("Not sent: you have been signed out")).to_be_visible()

    def test_two_minutes_before_the_end_one_press_is_enough_to_stay(self):
        page = self.signed_in("northmoor-worker")
        page.clock.install()
        page.goto("/help")
        page.clock.fast_forward("26:00")
        dialog = page.get_by_role("dialog", name="Are you still there?")
        expect(dialog).to_be_hidden()
        page.clock.fast_forward("01:30")
        expect(dialog).to_be_visible()
        expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        page.clock.fast_forward("35:00")
        expect(page.get_by_role("dialog", name="You have been signed out")).to_be_visible()


class Expired(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.site = Site("--idle", "1")

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()

    def test_a_form_that_is_sent_after_the_sign_out_waits_behind_the_sign_in(self):
        page = self.signed_in("northmoor-worker", java_script_enabled=False)
        page.goto(FORM)
        page.get_by_label("Note").fill(WORDS)
        time.sleep(62)
        page.get_by_role("button", name="Add the statement").click()
        expect(page.get_by_text("What you had written is kept")).to_be_visible()
        page.locator("form", has=page.locator("[value=northmoor-worker]")).get_by_role("button").click()
        page.get_by_role("link", name="Moved").click()
        expect(page.get_by_label("Note")).to_have_value(WORDS)
