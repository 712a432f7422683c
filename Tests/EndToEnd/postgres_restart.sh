#!/usr/bin/env bash
# PostgreSQL restarted underneath, without warning: writes fail cleanly meanwhile, then work again without a restart of
# ours, and everything that was answered is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
source bin/lib/common.sh
source bin/lib/postgres.sh
writer=$(dirname "$POND_BINARY")/PondTestWriter

start_postgres
trap 'kill $writing 2>/dev/null || :; stop_postgres; rm -f "$answers"' EXIT
readonly answers=$(mktemp)
"$writer" endure "$POND_TEST_POSTGRES" 3000 >"$answers" &
writing=$!

# lines N: waits until so many writes were answered.
lines() { until [ "$(grep -c '^[0-9]' "$answers")" -ge "$1" ]; do kill -0 $writing; sleep 0.05; done; }
programs=$(postgres_programs)
for round in 1 2; do
    lines $((round * 300))
    # SIGQUIT: an immediate shutdown, as a crash would leave it.
    kill -QUIT "$postgres_process"
    wait "$postgres_process" || :
    before=$(grep -c '^[0-9]' "$answers")
    sleep 0.3
    run_postgres "$programs"
    lines $((before + 100))
done
wait $writing

grep -c '^failed' "$answers"
grep -q '^failed The connection to the database broke' "$answers"
lost=$(comm -23 <(grep '^[0-9]' "$answers" | sort) <(psql -qAt "$POND_TEST_POSTGRES" -c 'SELECT id FROM communities' | sort))
[ -z "$lost" ] || { echo "answered and lost: $lost"; exit 1; }
