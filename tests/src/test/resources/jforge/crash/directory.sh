# shellcheck shell=sh
rm -rf /srv/crash/directory
mkdir -p /srv/crash/directory/there /srv/crash/directory/gone
