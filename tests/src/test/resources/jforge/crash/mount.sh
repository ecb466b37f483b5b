# shellcheck shell=sh
for m in made changed bound; do
  while umount "/srv/crash/mount/$m" 2>/dev/null; do :; done
done
rm -rf /srv/crash/mount
mkdir -p /srv/crash/mount/changed /srv/crash/mount/source
: >/srv/crash/mount/source/file
mount -t tmpfs -o noexec tmpfs /srv/crash/mount/changed
printf '# mine\n' >/etc/fstab
