# shellcheck shell=sh
rm -rf /srv/crash/download
mkdir -p /srv/crash/download /srv/crash-www
printf one >/srv/crash-www/one
printf old >/srv/crash/download/changed
[ -e /run/crash-httpd ] || busybox httpd -p 127.0.0.1:8112 -h /srv/crash-www
command -v curl >/dev/null || command -v wget >/dev/null || ln -s /usr/bin/busybox /usr/local/bin/wget
: >/run/crash-httpd
