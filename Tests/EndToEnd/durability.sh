#!/usr/bin/env bash
# An answer means that it is on disk: strace has to show a sync between each write's work and its answer, in the process
# that owns the file. A kill does not test this, because the kernel keeps what a killed process wrote.
set -euo pipefail

readonly writes=40
writer=$(dirname "$POND_BINARY")/PondTestWriter
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "SQLite: a sync before each answer"
strace -f -qq -e trace=fdatasync,fsync,write -s 16 -o "$folder/sqlite.log" \
    "$writer" write "$folder/pond.sqlite" 1 $writes 1 >"$folder/answers"
[ "$(wc -l <"$folder/answers")" -eq $writes ]
# An answer is one write of "N\n" to standard output by the program's say().
awk '
    / (fdatasync|fsync)\(|<\.\.\. (fdatasync|fsync) resumed/ { synced = 1 }
    / write\(1, "[0-9]+\\n"/ { answers++; if (!synced) { print "answered without a sync: " $0; bad = 1 } synced = 0 }
    END { print answers " answers"; exit bad || answers != '$writes' }
' "$folder/sqlite.log"

echo "PostgreSQL: the backend syncs between COMMIT and its reply"
socket=$(sed 's/.*host=\([^&]*\).*/\1/' <<<"$POND_TEST_POSTGRES")
address=${POND_TEST_POSTGRES/\/postgres?/\/pond_durability?}
psql -q "$POND_TEST_POSTGRES" -c "DROP DATABASE IF EXISTS pond_durability" -c "CREATE DATABASE pond_durability"
[ "$(psql -qAt "$POND_TEST_POSTGRES" -c 'SHOW fsync')" = on ]
postmaster=$(head -n 1 "$socket/data/postmaster.pid")
strace -f -qq -e trace=fdatasync,recvfrom,sendto -s 24 -o "$folder/postgres.log" -p "$postmaster" &
tracer=$!
until grep -q . "/proc/$postmaster/status" && grep -q "^TracerPid:[[:space:]]*[1-9]" "/proc/$postmaster/status"; do
    kill -0 $tracer
    sleep 0.05
done
"$writer" write "$address" 1 $writes 1 >"$folder/answers"
kill -INT $tracer
wait $tracer || :
[ "$(wc -l <"$folder/answers")" -eq $writes ]
awk '
    / recvfrom\([0-9]+, "Q.*COMMIT/ || /resumed>"Q.*COMMIT/ { committing[$1] = 1; synced[$1] = 0 }
    / fdatasync\(/ { synced[$1] = 1 }
    / sendto\(/ && committing[$1] { commits++; if (synced[$1]) durable++; committing[$1] = 0 }
    END { print commits " commits, " durable " synced before the reply"; exit durable < '$writes' }
' "$folder/postgres.log"
psql -q "$POND_TEST_POSTGRES" -c "DROP DATABASE pond_durability"
