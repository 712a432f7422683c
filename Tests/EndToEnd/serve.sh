#!/usr/bin/env bash
# The server starts on a new file, answers, and stops in order when it is asked to: pages, consumers of the log and jobs.
set -euo pipefail
export LC_ALL=C.UTF-8

folder=$(mktemp -d)
trap 'kill $server 2>/dev/null || :; rm -rf "$folder"' EXIT
cd "$folder"

# said PATTERN: waits until the server has printed it.
said() { until grep -qs -- "$1" out; do kill -0 $server; sleep 0.05; done; }

echo "a new file: the first person is asked in, and it is ready"
"$POND_BINARY" serve --port 0 --database pond.sqlite >out 2>log &
server=$!
said "First run"
url=$(grep -o 'http://[^ /]*' out | head -n 1)
python3 - "$url" <<'END'
import sys, urllib.request
for path in ["/healthz", "/readyz", "/openapi.json"]:
    assert urllib.request.urlopen(sys.argv[1] + path, timeout=10).status == 200, path
END

echo "people who are added meanwhile stay, and the process ends by itself with 0"
printf '三月的池塘很安静\n' | "$POND_BINARY" user add xiaoman@pond.example --name 小满 --administrator --database pond.sqlite
kill -TERM $server
wait $server
"$POND_BINARY" user list --database pond.sqlite | grep -q "小满  (administrator)"

echo "only the work behind the pages"
"$POND_BINARY" serve --roles worker --database pond.sqlite >out 2>log &
server=$!
said "Working"
kill -TERM $server
wait $server
