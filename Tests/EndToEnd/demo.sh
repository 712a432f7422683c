#!/usr/bin/env bash
# A newcomer's first minute: the demo fills a database, the server opens it, the member signs in over HTTP and says
# something, and somebody else reads it.
set -euo pipefail
export LC_ALL=C.UTF-8

folder=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || :; rm -rf "$folder"' EXIT
cd "$folder"

echo "a community of forty people, with the two to come in as"
"$POND_BINARY" demo --database pond.sqlite >accounts
grep -q "people" accounts
owner=$(sed -n 's/^Owner: *//p' accounts)
member=$(sed -n 's/^Member: *//p' accounts)
password=$(sed -n 's/^Password: *\([^ ]*\).*/\1/p' accounts)

echo "never into a database that has a community"
if "$POND_BINARY" demo --database pond.sqlite >out 2>&1; then exit 1; fi
grep -q "already" out

"$POND_BINARY" serve --port 0 --database pond.sqlite >served 2>log &
server=$!
until grep -qs "Pond is at" served; do kill -0 $server; sleep 0.05; done
url=$(grep -o 'http://[^ /]*' served | head -n 1)

echo "nobody is asked to be the first, and the sign-in page says that it is a demo"
python3 - "$url" "$owner" "$member" "$password" <<'END_OF_PYTHON'
import http.cookiejar, re, sys, urllib.parse, urllib.request

base, owner, member, password = sys.argv[1:]


class Browser:
    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        answer = self.opener.open(base + path, timeout=20)
        return answer.url.removeprefix(base), answer.read().decode()

    def post(self, page, path, **fields):
        token = re.search(r'name="_token" value="([^"]+)"', page).group(1)
        key = re.search(r'name="_key" value="([^"]+)"', page).group(1)
        data = urllib.parse.urlencode({"_token": token, "_key": key, **fields}).encode()
        request = urllib.request.Request(base + path, data, {"Origin": base})
        answer = self.opener.open(request, timeout=20)
        return answer.url.removeprefix(base), answer.read().decode()

    def sign_in(self, address):
        _, page = self.get("/sign-in")
        assert address in page and password in page, "the sign-in page offers the demo's people"
        return self.post(page, "/sign-in", address=address, password=password)


guide = Browser()
assert guide.get("/")[0].startswith("/c/"), "guests see the landing page"
home, page = guide.sign_in(member)
groups = set(re.findall(rf'"({home}/groups/\d+)"', page))
group = next(group for group in groups if "清晨大厅" in guide.get(group)[1].split("</title>")[0])
_, room = guide.get(group)
_, room = guide.post(room, f"{group}/messages", text="今天第一次自己调参数，稳了。")
assert room.count("今天第一次自己调参数，稳了。") == 1, "the message is there, once"

host = Browser()
place, _ = host.sign_in(owner)
assert place.startswith("/console/"), "the owner comes into the console"
_, room = host.get(group)
assert "今天第一次自己调参数，稳了。" in room, "somebody else reads it"
_, insight = host.get(place + "/insight")
assert "健康分" in insight and "做第一次体检" not in insight, "the first checkup is made"
assert "无门槛" in insight and "导出" not in insight.split("<main")[1].split("历次体检")[0], "it is no export"
END_OF_PYTHON
kill -TERM $server
wait $server

echo "a server of one's own knows nothing of the demo"
"$POND_BINARY" serve --port 0 --database own.sqlite >own 2>log &
server=$!
until grep -qs "Pond is at" own; do kill -0 $server; sleep 0.05; done
url=$(grep -o 'http://[^ /]*' own | head -n 1)
python3 - "$url" <<'END_OF_PYTHON'
import sys, urllib.request
page = urllib.request.urlopen(sys.argv[1] + "/sign-in", timeout=20).read().decode()
assert "pond.example" not in page
END_OF_PYTHON
kill -TERM $server
wait $server
