"""Draws the pictures in Documentation/pages. Run by Tests/Browser/screenshots."""

import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image
from rig import Shared

CASE = "/cases/canal-street"
WORKER, MANAGER = "northmoor-worker", "northmoor-manager"

# (name, who looks, path, width, height)
PICTURES = [
    ("home", WORKER, "/", 1000, 1100),
    ("case", WORKER, CASE, 1000, 1500),
    ("explain", WORKER, CASE + "/frameworks/SOA2003-58?about=child-a", 1000, 1400),
    ("statement", WORKER, CASE + "/statements/new?fact=moved&about=child-a", 1000, 1300),
    ("known-since", WORKER, CASE + "/known-since", 1000, 1100),
    ("chronology", WORKER, CASE + "/chronology?about=child-a", 1000, 1200),
    ("warnings", MANAGER, "/warnings", 1000, 1200),
    ("matter", MANAGER, "a warning of the register", 1000, 1400),
    ("duties", WORKER, "/duties", 1000, 1200),
    ("law", WORKER, "/law/MSA2015-2", 1000, 1300),
    ("log", "data-protection", "/log", 1000, 1100),
    ("phone", WORKER, CASE, 360, 900),
]
LARGEST = 150 << 10


def keep(image, path):
    """As a small picture: pages have few colours."""
    for colours in (64, 32, 16, 8):
        image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return
    raise SystemExit(f"{path} cannot be made smaller than {path.stat().st_size} bytes")


def opened(person, width, height):
    context = Shared.browser.new_context(base_url=Shared.site.base, viewport={"width": width, "height": height})
    context.request.post("/sign-in", form={"person": person, "then": "/help"})
    return context.new_page()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    Shared.start()
    for name, person, path, width, height in PICTURES:
        page = opened(person, width, height)
        if name == "matter":
            page.goto("/warnings")
            path = page.locator("main ul.rows a").first.get_attribute("href")
        answer = page.goto(path)
        if answer.status != 200:
            raise SystemExit(f"{path}: answered {answer.status}")
        keep(Image.open(io.BytesIO(page.screenshot())), folder / f"{name}.png")
        page.context.close()
    page = opened(WORKER, 1000, 1000)
    page.goto(CASE)
    sheet = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))[0]
    keep(sheet.render(scale=1.5).to_pil(), folder / "case-on-paper.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
