# shellcheck shell=sh
dpkg --force-all --purge jf-tool jf-lib >/dev/null 2>&1
