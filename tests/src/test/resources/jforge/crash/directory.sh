# shellcheck shell=sh
rm -rf /srv/crash/directory
mkdir -p /srv/crash/directory/there /srv/crash/directory/gone
mkdir -p /srv/crash/directory/tree/below
: >/srv/crash/directory/tree/below/file
