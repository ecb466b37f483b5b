# shellcheck shell=sh
rm -rf /srv/crash/file
mkdir -p /srv/crash/file
cd /srv/crash/file || exit
printf 'old\n' >changed && chmod 0640 changed && chown nobody:users changed
printf 'old\n' >own && chmod 0600 own
printf 'old\n' >checked
printf 'old\n' >rendered
printf 'old\n' >secret && chmod 0600 secret
printf 'old\n' >gone
dd if=/dev/zero of=large bs=100000 count=1 status=none
