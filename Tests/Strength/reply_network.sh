#!/usr/bin/env bash
# 200,000 annotated lines of IRC, imported: every line is there, and the mentions that were read from them draw the
# reply network that people marked by hand.
#
# How it is counted. Lines whose answers were annotated count (from line 1000 of a file on), and of the annotation the
# links from a line to an earlier line of somebody else. Left out are links of a line to itself (it begins a
# conversation) and to earlier lines of the same person (they go on talking): neither says whom a line is meant for. A
# mention is an edge from the author of such a line to whom it calls; it is right when the line answers one of theirs. A
# link is covered when its later line calls the author of the earlier one. The data's own description counts links
# instead of mentions: of the links of lines that call somebody, those whose earlier line is by one who is called.
# Data: Kummerfeld et al., "A Large-Scale Corpus for Conversation Disentanglement", ACL 2019.
set -euo pipefail

archive=${POND_SHARED:-../shared}/data/chat/irc/ubuntu_train_raw_annotation.tar.xz
[ -e "$archive" ] || { echo "skipped: no data folder ($archive is not there)"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar -xf "$archive" -C "$folder"
mapfile -t files < <(find "$folder" -name '*.raw.txt' | sort)
"$POND_BINARY" import "${files[@]}" --community 'Ubuntu' --database "$folder/pond.sqlite" >"$folder/out"
tail -n 1 "$folder/out"

/usr/bin/python3 - "$folder/pond.sqlite" "${files[@]}" <<'PYTHON'
import os, re, sqlite3, sys

RIGHT_MIN, COVERED_MIN, COVERED_MAX = 0.95, 0.55, 0.62
database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
line_form = re.compile(r"=== *[^= ]|\[\d\d:\d\d\] *(?:<([^>]+)>|\* (\S+)|=== *[^= ])")

names = dict(database.execute("SELECT id, name FROM member_aliases"))
calls = {}
for message, member in database.execute("SELECT message_id, member_id FROM message_mentions"):
    calls.setdefault(message, set()).add(member)
# Author, the author's name and whom they call, of each line of a file in the order of its lines.
stored = {}
for file, message, member, name in database.execute(
    """
    SELECT i.file_name, m.id, m.author_id, m.author_alias_id FROM messages m JOIN imports i ON i.id = m.import_id
    ORDER BY m.id
    """):
    stored.setdefault(file, []).append((member, names.get(name), calls.get(message, set())))


def answered(file):
    """The earlier lines that a line is linked to."""
    answers = {}
    for line in open(file.replace(".raw.", ".annotation.")):
        first, second = sorted(map(int, line.split()[:2]))
        if first != second:
            answers.setdefault(second, []).append(first)
    return answers


lines = every = edges = right = links = covered = called_links = 0
for file in sys.argv[2:]:
    imported = iter(stored[os.path.basename(file)])
    read = []
    for line in open(file, encoding="utf-8", errors="replace").read().split("\n"):
        form = line_form.match(line)
        read.append(next(imported) if form else (None, None, set()))
        lines += form is not None
        name = form and (form[1] or form[2])
        assert read[-1][1] == name, f"{file}: {line!r} is stored as a line of {read[-1][1]}"
    assert next(imported, None) is None, f"{file}: more stored than written"
    for line, earlier in answered(file).items():
        author, _, called = read[line]
        every += len(called)
        others = [read[other][0] for other in earlier if read[other][0] not in (None, author)]
        if author is None or not others:
            continue
        edges += len(called)
        right += len(called.intersection(others))
        links += len(others)
        called_links += len(others) if called else 0
        covered += sum(other in called for other in others)

print(f"{lines} lines imported")
print(f"mentions that are right: {right} of {edges}, {right / edges:.1%} (at least {RIGHT_MIN:.0%})")
share = covered / called_links
print(f"links of lines that call somebody, to one who is called: {share:.1%} (at least {RIGHT_MIN:.0%})")
print(f"mentions, those of lines linked to the author's own lines alone counted as wrong: {right / every:.1%}")
print(f"answers to somebody else that mentions cover: {covered} of {links}, {covered / links:.1%} (about 58%)")
assert lines > 200_000 and right / edges >= RIGHT_MIN and covered / called_links >= RIGHT_MIN
assert COVERED_MIN <= covered / links <= COVERED_MAX
PYTHON
