"""What one reads stays where it is while older pages come, and what was read counts as read at once."""

import re

import pytest
from playwright.sync_api import expect

from pond import PATIENCE_MILLISECONDS, Server, come_in, expect_once, fill, say

# Goes to the far end, and tells where the oldest line stands before anything older can have come.
TO_THE_TOP = """() => {
  const line = document.querySelector('.tl')
  const oldest = line.querySelector('[id^=m-]')
  line.scrollTop = -1e6
  return [oldest.id, oldest.getBoundingClientRect().top]
}"""
PLACE = "id => document.getElementById(id).getBoundingClientRect().top"
COUNT = "() => document.querySelectorAll('.tl .msg, .tl .sys').length"


@pytest.fixture
def server(tmp_path):
    fill(str(tmp_path / "pond.sqlite"))
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.mark.parametrize("width", [390, 1440])
def test_reaching_the_top_brings_one_page_and_moves_nothing(browser, server, width):
    page = come_in(browser, server, 0, width)
    page.goto(server.url + page.locator("a[href*='/groups/']", has_text="清晨大厅").get_attribute("href"))
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "before=" in request.url else None)
    # Reaching the edge brings a page, and once more the next: not a page the one after it.
    for pages in (1, 2):
        count = page.evaluate(COUNT)
        with page.expect_response(lambda response: "before=" in response.url):
            oldest, top = page.evaluate(TO_THE_TOP)
        page.wait_for_function(f"count => ({COUNT})() > count", arg=count)
        page.wait_for_load_state("networkidle")
        assert len(asked) == pages, asked
        assert abs(page.evaluate(PLACE, oldest) - top) < 2, "what was read stays where it was"


def test_what_is_read_is_no_longer_counted(browser, server):
    member, owner = come_in(browser, server, 0, 390), come_in(browser, server, 1, 1440)
    groups = member.url.split("?")[0] + "/groups"
    member.goto(groups)
    badge = member.locator("#tabs .bdg")
    row = member.locator(".m-gl a", has_text="清晨大厅")
    group = row.get_attribute("href")
    elsewhere = number(badge) - number(row.locator(".un"))
    assert elsewhere > 0, "the demo leaves something unread in another group, too"
    member.goto(server.url + group)
    expect(badge).to_have_text(re.compile(rf"^{elsewhere}\D"), timeout=PATIENCE_MILLISECONDS)

    console = re.sub("^/c/", "/console/", group)
    owner.goto(server.url + console)
    mark = owner.locator(f"#groups a[href='{console}'] .un")
    for text in ("有人在吗", "我先煮水"):
        say(member, text)
        expect_once([member, owner], text)
        expect(mark).to_have_count(0, timeout=PATIENCE_MILLISECONDS)

    # In the list of groups the number comes as it happens, and in the room it goes again.
    member.goto(groups)
    say(owner, "豆子到了")
    expect(badge).to_have_text(re.compile(rf"^{elsewhere + 1}\D"), timeout=PATIENCE_MILLISECONDS)
    member.goto(server.url + group)
    expect(badge).to_have_text(re.compile(rf"^{elsewhere}\D"), timeout=PATIENCE_MILLISECONDS)


def number(badge):
    return int(re.match(r"\d+", badge.inner_text()).group())
