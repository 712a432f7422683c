#!/usr/bin/env bash
# The package installs in a machine that holds nothing but Debian's essentials; the program starts there, serves a page,
# and an upgrade takes a backup first.
set -euo pipefail
[ "$(id -u)" -eq 0 ] || { echo "skipped: debootstrap and chroot need root"; exit 77; }
export LC_ALL=C.UTF-8

bin/package
package=$(ls dist/pond_*.deb)
folder=$(mktemp -d)
machine=$folder/machine
clean() {
    umount "$machine/proc" 2>/dev/null || :
    rm -rf "$folder"
}
trap clean EXIT
debootstrap --variant=minbase bookworm "$machine" "${POND_DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$folder/out" \
    || { tail "$folder/out"; exit 1; }
mount -t proc proc "$machine/proc"
inside() { chroot "$machine" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }
cp "$package" "$machine/tmp/pond.deb"
inside env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends /tmp/pond.deb >"$folder/out" 2>&1 \
    || { tail -n 40 "$folder/out"; exit 1; }

echo "the unit"
systemd-analyze verify --root "$machine" pond.service
! inside sh -c 'ldd /usr/lib/pond/pond' | grep 'not found'
inside getent passwd pond

echo "the program"
inside pond --version
inside runuser -u pond -- sh -c 'cd /var/lib/pond && pond demo --export demo.jsonl --messages 2000' >/dev/null
inside runuser -u pond -- sh -c \
    'cd /var/lib/pond && pond checkup demo.jsonl && pond import demo.jsonl --community 清晨手冲 --database pond.sqlite'
inside runuser -u pond -- pond serve --database /var/lib/pond/pond.sqlite --port 18431 >"$folder/serve" 2>&1 &
server=$!
for _ in $(seq 100); do
    curl -fsS http://127.0.0.1:18431/healthz >/dev/null 2>&1 && break
    sleep 0.1
done
curl -fsS http://127.0.0.1:18431/healthz
pkill -TERM -P "$server" || kill "$server"
wait "$server" || [ $? -eq 143 ]

echo "an upgrade takes a backup first, and none is done without"
rebuilt=$folder/rebuilt
dpkg-deb -R "$package" "$rebuilt"
sed -i 's/^Version: .*/Version: 99.0.0/' "$rebuilt/DEBIAN/control"
dpkg-deb --root-owner-group -b "$rebuilt" "$machine/tmp/newer.deb" >/dev/null
inside dpkg -i /tmp/newer.deb
inside sh -c 'ls -d /var/lib/pond/backups/*-before-upgrade-from-*/backup.json'
backup=$(inside sh -c 'ls -d /var/lib/pond/backups/*')
inside runuser -u pond -- pond restore "$backup" --database /var/lib/pond/again.sqlite
sed -i 's/^Version: .*/Version: 99.0.1/' "$rebuilt/DEBIAN/control"
dpkg-deb --root-owner-group -b "$rebuilt" "$machine/tmp/newest.deb" >/dev/null
echo 'POND_DATABASE=postgres://nobody@127.0.0.1:1/nothing' >>"$machine/etc/default/pond"
if inside dpkg -i /tmp/newest.deb; then
    echo "upgraded without a backup"
    exit 1
fi
inside dpkg-query -W -f '${Version}\n' pond | grep -qx 99.0.0

echo "removed, the data stays"
inside dpkg --purge pond
[ -e "$machine/var/lib/pond/pond.sqlite" ]
