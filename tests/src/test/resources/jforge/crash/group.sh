# shellcheck shell=sh
groupdel crash3 2>/dev/null
groupdel crash4 2>/dev/null
groupadd crash4
