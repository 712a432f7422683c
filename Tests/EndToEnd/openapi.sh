#!/usr/bin/env bash
# What /openapi.json promises is kept whatever is asked: no answer of ours is a failure (5xx), a status that is not in
# the document, or a body that breaks its schema. Asked as owners, as a member and as nobody; in the long form with many
# more examples. Whoever is asked about is a demo community, so that there is something to answer with.
set -euo pipefail
export LC_ALL=C.UTF-8

here=$PWD/Tests/EndToEnd/openapi
schemathesis=${POND_TOOLS:-$PWD/.build-tools}/bin/schemathesis
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
examples=8
seconds=14
owners=12
[ -z "${POND_STRENGTH:-}" ] || { examples=400; seconds=1200; owners=60; }

folder=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || :; rm -rf "$folder"' EXIT
cd "$folder"
"$POND_BINARY" demo --database pond.sqlite >accounts
owner=$(sed -n 's/^Owner: *//p' accounts)
password=$(sed -n 's/^Password: *\([^ ]*\).*/\1/p' accounts)
"$POND_BINARY" serve --port 0 --database pond.sqlite --trusted-proxy 127.0.0.1 --language en >served 2>log &
server=$!
until grep -qs "Pond is at" served; do kill -0 $server; sleep 0.05; done
url=$(grep -o 'http://[^ /]*' served | head -n 1)

export OPENAPI_WORLD=$folder/world OPENAPI_AS SCHEMATHESIS_HOOKS=hooks PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1
python3 "$here/people.py" "$url" $owners "$password" "$owner" >world
for OPENAPI_AS in owners members nobody; do
    echo "as $OPENAPI_AS"
    "$schemathesis" run "$url/openapi.json" --phases examples,coverage,fuzzing --max-examples $examples \
        --max-time $seconds --checks "$checks" --suppress-health-check all --warnings off --continue-on-failure \
        --generation-database none --no-color --seed "${OPENAPI_SEED:-7}" >found 2>&1 || { cat found; exit 1; }
    tail -n 12 found
done

kill -0 $server
if grep -i '"\?level"\?[:=]"\?\(error\|critical\)\|request failed' log; then exit 1; fi
kill -TERM $server
wait $server
