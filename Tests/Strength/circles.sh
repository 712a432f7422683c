#!/usr/bin/env bash
# The circles of four networks of the literature: modularity and agreement with the known groups are those that Leiden
# reaches elsewhere (median of 20 seeds).
set -euo pipefail

[ -d "${POND_SHARED:-../shared}/data/networks" ] || { echo "skipped: no data folder (set POND_SHARED)"; exit 77; }
"$(dirname "$POND_BINARY")/PondBench" circles | tee /dev/stderr | awk '
    # The figures in the README of the data folder, and how near ours have to be.
    BEGIN {
        near["modularity"] = .005
        near["agreement"] = .03
        split("karate .4198 .588 football .6046 .933 polbooks .5272 .560 email .4173 .597", figures, " ")
        for (place = 1; place in figures; place += 3) {
            expected["circles." figures[place] ".modularity"] = figures[place + 1]
            expected["circles." figures[place] ".agreement"] = figures[place + 2]
        }
    }
    $1 == "result" && $2 in expected {
        split($2, parts, ".")
        difference = $3 - expected[$2]
        if (difference * difference > near[parts[3]] ^ 2) { print $2 " is " $3 ", not " expected[$2]; bad = 1 }
        seen++
    }
    END { exit bad || seen != 8 }
'
