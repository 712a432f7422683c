#!/usr/bin/env bash
# Somebody in WebKit and somebody in Chromium chat, across a kill of the server: neither misses nor doubles a line.
set -euo pipefail
export LC_ALL=C.UTF-8 PYTHONPATH=$PWD/Tests/Browser PYTHONDONTWRITEBYTECODE=1

browser=$(ls -d /usr/lib/*/webkit2gtk-4.*/MiniBrowser 2>/dev/null | tail -n 1)
command -v WebKitWebDriver >/dev/null && [ -n "$browser" ] || {
    echo "WebKit's driver is missing: apt-get install webkit2gtk-driver"
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
HOME=$folder xvfb-run -a "${POND_TOOLS:-$PWD/.build-tools}/bin/python" Tests/Strength/webkit.py "$browser" "$folder"
