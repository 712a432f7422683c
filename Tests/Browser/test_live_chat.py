"""Two people chat in two browsers; the server is killed and started again in between, and nobody misses or doubles a line.
The same through two nodes on one PostgreSQL, where what is said at one is seen at the other within a blink.

Needs the PyPI packages pytest and playwright, Debian's chromium, POND_BINARY (default .build/debug/pond), and for the two
nodes POND_TEST_POSTGRES, a server that may be given databases.
"""

import os
import statistics
import subprocess
import urllib.parse
import uuid

import pytest

from pond import Server, come_in, expect_once, fill, lines, say

# How long a line may take from one page to another's, on two nodes; the median of many. The goal is for a machine that
# does nothing else; the short form shares its cores with other tests and only shows that nobody waits for a poll.
MEDIAN_MILLISECONDS_MAX = 200 if os.environ.get("POND_STRENGTH") else 900


@pytest.fixture
def server(tmp_path):
    fill(str(tmp_path / "pond.sqlite"))
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def nodes(tmp_path):
    cluster = os.environ.get("POND_TEST_POSTGRES")
    assert cluster, "POND_TEST_POSTGRES names no server; bin/test browser starts one"
    name = f"pond_nodes_{uuid.uuid4().hex[:12]}"
    subprocess.run(["psql", "-q", "-d", cluster, "-c", f"CREATE DATABASE {name}"], check=True)
    database = urllib.parse.urlsplit(cluster)._replace(path=f"/{name}").geturl()
    # urlsplit forgets an empty host: postgres:///name needs all three slashes.
    database = database if "://" in database else database.replace("postgres:", "postgres://", 1)
    fill(database)
    nodes = [Server(tmp_path, database, name) for name in ("first", "second")]
    for node in nodes:
        node.start()
    yield nodes
    for node in nodes:
        node.kill()
    subprocess.run(["psql", "-q", "-d", cluster, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True)


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


# Tells when a text stood in the time line, in milliseconds of the machine's one clock.
WATCH = """() => {
  window.seen = {}
  const look = () => document.querySelectorAll('.tl .bub').forEach(bubble => {
    window.seen[bubble.innerText.trim()] ??= performance.timeOrigin + performance.now()
  })
  look()
  new MutationObserver(look).observe(document.querySelector('.tl'), { childList: true, subtree: true })
}"""
SEND = """text => {
  const field = document.querySelector('textarea[name=text]')
  field.value = text
  const at = performance.timeOrigin + performance.now()
  field.form.requestSubmit()
  return at
}"""


def crossing(speaker, listener, text):
    """How many milliseconds a line takes from the press of the button to the other page."""
    # A form that is still being answered is not sent again.
    speaker.wait_for_function("() => !document.querySelector('form[data-composer][aria-busy]')")
    began = speaker.evaluate(SEND, text)
    listener.wait_for_function("text => window.seen[text]", arg=text, timeout=20_000)
    speaker.wait_for_function("text => window.seen[text]", arg=text, timeout=20_000)
    return listener.evaluate("text => window.seen[text]", text) - began


def test_two_nodes_are_one_place(browser, nodes):
    member = come_in(browser, nodes[0], 0, 390)
    owner = come_in(browser, nodes[1], 1, 1440)
    group = member.locator("a[href*='/groups/']", has_text="清晨大厅").get_attribute("href")
    both = [member, owner]
    for page, node in zip(both, nodes):
        page.goto(node.url + group)
        page.wait_for_function("() => !document.body.classList.contains('live-off')")
        page.evaluate(WATCH)

    said, there, back = [], [], []
    for number in range(12):
        there.append(crossing(member, owner, f"从一号说 {number}"))
        back.append(crossing(owner, member, f"从二号答 {number}"))
        said += [f"从一号说 {number}", f"从二号答 {number}"]
    print(f"median: there {statistics.median(there):.0f} ms, back {statistics.median(back):.0f} ms")
    assert statistics.median(there) <= MEDIAN_MILLISECONDS_MAX, there
    assert statistics.median(back) <= MEDIAN_MILLISECONDS_MAX, back

    nodes[1].kill()
    say(member, "二号断了，一号还在说")
    expect_once([member], "二号断了，一号还在说")
    nodes[1].start()
    say(owner, "二号回来了")
    expect_once(both, "二号断了，一号还在说")
    expect_once(both, "二号回来了")
    said += ["二号断了，一号还在说", "二号回来了"]
    for page in both:
        assert sorted(line for line in lines(page) if line in said) == sorted(said), "each once"
        page.reload()
        kept = [line for line in lines(page) if line in said]
        assert kept == said[-len(kept):] and len(kept) >= 20, "in the order in which they were said, each once"
