"""What people come to do, from the sign-in to what was entered: without scripts, on a phone, and by keyboard alone."""

import re

from playwright.sync_api import expect

from hands import Keyboard
from rig import PHONE, BrowserTest, Site

CASE = "/cases/canal-street"


class Journeys:
    """The same for every way to use the pages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What is entered here changes what others would find.
        cls.site = Site()

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()

    def press(self, page, name):
        page.get_by_role("button", name=name, exact=True).click()

    def unfold(self, page, name):
        """Opens what is folded away, where it is."""
        part = page.locator("details", has=page.locator("summary", has_text=name)).first
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
        return part

    def test_come_in_open_a_case_and_see_why_an_answer_is_given(self):
        page = self.browser().new_page()
        page.goto("/cases")
        page.locator("form", has=page.locator("[value=northmoor-worker]")).get_by_role("button").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cases open to you")
        page.get_by_role("link", name=re.compile("Canal Street")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Canal Street")
        page.get_by_role("table").get_by_role("link", name=re.compile("Trafficking within the UK")).first.click()
        expect(page.locator("main")).to_contain_text("SOA2003-58")
        expect(page.locator("main .state").first).to_be_visible()
        page.get_by_role("link", name=re.compile(r"^statement \d+$")).first.click()
        expect(page).to_have_url(re.compile(r"/evidence.*#s\d+$|/statements/\d+$"))

    def test_add_a_statement_see_first_what_it_changes_and_put_it_right(self):
        page = self.signed_in("northmoor-worker")
        page.goto(CASE)
        page.get_by_role("link", name="Add a statement").click()
        page.get_by_label("In plain words").fill("driven")
        self.press(page, "Find")
        page.get_by_role("link", name="Moved", exact=True).click()
        self.press(page, "Add the statement")
        problems = page.get_by_role("alert")
        expect(problems).to_contain_text("Nothing was entered yet")
        expect(problems.get_by_role("link").first).to_be_visible()

        page.get_by_label("That it happened").check()
        page.get_by_label("Month", exact=True).first.fill("November")
        page.get_by_label("Year", exact=True).first.fill("2008")
        page.get_by_label("Source", exact=True).select_option("project-log")
        self.press(page, "See first what it would change")
        expect(page.get_by_role("heading", name="What it would change")).to_be_visible()
        expect(page.locator("main")).to_contain_text("Nothing has been entered")
        expect(page.get_by_label("Year", exact=True).first).to_have_value("2008")
        self.press(page, "Add the statement")
        expect(page.get_by_role("status").first).to_contain_text("Added as entry")

        page.get_by_role("link", name="Put it right").click()
        page.get_by_label("Year", exact=True).first.fill("2009")
        page.get_by_label("Why it is put right").fill("The log book says 2009.")
        self.press(page, "Put it right")
        expect(page.get_by_role("status").first).to_contain_text("Put right")
        expect(page.locator("main")).to_contain_text("The log book says 2009.")

    def raise_warning(self, page, words):
        page.goto("/warnings")
        page.get_by_role("link", name="Raise a warning").click()
        page.get_by_label("A child or young person").fill("a girl of about fourteen, school gate")
        page.get_by_label("In your own words").fill(words)
        page.get_by_label("The body that should act").select_option("children-social-care/northmoor")
        self.press(page, "Raise the warning")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your warning was received")
        return page.locator(".receipt-code [aria-hidden]").inner_text()

    def test_raise_a_warning_and_follow_it_by_its_code(self):
        page = self.signed_in("youth-worker")
        code = self.raise_warning(page, "Twice this week she was picked up by the same grey car.")
        page.get_by_role("link", name="Follow it by the code").click()
        page.get_by_label("code").fill(code)
        self.press(page, "Show how it stands")
        expect(page).to_have_url(re.compile("/receipt/"))
        expect(page.locator("main")).to_contain_text("duty screener")

    def test_a_decision_to_do_nothing_needs_a_second_person_and_can_be_disagreed_with(self):
        page = self.signed_in("youth-worker")
        self.raise_warning(page, "She came without a coat and asked not to be asked.")
        page.get_by_role("link", name="Open it", exact=True).click()
        matter = page.url.removeprefix(self.site.base)

        duty = self.signed_in("northmoor-duty")
        duty.goto(matter)
        self.unfold(duty, "Acknowledge it")
        self.press(duty, "Acknowledge")
        expect(duty.get_by_role("status").first).to_contain_text("You have acknowledged it")
        decide = self.unfold(duty, "Decide")
        decide.get_by_label("No further action").check()
        decide.get_by_label("Why", exact=True).fill("The project sees her weekly, and nothing else is on file.")
        decide.get_by_label("It was looked for and not found").check()
        decide.get_by_label("The second person").select_option("chair")
        self.press(duty, "Enter the decision")
        expect(duty.get_by_role("status").first).to_contain_text("The decision was entered")
        expect(duty.locator("main")).to_contain_text(re.compile("awaits|second", re.I))

        chair = self.signed_in("chair")
        chair.goto("/warnings")
        chair.locator(f"a[href='{matter}']").first.click()
        answer = self.unfold(chair, "Say whether you agree")
        answer.get_by_label("I agree", exact=True).check()
        answer.get_by_label("Why", exact=True).fill("Read with what was raised before.")
        self.press(chair, "Enter the answer")
        expect(chair.get_by_role("status").first).to_contain_text("Your answer was entered")

        page.goto(matter)
        page.get_by_role("link", name="Open a professional disagreement about it").click()
        page.get_by_label("With which body").select_option("children-social-care/northmoor")
        page.get_by_label("What it is about").fill("Nobody has spoken with her.")
        page.get_by_label("Your position, and what it rests on").fill("Who comes without a coat twice is to be seen.")
        self.press(page, "Enter it")
        expect(page.get_by_role("status").first).to_contain_text("It was entered")

    def test_record_that_a_framework_was_considered(self):
        page = self.signed_in("northmoor-worker")
        page.goto(CASE)
        page.get_by_role("link", name="Never considered").first.click()
        for box in page.locator("[name=shown]").all():
            box.check()
        page.get_by_label("It is not decided").check()
        page.get_by_label(re.compile("^The reason")).fill("The journeys of November are still to be asked about.")
        self.press(page, "Record it")
        expect(page.get_by_role("status").first).to_contain_text("Recorded")


class WithoutScripts(Journeys, BrowserTest):
    options = {"java_script_enabled": False}


class OnAPhone(Journeys, BrowserTest):
    viewport = PHONE
    options = {"has_touch": True, "is_mobile": True}


class ByKeyboard(BrowserTest):
    """Tab, Enter, Space and letters; and wherever the focus goes, it can be seen."""

    def test_add_a_statement(self):
        page = self.signed_in("northmoor-worker")
        page.goto(CASE)
        keys = Keyboard(self, page)
        keys.open("Add a statement")
        keys.write("In plain words", "driven")
        keys.open("Find")
        keys.open("Moved")
        keys.tick("That it happened")
        keys.write("Year", "2008")
        keys.write("Source", "project-log")
        keys.open("Add the statement")
        expect(page.get_by_role("status").first).to_contain_text("Added as entry")

    def test_raise_a_warning(self):
        page = self.signed_in("youth-worker")
        page.goto("/warnings")
        keys = Keyboard(self, page)
        keys.open("Raise a warning")
        keys.write("A child or young person", "a boy of about thirteen, bus station")
        keys.write("In your own words", "He said that he is not allowed to go home before he has sold everything.")
        keys.open("Raise the warning")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your warning was received")

    def test_the_first_stop_leads_past_what_every_page_begins_with(self):
        page = self.signed_in("northmoor-worker")
        page.goto(CASE)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        self.assertTrue(page.evaluate("document.querySelector('main').contains(document.activeElement)"))
