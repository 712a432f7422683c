"""WebKit by WebDriver (https://www.w3.org/TR/webdriver2/), Chromium by playwright, a server of Pond between them."""

import json
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

from pond import Server, come_in, expect_once, fill, lines, say

PATIENCE_SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebKit:
    """A window of WebKit."""

    def __init__(self, browser):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(["WebKitWebDriver", f"--port={self.port}"])
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        self.root = ""
        self.until(lambda: self.ask("GET", "/status"))
        session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.root = f"/session/{session['sessionId']}"

    def ask(self, method, path, body=None):
        data = None if method in ("GET", "DELETE") else json.dumps(body or {}).encode()
        address = f"http://127.0.0.1:{self.port}{self.root}{path}"
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        try:
            return json.load(urllib.request.urlopen(request, timeout=PATIENCE_SECONDS))["value"]
        except urllib.error.HTTPError as refusal:
            raise OSError(refusal.read().decode()) from refusal

    def until(self, look):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if found := look():
                    return found
            except OSError:
                if time.monotonic() > deadline:
                    raise
            assert time.monotonic() < deadline, "it never came"
            time.sleep(0.05)

    def open(self, address):
        self.ask("POST", "/url", {"url": address})

    def run(self, script):
        return self.ask("POST", "/execute/sync", {"script": script, "args": []})

    def element(self, css):
        return self.until(lambda: self.ask("POST", "/element", {"using": "css selector", "value": css}))[ELEMENT]

    def press(self, css):
        self.ask("POST", f"/element/{self.element(css)}/click")

    def type(self, css, text):
        self.ask("POST", f"/element/{self.element(css)}/value", {"text": text})

    def lines(self):
        return self.run("return [...document.querySelectorAll('.tl .bub')].map(b => b.innerText.trim())")

    def close(self):
        self.ask("DELETE", "")
        self.driver.terminate()
        self.driver.wait()


def main(browser, folder):
    folder = pathlib.Path(folder)
    fill(str(folder / "pond.sqlite"))
    server = Server(folder)
    server.start()
    webkit = WebKit(browser)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        owner = come_in(chromium, server, 1, 1440)
        webkit.open(server.url + "/sign-in")
        webkit.press(".demo button")
        webkit.until(lambda: "/c/" in webkit.ask("GET", "/url"))
        group = webkit.run(
            "return [...document.querySelectorAll(\"a[href*='/groups/']\")]"
            ".find(a => a.innerText.includes('清晨大厅')).getAttribute('href')"
        )
        webkit.open(server.url + group)
        owner.goto(server.url + group)

        said = []

        def tell(text, by_webkit):
            said.append(text)
            if by_webkit:
                webkit.type("textarea[name=text]", text)
                webkit.press("form[data-composer] button.btn-p")
            else:
                say(owner, text)
            expect_once([owner], text)
            webkit.until(lambda: webkit.lines().count(text) == 1)

        tell("从 WebKit 说的第一句", True)
        tell("从 Chromium 答的第一句", False)
        server.kill()
        server.start()
        tell("从 Chromium 说：刚才断了", False)
        tell("从 WebKit 答：我也回来了", True)
        assert [line for line in webkit.lines() if line in said] == said, webkit.lines()[-6:]
        assert [line for line in lines(owner) if line in said] == said, lines(owner)[-6:]
        print(webkit.run("return navigator.userAgent"))
        chromium.close()
    webkit.close()
    server.kill()


main(sys.argv[1], sys.argv[2])
