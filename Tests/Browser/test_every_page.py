"""Every page that a link leads to, as several people: that everybody can read it."""

import re
from urllib.parse import parse_qsl, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from rig import DESK, PHONE, BrowserTest, Shared

# Who looks around, from the one who sees most of a case to those who see none.
ROLES = [
    "social worker", "team manager", "police investigator", "frontline practitioner", "scrutineer",
    "data protection officer", "administrator",
]

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
LARGEST = 60 << 10

# Parts of an address that name one of many: a page of each kind stands for all of its kind.
ONE_OF_MANY = {"cases": ":case", "frameworks": ":framework", "referral": ":child", "law": ":framework"}
NAMED = {"new", "changes", "compare", "mine", "ledger", "people", "holds", "entries"}


def kind(url):
    """What kind of page an address is of: `/cases/:case/frameworks/:framework?about`."""
    parts = urlsplit(url)
    path = []
    for part in parts.path.split("/"):
        before = path[-1] if path else ""
        if part.isdigit():
            part = ":n"
        elif before in ONE_OF_MANY and part not in NAMED:
            part = ONE_OF_MANY[before]
        path.append(part)
    asked = sorted({name for name, _ in parse_qsl(parts.query)})
    return "/".join(path) + ("?" + "&".join(asked) if asked else "")


OUTLINE = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const ids = all('[id]').map(element => element.id);
  return {
    h1: all('h1').length,
    title: document.title,
    main: all('main').length,
    headings: all('h1, h2, h3, h4, h5, h6').filter(h => h.checkVisibility()).map(h => Number(h.tagName[1])),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    nowhere: all('a[href^="#"]').map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id)),
    links: all('a[href]').filter(a => !a.hasAttribute('download')).map(a => a.href),
    empty: all('ul, ol, dl, table tbody').filter(list => !list.children.length && list.checkVisibility()).length,
    hollow: document.body.innerText.match(/undefined|\\{\\{|Optional\\(/g) ?? [],
  }
}"""

WIDTH = """() => {
  const most = document.documentElement.clientWidth;
  const inScroll = (element) => element.closest('.scroll, pre, .unseen, .skip');
  const wide = [...document.querySelectorAll('body *')]
    .filter(e => !inScroll(e) && e.getBoundingClientRect().right > most + 1)
    .map(e => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? '.' + e.className : ''));
  return {page: document.documentElement.scrollWidth, most, wide: wide.slice(0, 3)};
}"""


class EveryPage(BrowserTest):
    def test_every_page_can_be_read_by_everybody(self):
        self.axe = Axe()
        # What one of them has had before them in full is only looked over for the next.
        self.known = set()
        problems = []
        for role in ROLES:
            problems += self.walk(role)
        found = "\n".join(problems)
        self.assertEqual(problems, [], f"{len(problems)} problems:\n{found}")

    def walk(self, role):
        page = self.signed_in(self.person(role))
        styles = len(page.request.get("/assets/heed.css").body())
        waiting, kinds, problems = ["/"], set(), []
        while waiting:
            path = waiting.pop(0)
            if kind(path) in kinds:
                continue
            kinds.add(kind(path))
            try:
                answer = page.goto(path)
            except Error as error:
                if "Download is starting" in str(error):
                    continue
                raise
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            outline = page.evaluate(OUTLINE)
            problems += [f"{role}: {path}: {what}" for what in self.faults(page, kind(path), answer, outline, styles)]
            for link in outline["links"]:
                link = link.split("#")[0]
                if link.startswith(self.site.base) and "/ledger/" not in link:
                    waiting.append(link.removeprefix(self.site.base))
        page.context.close()
        self.contexts.remove(page.context)
        return problems

    def faults(self, page, kind, answer, outline, styles):
        if answer.status != 200:
            yield f"answered {answer.status}"
        size = len(answer.body()) + styles
        # A page on which everything was asked for is as long as everything.
        if size > LARGEST and "all=" not in answer.url:
            yield f"has {size} bytes with its styles, more than {LARGEST}"
        if outline["h1"] != 1 or outline["main"] != 1:
            yield f"has {outline['h1']} first headings and {outline['main']} main parts"
        if not re.fullmatch(r".{3,} – Heed", outline["title"]):
            yield f"has the title {outline['title']!r}"
        levels = outline["headings"]
        if any(after > before + 1 for before, after in zip(levels, levels[1:])):
            yield f"leaves out a level of its headings: {levels}"
        for what in ("twice", "nowhere", "hollow"):
            if outline[what]:
                yield f"{what}: {outline[what][:5]}"
        if outline["empty"]:
            yield f"has {outline['empty']} empty lists or tables"
        if kind not in self.known:
            self.known.add(kind)
            yield from self.of_axe(page)
            page.emulate_media(color_scheme="dark")
            yield from self.of_axe(page, ["color-contrast"])
            page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        width = page.evaluate(WIDTH)
        if width["page"] > width["most"]:
            yield f"is {width['page']} wide on a screen of {width['most']}: {width['wide']}"
        page.set_viewport_size(DESK)

    def of_axe(self, page, rules=None):
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
        answer = self.axe.run(page, options={"runOnly": chosen, "resultTypes": ["violations"]})
        for violation in answer.response["violations"]:
            places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
            yield f"axe {violation['id']} ({violation['impact']}), {len(violation['nodes'])}: {places}"
