#!/usr/bin/env bash
# A backup is taken while people write, brought back on both engines, and refused when it is not what it was.
set -euo pipefail
export LC_ALL=C.UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
pond() { "$POND_BINARY" "$@"; }
refused() {
    local pattern=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "should have been refused: $*"
        return 1
    fi
    grep -qi -- "$pattern" <<<"$output" || { echo "refused without “$pattern”: $output"; return 1; }
}
# The messages of the community, without what says when they were exported.
messages() { pond export --community 清晨手冲 --database "$1" | tail -n +2; }

pond demo --export demo.jsonl --messages 3000
pond demo --export more.jsonl --messages 20000 --seed 7
pond import demo.jsonl --community 清晨手冲 --database a.sqlite

echo "while somebody writes"
pond import more.jsonl --community 别的 --database a.sqlite >/dev/null 2>&1 &
writer=$!
for round in 1 2 3; do pond backup "copy$round" --database a.sqlite; done
wait "$writer"
for round in 1 2 3; do
    pond restore "copy$round" --database "b$round.sqlite"
    messages a.sqlite >a.jsonl
    messages "b$round.sqlite" >b.jsonl
    [ "$(grep -c '"_type":"message"' b.jsonl)" = 3000 ] && cmp a.jsonl b.jsonl
done
ls copy1 | tr '\n' ' ' | grep -qx 'backup.json database.sqlite '
[ "$(stat -c %a copy1)" = 700 ]

echo "pictures come along"
pond demo --database p.sqlite >/dev/null
pictures() { (cd "$1" && find . -name '*.webp' -type f | sort | xargs sha256sum); }
pictures p.sqlite-data/media >before
[ "$(wc -l <before)" -ge 8 ]
pond backup withPictures --database p.sqlite
pond restore withPictures --database q.sqlite
pictures q.sqlite-data/media >after
cmp before after
pond restore withPictures --database r.sqlite --data elsewhere
pictures elsewhere/media | cmp before -
damaged=$(find withPictures/media -name '*-small.webp' | head -n 1)
printf 'x' >>"$damaged"
refused "not as it was" pond restore withPictures --database s.sqlite
[ ! -e s.sqlite ]

echo "nothing is overwritten, nothing damaged is brought back"
refused "is there already" pond backup copy1 --database a.sqlite
refused "is there already" pond restore copy1 --database a.sqlite
refused "is no backup" pond restore . --database c.sqlite
refused "no database at" pond backup copy4 --database none.sqlite
printf 'x' | dd of=copy2/database.sqlite bs=1 seek=5000 conv=notrunc status=none
refused "not as it was" pond restore copy2 --database c.sqlite
[ ! -e c.sqlite ] && [ ! -e c.sqlite.restoring ] && [ ! -e copy4 ] && [ ! -e copy4.partial ]

echo "PostgreSQL"
[ -n "${POND_TEST_POSTGRES:-}" ]
names=("backup_$$" "restore_$$")
psql=(psql -q -X "$POND_TEST_POSTGRES")
for name in "${names[@]}"; do "${psql[@]}" -c "CREATE DATABASE $name"; done
drop() {
    for name in "${names[@]}"; do "${psql[@]}" -c "DROP DATABASE $name WITH (FORCE)"; done
    rm -rf "$folder"
}
trap drop EXIT
address() { sed -E "s|(postgres(ql)?://[^/]*)/[^?]*|\1/$1|" <<<"$POND_TEST_POSTGRES"; }
source=$(address "${names[0]}") target=$(address "${names[1]}")
pond import demo.jsonl --community 清晨手冲 --database "$source"
pond backup dump --database "$source"
refused "SQLite" pond restore copy1 --database "$target"
pond restore dump --database "$target"
messages "$source" >a.jsonl
messages "$target" >b.jsonl
[ "$(grep -c '"_type":"message"' b.jsonl)" = 3000 ] && cmp a.jsonl b.jsonl
refused "holds something" pond restore dump --database "$target"
