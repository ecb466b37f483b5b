# shellcheck shell=sh
rm -f /srv/crash-made* /srv/crash-copy /srv/crash-once /var/lib/jforge/ran-*
