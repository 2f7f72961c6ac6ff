"""Pages on paper."""

import pypdfium2
from rig import BrowserTest

MARKING = "OFFICIAL-SENSITIVE"
A4 = (595, 842)


class Paper(BrowserTest):
    def printed(self, path):
        """The size and the text of every page."""
        page = self.signed_in("northmoor-worker")
        page.goto(path)
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        return [
            (tuple(round(side) for side in sheet.get_size()), sheet.get_textpage().get_text_bounded())
            for sheet in document]

    def test_every_sheet_of_a_case_has_its_marking_and_its_number(self):
        sheets = self.printed("/cases/canal-street")
        self.assertGreater(len(sheets), 1)
        for number, (size, text) in enumerate(sheets, 1):
            self.assertEqual(size, A4)
            self.assertIn(MARKING, text)
            self.assertIn(f"Page {number} of {len(sheets)}", text)

    def test_paper_says_when_it_was_drawn_for_whom_and_from_which_log(self):
        text = self.printed("/cases/canal-street")[-1][1]
        self.assertIn("Drawn on ", text)
        self.assertIn("social worker", text)
        self.assertIn("entries, root", " ".join(text.split()))

    def test_nothing_to_press_is_printed(self):
        text = "".join(text for _, text in self.printed("/cases/canal-street"))
        for words in ("Sign out", "Skip to the main content", "Add a statement"):
            self.assertNotIn(words, text)

    def test_what_is_folded_away_on_a_screen_stands_open_on_paper(self):
        text = "".join(text for _, text in self.printed("/cases/canal-street"))
        self.assertIn("Human trafficking", text)

    def test_a_page_that_holds_nothing_of_a_case_has_no_marking(self):
        for _, text in self.printed("/accessibility"):
            self.assertNotIn(MARKING, text)

    def test_the_address_of_a_law_is_printed(self):
        text = "".join(text for _, text in self.printed("/accessibility"))
        self.assertIn("https://www.equalityadvisoryservice.com/", text)
