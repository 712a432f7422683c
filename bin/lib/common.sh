# Shared by the scripts in bin/: sourced, never run. Leaves the caller in the root of the repository.

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
root=$PWD

# The virtual environment that holds Python's test tools; git ignores it.
tools=$root/.build-tools

say() {
    printf '%s\n' "$*"
}

# Says on standard error what is wrong and what to do about it, and ends the script.
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Debian's packages among those given that are not installed, one a line. Reads the package database, installs nothing.
missing_packages() {
    local installed name
    # dpkg-query fails when it has never heard of one of them, and still tells about the others.
    installed=" $(dpkg-query -W -f='${binary:Package}=${db:Status-Status} ' "$@" 2>/dev/null || :)"
    for name in "$@"; do
        [[ $installed =~ \ ${name//./\\.}(:[a-z0-9]+)?=installed\  ]] || printf '%s\n' "$name"
    done
}

# write_source_archive FILE: what this program is built from, because the licence asks to offer it to its users.
write_source_archive() {
    {
        git ls-files -z --cached --others --exclude-standard 2>/dev/null ||
            find . \( -name '.build*' -o -name .git -o -path ./demo -o -path ./dist \) -prune -o -type f -print0
    } | tar --null --files-from - --ignore-failed-read --transform 's,^\(\./\)\?,pond/,' -czf "$1"
}
