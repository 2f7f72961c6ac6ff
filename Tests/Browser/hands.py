"""How people use a page: with a pointer, and with a keyboard alone."""

from rig import PATIENCE

FOCUS = """() => {
  const at = document.activeElement;
  const words = at.labels?.length ? at.labels[0].textContent : (at.getAttribute('aria-label') ?? at.textContent);
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    name: words.trim().replace(/\\s+/g, ' '),
    kind: at.tagName.toLowerCase(),
    isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    isInView: box.bottom > 0 && box.top < innerHeight,
  };
}"""


class Keyboard:
    """Tab, Enter, Space, and the letters of what is written. Nothing is clicked."""

    def __init__(self, test, page):
        self.test, self.page = test, page

    def to(self, name, most=250):
        """Goes on with Tab until something of this name has the focus, which has to be visible wherever it goes."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUS)
            if at["kind"] == "body":
                continue
            self.test.assertTrue(at["isSeen"] and at["isInView"], f"the focus is not to be seen at {at['name']!r}")
            if at["name"].startswith(name):
                return
        self.test.fail(f"the keyboard does not reach {name!r} on {self.page.url}")

    def open(self, name):
        """Follows a link or presses a button that leads to another page."""
        self.to(name)
        before = self.page.evaluate("performance.timeOrigin")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before, timeout=PATIENCE)
        self.page.wait_for_load_state()

    def tick(self, name):
        self.to(name)
        self.page.keyboard.press("Space")

    def write(self, name, text):
        self.to(name)
        self.page.keyboard.type(text)

