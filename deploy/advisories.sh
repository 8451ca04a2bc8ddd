#!/bin/sh
# Check every package in these lock files for known vulnerabilities in OSV: advisories.sh LOCK...
# Exits with 1 if there are any. If OSV can't be reached, it prints a line and exits with 0.
# OSV_URL sets another source. pip-audit must be on the PATH.
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
    echo "Known vulnerabilities: not checked, as the advisory source can't be reached."
    exit 0
fi
cat "$told" >&2
[ -z "$found" ] || echo "$found"
exit "$status"
