# A PostgreSQL cluster to throw away: sourced by bin/test and bin/bench after common.sh.
#
# start_postgres makes and starts one, durable as in production (fsync on), reachable through a Unix socket in its own
# folder alone, so that no port can be taken. It exports POND_TEST_POSTGRES, a connection URL that libpq understands,
# and stops and removes the cluster when the calling script ends, however it ends.

postgres_folder=
postgres_process=
readonly postgres_start_seconds_max=60

# The newest installed server's programs.
postgres_programs() {
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1
}

# PostgreSQL refuses to run as root, so root becomes the user that Debian's package made. The server gets SIGINT (its
# fast shutdown) when the calling shell dies, even of SIGKILL.
as_postgres() {
    local become=()
    [ "$(id -u)" -ne 0 ] || become=(--reuid postgres --regid postgres --init-groups)
    exec setpriv ${become[@]+"${become[@]}"} --pdeathsig INT -- "$@"
}

start_postgres() {
    local programs
    programs=$(postgres_programs)
    [ -x "$programs/initdb" ] || fail "PostgreSQL is not installed. Run: bin/setup --test"
    postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/pond-postgres.XXXXXX")
    trap stop_postgres EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    [ "$(id -u)" -ne 0 ] || chown postgres: "$postgres_folder"

    (cd "$postgres_folder" && as_postgres "$programs/initdb" --pgdata=data --username=postgres --encoding=UTF8 \
        --locale=C.UTF-8 --auth=trust --no-sync --no-instructions) >"$postgres_folder.log" 2>&1 ||
        fail "initdb failed:" "$(cat "$postgres_folder.log")"
    run_postgres "$programs"
    export POND_TEST_POSTGRES="postgres:///postgres?host=$postgres_folder&port=5432&user=postgres"
}

# run_postgres PROGRAMS: starts the server in the folder, and waits until it answers.
run_postgres() {
    (cd "$postgres_folder" && as_postgres "$1/postgres" -D data -c listen_addresses= \
        -c unix_socket_directories="$postgres_folder" -c port=5432 -c fsync=on -c synchronous_commit=on \
        -c max_connections=600 -c jit=off -c timezone=UTC -c log_min_messages=warning) \
        >>"$postgres_folder.log" 2>&1 </dev/null &
    postgres_process=$!
    wait_for_postgres "$1"
}

wait_for_postgres() {
    local deadline=$((SECONDS + postgres_start_seconds_max))
    until "$1/pg_isready" --quiet --host="$postgres_folder" --port=5432 --username=postgres; do
        kill -0 "$postgres_process" 2>/dev/null && [ $SECONDS -lt $deadline ] ||
            fail "PostgreSQL did not start:" "$(tail -n 20 "$postgres_folder.log")"
        sleep 0.1
    done
}

stop_postgres() {
    local status=$?
    if [ -n "$postgres_process" ]; then
        # SIGINT is a fast shutdown: open sessions are cut, the files are closed in order.
        kill -INT "$postgres_process" 2>/dev/null && wait "$postgres_process" 2>/dev/null || :
        postgres_process=
    fi
    if [ -n "$postgres_folder" ]; then
        rm -rf "$postgres_folder" "$postgres_folder.log"
        postgres_folder=
    fi
    return $status
}
