#!/usr/bin/env bash
# What a newcomer does at the terminal, and what goes wrong there.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$PWD
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

echo "anonymised: no name, alias, id, group name, keyword or excerpt is left"
pond checkup demo.jsonl --json --anonymise >anonymous.json
pond checkup demo.jsonl --anonymise --out anonymous.html
python3 - "$root/Sources/PondWeb/Language/TopicWords.swift" demo.jsonl plain.json anonymous.json anonymous.html <<'END'
import html, json, re, sys

words, export, plain, *hidden = sys.argv[1:]
secrets = set()
for line in open(export):
    record = json.loads(line)
    if record["_type"] == "header":
        secrets |= {record["meta"]["name"], record["meta"].get("groupId"), record["meta"].get("ownerId")}
    elif record["_type"] == "member":
        secrets |= {record["platformId"], record["accountName"], *record.get("aliases", [])}
    elif record["sender"] != "system":
        secrets |= {record["sender"], record["accountName"]}

def said(value, key=None):
    """Words and excerpts that the plain checkup quotes."""
    if isinstance(value, dict):
        for name, inner in value.items():
            said(inner, name)
    elif isinstance(value, list):
        for inner in value:
            said(inner, key)
    elif isinstance(value, str) and key in ("topicWords", "word", "text"):
        secrets.add(value)

said(json.load(open(plain)))
secrets = {text for text in secrets if text}
assert len(secrets) > 200, len(secrets)
# Names that Pond itself gives to fields of topics, such as 咖啡与茶, are no words of the group's.
fields = [n for pair in re.findall(r'Phrase\("([^"]+)", "([^"]+)"\)', open(words).read()) for n in pair]


def says(text, secret):
    for field in fields:
        if secret in field and secret != field:
            text = text.replace(field, "")
    return secret in text

for path in hidden:
    text = html.unescape(open(path).read())
    # A name of one or two Latin letters, or a number of people, stands in any page.
    left = sorted(s for s in secrets if says(text, s) and not (s.isascii() and len(s) < 4))
    assert not left, (path, left)
END

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

echo "Chinese where the locale is Chinese, without an English word of ours"
env LC_ALL=zh_CN.UTF-8 "$POND_BINARY" import demo.jsonl --community 清晨手冲 --database zh.sqlite >zh 2>&1
env LC_ALL=zh_CN.UTF-8 "$POND_BINARY" imports --database zh.sqlite >>zh
env LC_ALL=zh_CN.UTF-8 "$POND_BINARY" checkup demo.jsonl --out zh.html >>zh 2>&1
refused "错误：这个社群里没有叫「x」的群" pond export --community 清晨手冲 --group x --database zh.sqlite --language zh
refused "错误：「Mars」不是时区" pond checkup demo.jsonl --time-zone Mars --language zh
grep -q "清晨手冲：3000 条消息" zh
grep -q "已完成" zh
grep -q '<html lang="zh' zh.html
absent '(messages|people|errors|Undo:|completed|expected)' zh
env LC_ALL=en_GB.UTF-8 "$POND_BINARY" checkup demo.jsonl --out en.html
grep -q '<html lang="en' en.html

echo "two platforms are two chats; put together, equal lines count once"
sed 's/"platform":"wechat"/"platform":"qq"/; s/,"groupId":"[^"]*"//' demo.jsonl >qq.jsonl
refused "different chats: demo.jsonl, " pond checkup demo.jsonl qq.jsonl
pond checkup demo.jsonl qq.jsonl --together --json >both.json
begins "$whole" both.json

echo "several files: a sum, and which were not tried"
head -n 400 demo.jsonl >part.jsonl
pond import part.jsonl demo.jsonl --community 清晨手冲 --database sum.sqlite >out
grep -q "2 files in all: 3000 messages" out
: >nothing.txt
refused "Not tried: part.jsonl" pond import demo.jsonl nothing.txt part.jsonl --community 别处 --database sum.sqlite

echo "a wrong time zone is noticed"
pond demo --export short.jsonl --messages 300
python3 - short.jsonl >shifted.jsonl <<'END'
import json, sys
for line in open(sys.argv[1]):
    record = json.loads(line)
    if "timestamp" in record:
        record["timestamp"] += 8 * 3600
    record.pop("platformMessageId", None)
    print(json.dumps(record, ensure_ascii=False))
END
pond import short.jsonl --community 时区 --database zone.sqlite
pond import shifted.jsonl --community 时区 --database zone.sqlite 2>out
grep -q "300 lines look like known ones 8 h earlier" out

echo "undo"
ids=$(pond imports --database a.sqlite | cut -d' ' -f1)
pond import --undo $ids --database a.sqlite
id=${ids%%$'\n'*}
refused "holds no messages" pond checkup --community 清晨手冲 --database a.sqlite --json
refused "was undone before" pond import --undo "$id" --database a.sqlite

echo "a refused file founds no community, and the next one may have its name"
head -n 3 demo.jsonl >people.jsonl
refused "holds no messages" pond import people.jsonl --community 新群 --database c.sqlite
[ ! -e c.sqlite ] && [ ! -e c.sqlite-wal ]
refused "holds no messages" pond import people.jsonl --community 新群 --database b.sqlite
refused "no community" pond export --community 新群 --database b.sqlite
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
refused "/nonexistent/z.sqlite cannot be opened" \
    pond import demo.jsonl --community 新群 --database /nonexistent/z.sqlite
refused "is no database" pond imports --database demo.jsonl
refused "Nobody here is called" pond checkup demo.jsonl --owner Nobody
sed 's/"groupId":"[^"]*"/"groupId":"other"/; s/清晨手冲/别的群/' demo.jsonl >other.jsonl
refused "different chats: demo.jsonl, " pond checkup demo.jsonl other.jsonl
pond checkup demo.jsonl other.jsonl --together --json >both.json
begins '{"schema":1,"totals":{"messages":6000,' both.json
echo "output that cannot be written"
refused "cannot be written" bash -c '"$0" checkup demo.jsonl --json >/dev/full' "$POND_BINARY"
refused "cannot be written" bash -c '"$0" export --community 清晨手冲 --database b.sqlite >/dev/full' "$POND_BINARY"
refused "cannot be written" pond checkup demo.jsonl --out /nowhere/report.html
refused "time zone" pond checkup demo.jsonl --time-zone Mars/Olympus
refused "There is no import 7" pond import --undo 7 --database a.sqlite
[ ! -e pond.sqlite ]

echo "no file of somebody's is overwritten"
cp demo.jsonl export.jsonl
refused "is what is being read" pond checkup export.jsonl --out export.jsonl
refused "is what is being read" pond checkup --community 清晨手冲 --database b.sqlite --out b.sqlite
cmp demo.jsonl export.jsonl
echo "my thesis" >thesis.txt
refused "not written by Pond" pond checkup demo.jsonl --out thesis.txt
refused "not written by Pond" pond demo --export thesis.txt
grep -qx "my thesis" thesis.txt
pond checkup demo.jsonl --out report.html
ln -s report.html link.html
pond checkup demo.jsonl --out link.html
[ -L link.html ] && [ ! -L report.html ]
mkfifo pipe
pond checkup demo.jsonl --out pipe &
head -c 15 pipe | grep -q '<!DOCTYPE html>'
wait $! || true
[ -p pipe ]
pond checkup demo.jsonl --out /dev/null
[ -c /dev/null ]
