# shellcheck shell=sh
rm -f /etc/sysctl.d/*crash* /etc/sysctl.d/*jforge*
echo 60 >/proc/sys/net/ipv4/tcp_fin_timeout
echo 500 >/proc/sys/net/ipv4/tcp_invalid_ratelimit
echo 9 >/proc/sys/net/ipv4/tcp_keepalive_probes
echo 70 >/proc/sys/net/ipv4/tcp_keepalive_intvl
echo 'net.ipv4.tcp_fin_timeout = 45' >/etc/sysctl.d/99-crash.conf
echo 'net.ipv4.tcp_keepalive_intvl = 70' >/etc/sysctl.d/90-jforge.conf
