#!/usr/bin/env bash
# One real conversation in eleven formats: each is read, imported and exported to what the data folder's expected.json
# says, and the checkups agree in what all of the formats carry. Then the same for other days of the same channel.
set -euo pipefail

data=${POND_SHARED:-../shared}/data/chat
[ -e "$data/one-day-many-formats/expected.json" ] || { echo "skipped: no data folder ($data is not there)"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for day in 2004-11-15_03 2008-12-11_11 2009-02-23_10; do
    /usr/bin/python3 "$data/irc_to_exports.py" "$data/irc/dev/$day.raw.txt" "$data/irc/dev/$day.annotation.txt" \
        "$folder/$day" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
done

/usr/bin/python3 - "$folder" "$data/one-day-many-formats" "$folder"/20* <<'PYTHON'
import collections, json, os, subprocess, sys

POND = os.environ["POND_BINARY"]
FORMATS = """chatlab.jsonl chatlog_api.json chatlog_api.txt qq.txt telegram_result.json wechat_cli.md wechat_cli.txt
    wechatmsg.csv weflow.json whatsapp_android.txt whatsapp_ios.txt""".split()


def pond(*arguments):
    done = subprocess.run([POND, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, f"pond {' '.join(arguments)}: {done.stderr}"
    return done.stdout


def checked(path):
    """Totals, and what the checkups of one conversation have to agree in."""
    checkup = json.loads(pond("checkup", path, "--json", "--time-zone", "UTC"))
    totals, content, network = checkup["totals"], checkup["content"], checkup["network"]
    shares = {name: content[name] for name in ("valueDensity", "chatterShare", "promotionShare", "linkShare")}
    return totals, {
        "speakers": {person["name"]: person["messages"] for person in checkup["people"]},
        "hours": [sum(checkup["rhythm"]["messages"][hour::24]) for hour in range(24)],
        "mentions": network["mentions"], "adjacent": network["adjacent"], "questions": content["questions"], **shares,
    }


def exported(path, community, database):
    """Messages, system lines and speakers of what comes out again after an import."""
    pond("import", path, "--community", community, "--database", database, "--time-zone", "UTC")
    lines = map(json.loads, pond("export", "--community", community, "--database", database).splitlines())
    messages = [line for line in lines if line["_type"] == "message"]
    said = collections.Counter(line["accountName"] for line in messages if line["sender"] != "system")
    return len(messages), len(messages) - said.total(), dict(said)


database = os.path.join(sys.argv[1], "pond.sqlite")
for folder in sys.argv[2:]:
    with open(os.path.join(folder, "expected.json")) as file:
        expected = json.load(file)
    reference = None
    for name in FORMATS:
        path = os.path.join(folder, name)
        # WhatsApp begins a chat with a line about encryption.
        extra = 1 if name == "whatsapp_android.txt" else 0
        counts = expected["messages"] + extra, expected["system"] + extra
        totals, facts = checked(path)
        assert (totals["messages"], totals["system"]) == counts, f"{path}: {totals}"
        assert totals["people"] == totals["speaking"] == expected["users"], f"{path}: {totals}"
        # These two have no year, or no seconds.
        start, end = totals["from"] // 1000, totals["until"] // 1000
        if name != "chatlog_api.txt":
            assert start // 60 == expected["first_ts"] // 60 and end // 60 == expected["last_ts"] // 60, f"{path}: {totals}"
        assert end - start == expected["last_ts"] - expected["first_ts"] or start % 60 == end % 60 == 0, f"{path}: {totals}"
        for speaker, messages in expected["top"]:
            assert facts["speakers"][speaker] == messages, f"{path}: {speaker} {facts['speakers'][speaker]}"
        reference = reference or facts
        for fact, value in facts.items():
            assert value == reference[fact], f"{path}: {fact} is {value}, elsewhere {reference[fact]}"
        assert exported(path, path, database) == (*counts, facts["speakers"]), f"{path}: exported otherwise"
    print(f"{os.path.basename(folder)}: {len(FORMATS)} formats of {expected['messages']} messages agree")
PYTHON
