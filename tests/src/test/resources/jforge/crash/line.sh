# shellcheck shell=sh
rm -rf /srv/crash/line
mkdir -p /srv/crash/line
printf 'a 1\nb 1\n' >/srv/crash/line/changed
printf 'a 1\nb 1\n' >/srv/crash/line/gone
