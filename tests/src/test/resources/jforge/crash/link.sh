# shellcheck shell=sh
rm -rf /srv/crash/link
mkdir -p /srv/crash/link
ln -s elsewhere /srv/crash/link/turned
ln -s elsewhere /srv/crash/link/gone
