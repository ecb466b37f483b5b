#!/bin/sh
# The first process of a sandbox, in fresh namespaces: builds its file system, then holds it and reaps orphans.
# Arguments: the sandbox's state directory (absolute), its host name. Prints "ready" when a shell can enter.
set -eu
dir=$1
host=$2

# /proc is still the machine's, so this is who we are as the machine counts. Written before any mount: whoever
# finds a sandbox without "ready" can end it.
IFS= read -r stat </proc/self/stat
read -r boot </proc/sys/kernel/random/boot_id
pid=${stat%% *}
# shellcheck disable=SC2086  # the fields behind the name: the 20th is the start time
set -- ${stat##*) }
printf '%s %s %s\n' "$pid" "${20}" "$boot" >"$dir/holder.new"
mv "$dir/holder.new" "$dir/holder"

# With one user id only, what belongs to others is nobody's: a directory can be written to when its upper is ours.
shadow=no extra=
while read -r _ outer _; do
  [ "$outer" = 0 ] || { shadow=yes extra=,userxattr; }
done </proc/self/uid_map

umask 022
mkdir -p "$dir/fs"
cd "$dir/fs"
mount -t tmpfs -o mode=755 jforge "$dir/fs"
cd "$dir/fs"
mkdir up work root
mount --bind root root

# hidden PATH: the sandbox has its own, or nothing, there.
hidden() {
  case $1 in
    /proc | /sys | /dev | /run | /tmp | /home | /root | /mnt | /media | /boot | /snap | /lost+found) return 0 ;;
  esac
  return 1
}

# own PATH BELOW: makes the directories at PATH/BELOW ours, in what will be the upper of PATH.
own() {
  (cd "$1" && find "$2" -type d ! -name . -print0 2>/dev/null) | (cd "up$1" && xargs -0 mkdir -p --) 2>/dev/null || :
}

# layer PATH DEPTH: what the machine has at PATH, copy-on-write. A directory with locked mounts below it can't be
# overlaid without root: its entries are then, one by one.
layer() (
  at=${1%/} depth=$2
  mkdir -p "up$at" "work$at" "root$at"
  case $shadow$at in
    yes | yes/lib*) ;;
    yes/usr) own "$at" local ;; # packages need root anyway
    yes*) own "$at" . ;;
  esac
  mount -t overlay jforge -o "lowerdir=$1,upperdir=up$at,workdir=work$at$extra" "root$at" 2>/dev/null && return 0
  [ "$depth" -gt 0 ] || return 0
  find "$1" -maxdepth 1 -type f -size -2048 -exec cp -p -- {} "root$at/" \; 2>/dev/null || :
  for entry in "$at"/* "$at"/.[!.]*; do
    if [ -L "$entry" ]; then
      cp -P -- "$entry" "root$at/"
    elif [ -d "$entry" ]; then
      hidden "$entry" || layer "$entry" $((depth - 1))
    fi
  done
)

layer / 3
if ! [ -e root/etc/passwd ]; then
  echo "this kernel makes no overlay of the machine's files here" >&2
  exit 1
fi
if [ "$shadow" = no ]; then
  # What the machine mounts apart is not below an overlay of its root.
  while read -r _ _ _ _ at _; do
    case $at in
      /etc | /usr | /usr/local | /opt | /srv | /var | /var/cache | /var/lib | /var/log) layer "$at" 0 ;;
    esac
  done </proc/self/mountinfo
else
  # Tools that edit these in place must own them; what can't be read starts empty.
  for f in passwd group shadow gshadow subuid subgid .pwd.lock; do
    cp "/etc/$f" "root/etc/.$f.jforge" 2>/dev/null || : >"root/etc/.$f.jforge"
    mv -f "root/etc/.$f.jforge" "root/etc/$f"
    rm -f "root/etc/$f-"
  done
fi

cd root
mkdir -p proc sys dev run tmp root home mnt media
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys 2>/dev/null || :
# The kernel's settings are the machine's but for those of a namespace of our own.
mount --bind proc/sys/net proc/sys/net
mount --bind proc/sys/kernel/hostname proc/sys/kernel/hostname
mount --rbind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
for t in run mnt media home; do mount -t tmpfs -o mode=755 tmpfs "$t"; done
mount -t tmpfs -o mode=700 tmpfs root
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -m 1777 run/lock

mount -t tmpfs -o mode=755 tmpfs dev
for d in null zero full random urandom tty; do
  : >"dev/$d"
  mount --bind "/dev/$d" "dev/$d"
done
mkdir dev/pts
mkdir -m 1777 dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr

# A host of its own has a name of its own, loopback, and nothing of what jforge wrote down about the machine.
rm -rf var/lib/jforge
{ printf '%s\n' "$host" >/proc/sys/kernel/hostname; } 2>/dev/null || hostname "$host"
rm -f etc/hostname etc/hosts
printf '%s\n' "$host" >etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost ip6-localhost\n' "$host" >etc/hosts
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || :

mkdir run/machine
pivot_root . run/machine
cd /
umount -l /run/machine
rmdir /run/machine
echo ready
exec </dev/null >/dev/null 2>&1
# wait reaps whatever becomes our child; the sleep only keeps it from returning.
while :; do
  sleep 2147483 &
  wait || :
done
