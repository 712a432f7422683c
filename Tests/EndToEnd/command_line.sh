#!/usr/bin/env bash
# What a newcomer does at the terminal, and what goes wrong there.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
pond() { "$POND_BINARY" "$@"; }
# refused PATTERN COMMAND…: the command has to fail, and to say why.
refused() {
    local pattern=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "should have been refused: $*"
        return 1
    fi
    grep -qi -- "$pattern" <<<"$output" || { echo "refused without “$pattern”: $output"; return 1; }
}

# absent PATTERN FILE: set -e does not look at what `!` turns round.
absent() { if grep -qE "$1" "$2"; then return 1; fi; }
# begins TEXT FILE
begins() { [ "$(head -c ${#1} "$2")" = "$1" ]; }
readonly whole='{"schema":1,"totals":{"messages":3000,'

echo "a checkup of an export: a report that needs nothing else"
pond demo --export demo.jsonl --messages 3000
pond checkup demo.jsonl --out report.html
grep -q "Content-Security-Policy" report.html
absent '<script|src="?http|href="?http|style="' report.html
pond checkup demo.jsonl --json >plain.json
begins '{"schema":1,"totals":{"messages":3000,"system":' plain.json
grep -q 何以棠 plain.json

echo "anonymised: no name is left"
pond checkup demo.jsonl --json --anonymise >anonymous.json
absent 何以棠 anonymous.json
pond checkup demo.jsonl --anonymise --out anonymous.html
absent 何以棠 anonymous.html

echo "packed and split exports say the same as the plain one"
gzip -k demo.jsonl
python3 -m zipfile -c demo.zip demo.jsonl
for packed in demo.jsonl.gz demo.zip; do
    pond checkup "$packed" --json | sed 's/"generatedAt":[0-9]*//' | cmp - <(sed 's/"generatedAt":[0-9]*//' plain.json)
done
{ head -n 200 demo.jsonl; } >first.jsonl
pond checkup demo.jsonl first.jsonl --json >both.json
begins "$whole" both.json

echo "import, export, import again: nothing changes"
pond import demo.jsonl --community 清晨手冲 --database a.sqlite
pond import demo.jsonl --community 清晨手冲 --database a.sqlite >out
grep -q "Nothing was added" out
pond export --community 清晨手冲 --database a.sqlite >exported.jsonl
pond import exported.jsonl --community 清晨手冲 --database b.sqlite
pond export --community 清晨手冲 --database b.sqlite >again.jsonl
cmp <(tail -n +2 exported.jsonl) <(tail -n +2 again.jsonl)
cmp <(grep -c . exported.jsonl) <(grep -c . demo.jsonl)
pond import exported.jsonl --community 清晨手冲 --database a.sqlite >out
grep -q "3000 messages were there already" out
pond checkup --community 清晨手冲 --database a.sqlite --json >stored.json
begins "$whole" stored.json

echo "undo"
for id in $(pond imports --database a.sqlite | cut -d' ' -f1); do pond import --undo "$id" --database a.sqlite; done
refused "holds no messages" pond checkup --community 清晨手冲 --database a.sqlite --json
refused "was undone before" pond import --undo "$id" --database a.sqlite

echo "a refused file founds no community, and the next one may have its name"
head -n 3 demo.jsonl >people.jsonl
refused "" pond import people.jsonl --community 新群 --database c.sqlite
pond imports --database c.sqlite | grep -q "Nothing was imported yet"
refused "no community" pond export --community 新群 --database c.sqlite
pond import demo.jsonl --community 新群 --database c.sqlite
pond imports --database c.sqlite | grep -q "completed  demo.jsonl → 新群  3000 messages, "
refused "cannot be read" pond import missing.jsonl --community 新群 --database d.sqlite
[ ! -e d.sqlite ]

echo "refusals"
: >empty.txt
printf 'just\nsome\nlines\n' >unknown.txt
head -c 5000 /dev/urandom >noise.bin
printf '{"name":"x","type":"private_group","id":1,"messages":[{"id":1,"type":"message","date":"2024' >cut.json
refused "empty" pond checkup empty.txt
refused "ChatLab" pond checkup unknown.txt
refused "expected" pond checkup noise.bin
refused "" pond checkup cut.json
refused "cannot be read\|no such\|not" pond checkup missing.txt
refused "no database at" pond imports --database none.sqlite
sed 's/"groupId":"[^"]*"/"groupId":"other"/; s/清晨手冲/别的群/' demo.jsonl >other.jsonl
refused "several chats" pond checkup demo.jsonl other.jsonl
pond checkup demo.jsonl other.jsonl --together --json >both.json
begins '{"schema":1,"totals":{"messages":6000,' both.json
echo "output that cannot be written"
refused "cannot be written" bash -c '"$0" checkup demo.jsonl --json >/dev/full' "$POND_BINARY"
refused "cannot be written" bash -c '"$0" export --community 清晨手冲 --database b.sqlite >/dev/full' "$POND_BINARY"
refused "cannot be written" pond checkup demo.jsonl --out /nowhere/report.html
refused "time zone" pond checkup demo.jsonl --time-zone Mars/Olympus
refused "There is no import 7" pond import --undo 7 --database a.sqlite
[ ! -e pond.sqlite ]
