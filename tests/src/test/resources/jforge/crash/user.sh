# shellcheck shell=sh
userdel -r crash1 >/dev/null 2>&1
userdel -r crash2 >/dev/null 2>&1
useradd -m crash2
