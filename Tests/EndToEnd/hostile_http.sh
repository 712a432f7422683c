#!/usr/bin/env bash
# What is no good HTTP, or good HTTP with bad intent, is refused or cut off, and meanwhile everybody else is served: heads
# without end, lengths that lie, bodies that never come, two messages in one. The long form waits until who only holds
# a connection has lost it.
set -euo pipefail
export LC_ALL=C.UTF-8

folder=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || :; rm -rf "$folder"' EXIT
cd "$folder"
"$POND_BINARY" demo --database pond.sqlite >accounts
"$POND_BINARY" serve --port 0 --database pond.sqlite >served 2>log &
server=$!
until grep -qs "http://" served; do kill -0 $server; sleep 0.05; done
url=$(grep -o 'http://[^ /]*' served | head -n 1)

python3 - "$url" <<'END'
import os, socket, sys, time, urllib.parse, urllib.request

host, port = urllib.parse.urlsplit(sys.argv[1]).netloc.split(":")
base = sys.argv[1]


def connected(seconds=20):
    return socket.create_connection((host, int(port)), timeout=seconds)


def told(data, then=b""):
    """The status that raw bytes are answered with; None where the connection just ends."""
    with connected() as line:
        try:
            line.sendall(data)
            if then:
                line.sendall(then)
            line.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        answer = b""
        try:
            while part := line.recv(65536):
                answer += part
        except OSError:
            pass
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else None


def is_served():
    began = time.monotonic()
    assert urllib.request.urlopen(base + "/sign-in", timeout=20).status == 200
    return time.monotonic() - began


print("heads without end, and what is no HTTP")
assert told(b"GET /sign-in HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * (1 << 20) + b"\r\n\r\n") in (400, 431, None)
assert told(b"GET /sign-in HTTP/1.1\r\nHost: a\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n") in (400, 431, None)
assert told(b"GET /" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: a\r\n\r\n") in (400, 414, 404, None)
for nonsense in [b"\x16\x03\x01\x02\x00\x01\x00", b"\0" * 4096, b"GET\r\n\r\n", b"FOO /\r\n\r\n", os.urandom(4096)]:
    assert told(nonsense) in (400, None), nonsense[:8]
assert told(b"GET /sign-in\0 HTTP/1.1\r\nHost: a\r\n\r\n") in (400, 404, None)

print("lengths that lie, and two messages in one")
post = b"POST /preferences HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
assert told(post + b"Content-Length: 100\r\n\r\nlanguage=en") in (400, None), "shorter than it says"
assert told(post + b"Content-Length: -1\r\n\r\n") in (400, None)
assert told(post + b"Content-Length: 99999999999999999999\r\n\r\n") in (400, 413, None)
assert told(post + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n123456") in (400, None)
assert told(post + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n") in (400, 403, None)
assert told(post + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\n") in (400, None)
assert told(post + b"Content-Length: 400000\r\n\r\n" + b"a=" + b"x" * 399_998) == 413

print("bodies that are packed are not unpacked")
assert told(post + b"Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + b"\x1f\x8b" + b"\0" * 18) in (400, 403, 415)

print("five hundred who hold a connection and say nothing, and others are served")
holding = []
for number in range(500):
    line = connected()
    line.sendall([b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-A:", post + b"Content-Length: 1000\r\n\r\nla"][number % 3])
    holding.append(line)
assert max(is_served() for _ in range(20)) < 5

if os.environ.get("POND_STRENGTH"):
    print("a byte a second is too slow, and silence is not kept")
    slow = connected()
    slow.sendall(post + b"Content-Length: 1000\r\n\r\n")
    began = time.monotonic()
    answer = b""
    while time.monotonic() - began < 120 and b"HTTP/1.1" not in answer:
        try:
            slow.sendall(b"a")
            slow.settimeout(1)
            answer += slow.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            break
    assert 25 < time.monotonic() - began < 90, time.monotonic() - began
    for line in holding:
        line.settimeout(90)
        try:
            assert b"HTTP/1.1 200" not in line.recv(65536)
        except ConnectionError:
            pass
for line in holding:
    line.close()
assert is_served() < 5
END
kill -0 $server
kill -TERM $server
wait $server
