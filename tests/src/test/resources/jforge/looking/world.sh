#!/bin/sh
# Makes the host that is looked at: something to see for every kind, and the users by which one is looked at.
set -eu
mkdir -p /srv/looked/full/inner /srv/looked/empty /var/lib/jforge/owed /run/looking/tools
cd /srv/looked
printf 'same\n' >same
printf 'other\n' >other
printf '\000\377\001' >binary
printf 'same\n' >"it's a \"name\""
printf 'word: hush\n' >secret
printf 'word: other\n' >no-secret
printf 'from elsewhere\n' >source
printf 'a 1\nb 1\nb 3\n' >lines
ln -s same link
ln -s same link2
ln -s same same2
ln -s nowhere dangling
printf '0123456789abcdef0123456789abcdef a file changed\n' >/var/lib/jforge/owed/service-looked
printf 'net.ipv4.ip_forward = 0\n' >/etc/sysctl.d/60-looked.conf
for d in release among; do
  mkdir -p "$d/sub"
  printf 'a\n' >"$d/a"
  printf 'b\n' >"$d/sub/b"
  ln -s a "$d/link"
  k=$(printf %s "/srv/looked/$d" | sha256sum)
  k=/var/lib/jforge/archives/$(printf %.32s "$k")-$(stat -c %i "$d")
  mkdir -p /var/lib/jforge/archives
  (
    cd "$d"
    printf 'sha256:0 strip=0 owner=0:0\n'
    find . -mindepth 1 -type d -exec stat -c '%f %u:%g 0 0 %n' '{}' +
    find . ! -type d -exec stat -c '%f %u:%g %s %Y %n' '{}' +
    printf '81a4 0:0 1 1 ./gone\n'
  ) >"$k"
  : >"$d/extra"
done
mkdir strange tmpfs bound
: >strange/extra
# read-only as they will be to one who looks and must not write
mount -t tmpfs -o ro,size=1m tmpfs /srv/looked/tmpfs
mount -o bind,ro /srv/looked/full /srv/looked/bound
groupadd looked
usermod -aG users,looked sudopw
apt-get install -y -qq jf-web=1.0 jf-rival >/dev/null
systemctl disable --now -q jf-web

# root by other names, whose login shell is what looks on
for name in traced sealed; do
  useradd -o -u 0 -g 0 -m -d "/root/$name" -s "/usr/local/lib/looking/$name" "$name"
  mkdir -p "/root/$name/.ssh"
  cp /root/.ssh/authorized_keys "/root/$name/.ssh/"
done
