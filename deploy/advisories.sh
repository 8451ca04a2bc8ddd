#!/bin/sh
# Ask the advisory source (OSV) about every package that is locked in these files: advisories.sh LOCK...
# Ends with 1 when a vulnerability is known. That the source can't be reached is one line, and no fault.
# OSV_URL names another source; pip-audit must be on the PATH.
set -u

for lock; do
    set -- "$@" --requirement "$lock"
    shift
done
told=$(mktemp) && trap 'rm -f "$told"' EXIT
found=$(pip-audit --disable-pip --progress-spinner off --timeout 3 --vulnerability-service osv \
    ${OSV_URL:+--osv-url "$OSV_URL"} "$@" 2>"$told")
status=$?
if [ "$status" -ne 0 ] && tail -n 1 "$told" |
    grep -qE '^(requests\.exceptions|pip_audit\._service\.interface)\.\w+|network may be blocking'; then
    echo "Known vulnerabilities: not looked for, as the advisory source can't be reached."
    exit 0
fi
cat "$told" >&2
[ -z "$found" ] || echo "$found"
exit "$status"
