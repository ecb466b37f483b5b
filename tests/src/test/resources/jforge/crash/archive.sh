# shellcheck shell=sh
rm -rf /srv/crash/archive /srv/crash/.archive.jforge-* /var/lib/jforge/archives
mkdir -p /srv/crash/archive/among /srv/crash-archive
cd /srv/crash-archive || exit 1
printf x >x
tar --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=644 -cf one.tar x
echo mine >/srv/crash/archive/among/mine
echo old >/srv/crash/archive/among/x
[ -e /run/crash-archive ] || busybox httpd -p 127.0.0.1:8113 -h /srv/crash-archive
: >/run/crash-archive
