"""Opens a checkup report in Chromium as a reader would, in each of its eight variants.

Needs the PyPI packages pytest, playwright and axe-playwright-python and Debian's chromium. Reads the report from
POND_REPORT, or makes one with POND_BINARY (default .build/debug/pond): of the export in POND_EXPORT, else of the demo.
"""

import itertools
import os
import pathlib
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
VARIANTS = list(itertools.product(["zh", "en"], ["light", "dark"], [390, 1440]))

SMALL_TEXT = """() => [...document.querySelectorAll('.chart text')]
    .filter(text => text.getBoundingClientRect().width > 0)
    .map(text => [parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a, text.textContent])
    .filter(([size]) => size < 11.5)"""

COVERED_LABELS = """() => [...document.querySelectorAll('svg.network')]
    .filter(svg => svg.getBoundingClientRect().width > 0)
    .flatMap(svg => {
        const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
        return boxes.flatMap(([name, a], i) => boxes.slice(i + 1)
            .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
            .filter(([, b]) => a.top < b.bottom - 4 && b.top < a.bottom - 4)
            .map(([other]) => [name, other]))
    })"""

SMALL_TARGETS = """() => [...document.querySelectorAll('a, summary, label')]
    .filter(target => !target.closest('.skip'))
    .map(target => [target.textContent.trim(), target.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && box.height < 23.5).map(([words]) => words)"""


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    given = os.environ.get("POND_REPORT")
    if given:
        return pathlib.Path(given).resolve()
    binary = os.environ.get("POND_BINARY", str(REPOSITORY / ".build/debug/pond"))
    path = tmp_path_factory.mktemp("report") / "report.html"
    export = os.environ.get("POND_EXPORT")
    command = ["checkup", export, "--out", str(path)] if export else ["demo", "--checkup", str(path)]
    subprocess.run([binary, *command], check=True)
    return path


def opened(browser, report, theme="light", width=1440, **options):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, **options)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.said.append(request.url) if request.url.startswith("http") else None)
    page.goto(report.as_uri())
    return page


@pytest.mark.parametrize("language,theme,width", VARIANTS)
def test_each_variant_is_accessible_quiet_and_fits(browser, report, language, theme, width):
    page = opened(browser, report, theme, width)
    page.locator(f"label[for=language-{language}]").click()
    assert page.locator(f".report.in-{language}").is_visible()
    found = Axe().run(page).response["violations"]
    assert [(finding["id"], finding["nodes"][0]["html"]) for finding in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate(COVERED_LABELS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.said == []
    page.context.close()


def test_switches_work_without_javascript(browser, report):
    page = opened(browser, report, java_script_enabled=False)
    for language, other in (("en", "zh"), ("zh", "en")):
        page.locator(f"label[for=language-{language}]").click()
        assert page.locator(f".report.in-{language} h1").is_visible()
        assert not page.locator(f".report.in-{other} h1").is_visible()
    before = page.screenshot()
    page.locator("label[for=theme-dark]").click()
    assert page.screenshot() != before
    assert page.said == []
    page.context.close()


def test_keyboard_reaches_the_switches_and_the_tables(browser, report):
    page = opened(browser, report)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.name") == "language"
    table = page.locator("details.data:visible").first
    table.locator("summary").press("Enter")
    assert table.locator("table").is_visible()
    page.context.close()


def test_the_csv_holds_the_numbers_of_the_table(browser, report):
    page = opened(browser, report)
    table = page.locator("details.data:visible").first
    table.locator("summary").click()
    with page.expect_download() as download:
        table.locator("a[download]").click()
    lines = pathlib.Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0].split(",") == table.locator("thead th").all_inner_texts()
    assert lines[-1].split(",") == table.locator("tbody tr").last.locator("th, td").all_inner_texts()
    page.context.close()


def test_paper_is_light_and_hides_what_cannot_be_pressed(browser, report):
    page = opened(browser, report, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".switches").is_visible()
    assert page.locator("details.data:visible").count() == 0
    page.context.close()


def test_the_narrowest_phone_needs_no_sideways_scroll(browser, report):
    """320 px is also 1280 px at 400 % zoom (WCAG 1.4.10)."""
    page = opened(browser, report, width=320)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    page.context.close()
