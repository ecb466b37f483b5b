# shellcheck shell=sh
userdel -r crash5 >/dev/null 2>&1
useradd -m crash5
mkdir -m 700 /home/crash5/.ssh
printf 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOLd there\n' >/home/crash5/.ssh/authorized_keys
chmod 600 /home/crash5/.ssh/authorized_keys
chown -R crash5: /home/crash5/.ssh
