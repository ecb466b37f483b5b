# shellcheck shell=sh
[ -e /usr/bin/jf-web ] || apt-get install -yqq jf-web=1.0 >/dev/null
printf 'greeting=old\n' >/etc/jf-web.conf
systemctl disable -q jf-web
systemctl restart jf-web
: >/var/lib/jf-web/starts
