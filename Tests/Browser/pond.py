"""A server of Pond, and what people do in its pages."""

import os
import pathlib
import re
import subprocess
import time

from playwright.sync_api import expect

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("POND_BINARY", str(REPOSITORY / ".build/debug/pond"))
# A browser that lost its stream waits longer from one attempt to the next.
PATIENCE_MILLISECONDS = 60_000


class Server:
    """A node on a database, at one port however often it is started."""

    def __init__(self, folder, database=None, name="node"):
        self.folder = folder
        self.database = database or str(folder / "pond.sqlite")
        self.name = name
        self.port = 0
        self.process = None

    def start(self):
        out = self.folder / f"{self.name}.out"
        with out.open("w") as said, (self.folder / f"{self.name}.log").open("a") as log:
            command = [BINARY, "serve", "--database", self.database, "--port", str(self.port)]
            command += ["--data", str(self.folder / "data")]
            self.process = subprocess.Popen(command, stdout=said, stderr=log, env=os.environ | {"LANG": "C.UTF-8"})
        deadline = time.monotonic() + 30
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", out.read_text())):
            assert self.process.poll() is None and time.monotonic() < deadline, "the server did not start"
            time.sleep(0.05)
        self.port = int(found.group(1))
        self.url = found.group(0)

    def kill(self):
        self.process.kill()
        self.process.wait()


def fill(database):
    """A community of forty people; signing in is one press of a button."""
    subprocess.run([BINARY, "demo", "--database", database], check=True, capture_output=True)


def come_in(browser, server, door, width):
    """Signs in by one of the doors of the demo; 0 is the member, 1 the owner."""
    page = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 844}).new_page()
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    page.goto(server.url + "/sign-in")
    page.locator(".demo button").nth(door).click()
    page.wait_for_url(re.compile(r"/(c|console)/\d+"))
    return page


def say(page, text):
    page.locator("textarea[name=text]").fill(text)
    page.locator("form[data-composer] button.btn-p").click()


def lines(page):
    return [text.strip() for text in page.locator(".tl .bub").all_inner_texts()]


def expect_once(pages, text):
    for page in pages:
        expect(page.locator(".tl .bub", has_text=text)).to_have_count(1, timeout=PATIENCE_MILLISECONDS)
