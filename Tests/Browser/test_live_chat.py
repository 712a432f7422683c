"""Two people chat in two browsers; the server is killed and started again in between, and nobody misses or doubles a line.

Needs the PyPI packages pytest and playwright, Debian's chromium, and POND_BINARY (default .build/debug/pond).
"""

import os
import pathlib
import re
import struct
import subprocess
import time
import zlib

import pytest
from playwright.sync_api import expect

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("POND_BINARY", str(REPOSITORY / ".build/debug/pond"))
# A browser that lost its stream waits longer from one attempt to the next.
PATIENCE_MILLISECONDS = 60_000


class Server:
    """The server on one database, at one port however often it is started."""

    def __init__(self, folder):
        self.folder = folder
        self.port = 0
        self.process = None

    def start(self):
        out = self.folder / "out"
        with out.open("w") as said, (self.folder / "log").open("a") as log:
            command = [BINARY, "serve", "--database", str(self.folder / "pond.sqlite"), "--port", str(self.port)]
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


@pytest.fixture
def server(tmp_path):
    subprocess.run([BINARY, "demo", "--database", str(tmp_path / "pond.sqlite")], check=True, capture_output=True)
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


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


def test_nobody_misses_or_doubles_a_line(browser, server):
    member = come_in(browser, server, 0, 390)
    owner = come_in(browser, server, 1, 1440)
    group = member.locator("a[href*='/groups/']", has_text="清晨大厅").get_attribute("href")
    member.goto(server.url + group)
    owner.goto(server.url + group)
    both = [member, owner]

    say(member, "第一句：有人在吗")
    expect_once(both, "第一句：有人在吗")
    say(owner, "第二句：在的")
    expect_once(both, "第二句：在的")

    server.kill()
    server.start()

    say(owner, "第三句：刚才断了一下")
    expect_once(both, "第三句：刚才断了一下")
    say(member, "第四句：我这边也回来了")
    expect_once(both, "第四句：我这边也回来了")

    said = ["第一句：有人在吗", "第二句：在的", "第三句：刚才断了一下", "第四句：我这边也回来了"]
    for page in both:
        assert [line for line in lines(page) if line in said] == said, "in the order in which they were said, each once"
    for page in both:
        page.reload()
        assert [line for line in lines(page) if line in said] == said, "and the same after loading the page again"


def drawn(name, red):
    """A picture as a browser would hand it over; PNG, because that is short to write."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([red, 60, 40] * 120) for _ in range(80))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 120, 80, 8, 2, 0, 0, 0))
    return {"name": name, "mimeType": "image/png", "buffer": data + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")}


def test_pictures_are_chosen_and_pasted_and_seen_at_once(browser, server):
    member, owner = come_in(browser, server, 0, 390), come_in(browser, server, 1, 1440)
    group = member.locator("a[href*='/groups/']", has_text="清晨大厅").get_attribute("href")
    for page in (member, owner):
        page.goto(server.url + group)
    chooser = member.locator("[data-chooser]")
    chooser.set_input_files([drawn("a.png", 200), drawn("b.png", 20)])
    expect(member.locator(".att[id]")).to_have_count(2)
    member.locator("textarea[name=text]").evaluate(
        """(field, bytes) => {
            const transfer = new DataTransfer()
            transfer.items.add(new File([new Uint8Array(bytes)], 'c.png', { type: 'image/png' }))
            field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
        }""",
        list(drawn("c.png", 90)["buffer"]),
    )
    expect(member.locator(".att[id]")).to_have_count(3)
    member.locator(".att [data-detach]").first.click()
    member.locator(".att .inp").first.fill("一块颜色")
    chooser.set_input_files([{"name": "d.txt", "mimeType": "text/plain", "buffer": b"no picture"}])
    expect(member.locator("#toasts")).to_contain_text("只能发")
    chooser.set_input_files([{"name": "e.png", "mimeType": "image/png", "buffer": b"no picture"}])
    expect(member.locator("#toasts")).to_contain_text("这不是图片")
    expect(member.locator(".att")).to_have_count(2)
    say(member, "两张颜色")
    expect(member.locator(".att")).to_have_count(0)
    shown = owner.locator(".msg", has_text="两张颜色").locator(".pics img")
    expect(shown).to_have_count(2)
    expect(shown.first).to_have_attribute("alt", "一块颜色")
    expect(shown.first).to_have_js_property("naturalWidth", 120)
    shown.first.click()
    expect(owner.locator("dialog.view img")).to_have_js_property("naturalWidth", 120)
    owner.keyboard.press("Escape")
    expect(owner.locator("dialog.view")).to_have_count(0)
