#!/usr/bin/env bash
# A chat export goes through the forms of the console as a browser without scripts sends them: brought, mapped, written
# across a restart of the server, looked at, agreed to, exported, taken back.
set -euo pipefail
export LC_ALL=C.UTF-8

folder=$(mktemp -d)
trap 'kill $server 2>/dev/null || :; rm -rf "$folder"' EXIT
cd "$folder"

said() { until grep -qs -- "$1" out; do kill -0 $server; sleep 0.05; done; }
serve() {
    "$POND_BINARY" serve --port "${1:-0}" --database pond.sqlite --language en --upload-max 64 >out 2>log &
    server=$!
    said "Pond is at\|First run\|http://"
    url=$(grep -o 'http://[^ /]*' out | head -n 1)
}

cat >browser.py <<'END'
import http.cookiejar, pathlib, re, sys, time, urllib.error, urllib.parse, urllib.request

base = sys.argv[1]
jar = http.cookiejar.LWPCookieJar("cookies")
if pathlib.Path("cookies").exists():
    jar.load(ignore_discard=True)
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))


def opened(path, data=None, headers={}):
    request = urllib.request.Request(urllib.parse.urljoin(base, path), data, headers)
    try:
        answer = opener.open(request, timeout=60)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    jar.save(ignore_discard=True)
    return answer.status, urllib.parse.urlparse(answer.url).path, answer.read().decode()


def form(page, marker):
    found = next(one for one in re.findall(r"<form.*?</form>", page, re.S) if marker in one)
    action = re.search(r'action="([^"]*)"', found).group(1).replace("&amp;", "&")
    fields = {}
    for field in re.findall(r"<input[^>]*>", found):
        name, value = (re.search(f'{key}="([^"]*)"', field) for key in ("name", "value"))
        if name:
            fields[name.group(1)] = value.group(1) if value else ""
    return action, fields


def post(page, marker, **more):
    action, fields = form(page, marker)
    return opened(action, urllib.parse.urlencode({**fields, **more}).encode())


def upload(page, name, content):
    action, _ = form(page, "multipart/form-data")
    body = (
        f'--b0\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        + content + b"\r\n--b0--\r\n"
    )
    return opened(action, body, {"Content-Type": "multipart/form-data; boundary=b0"})


def until(path, words):
    for _ in range(1200):
        status, place, page = opened(path)
        if words in page:
            return place, page
        time.sleep(0.1)
    raise SystemExit(f"never: {words}")
END

echo "brought, looked at, mapped"
"$POND_BINARY" demo --export chat.jsonl --messages 30000 --people 300 --seed 5
serve
token=$(grep -o 'token=[^ ]*' out | cut -d= -f2)
cat >first.py <<'END'
from browser import *
page = opened(f"/first-run?token={sys.argv[2]}")[2]
page = post(page, 'name="password"', name="江砚秋", address="jiang@pond.example",
            password="lake-lantern-42-walk", community="清晨手冲")[2]
community = re.search(r"/console/(\d+)", page).group(1)
exchange = f"/console/{community}/exchange"
status, place, page = upload(opened(exchange)[2], "群聊.jsonl", pathlib.Path("chat.jsonl").read_bytes())
assert status == 200 and "/uploads/" in place, (status, place)
place, page = until(place, 'id="map"')
post(page, "timeZone", timeZone="Asia/Shanghai")
until(place, "条")
pathlib.Path("place").write_text(place)
END
python3 first.py "$url" "$token"

echo "the server is stopped while it writes and goes on afterwards; then agreed to"
kill -TERM $server
wait $server || { echo "the server ended with $?"; tail -n 5 out log; exit 1; }
serve
cat >second.py <<'END'
from browser import *
place = pathlib.Path("place").read_text()
place, page = until(place, 'id="preview"')
assert "<b>30,000</b>" in page, page
post(page, "confirmations")
place, page = until(place, "undoings")
assert "/imports/" in place and "<b>30,000</b>" in page
exchange = place.split("/imports/")[0]
lines = opened(f"{exchange}/export")[2].splitlines()
assert sum('"_type":"message"' in line for line in lines) == 30000
post(page, "undoings")
until(place, "已撤销")
status, _, page = upload(opened(exchange)[2], "big.txt", b"x" * (65 << 20))
assert status == 413 and "64 MB" in page, status
END
python3 second.py "$url"
test -z "$(ls pond.sqlite-data/spool)"
