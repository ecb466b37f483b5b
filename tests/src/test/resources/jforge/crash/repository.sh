# shellcheck shell=sh
rm -rf /etc/apt/sources.list.d/crash.sources /srv/crash-repository
cp -r /srv/jforge-repo /srv/crash-repository
