#!/usr/bin/env bash
# A disk that fills up while importing: a clear refusal, nothing half-stored, and it works once there is room.
set -euo pipefail
export LC_ALL=C.UTF-8

# A small file system of our own, in a mount namespace that ends with this script.
if [ -z "${POND_NAMESPACE:-}" ]; then
    rootless=()
    [ "$(id -u)" -eq 0 ] || rootless=(--map-root-user)
    POND_NAMESPACE=1 exec unshare --mount ${rootless[@]+"${rootless[@]}"} bash "$0"
fi

folder=$(mktemp -d)
trap 'umount "$folder/disk" 2>/dev/null || :; rm -rf "$folder"' EXIT
mkdir "$folder/disk"
mount -t tmpfs -o size=8m pond "$folder/disk"
"$POND_BINARY" demo --export "$folder/big.jsonl" --messages 40000 >/dev/null

pond() { "$POND_BINARY" "$@" --database "$folder/disk/pond.sqlite"; }

if pond import "$folder/big.jsonl" --community 清晨手冲 >"$folder/out" 2>&1; then
    echo "the import should have failed on a full disk"
    exit 1
fi
cat "$folder/out"
grep -qi "disk is full" "$folder/out"
if pond checkup --community 清晨手冲 --json >"$folder/out" 2>&1; then
    echo "a half-stored import is visible"
    exit 1
fi

mount -o remount,size=256m "$folder/disk"
pond import "$folder/big.jsonl" --community 清晨手冲
pond checkup --community 清晨手冲 --json >"$folder/out"
[ "$(head -c 39 "$folder/out")" = '{"schema":1,"totals":{"messages":40000,' ]
[ "$(pond imports | grep -c completed)" -eq 1 ]
