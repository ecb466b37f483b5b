# shellcheck shell=bash
# The Docker engine: installed, started, stopped. Sourced by up, which sets these two.
: "${here:?}" "${state:?}"

engine_packages() {
    local missing=() command
    for command in dockerd:docker.io docker:docker.io iptables:iptables debootstrap:debootstrap; do
        command -v "${command%%:*}" >/dev/null || missing+=("${command#*:}")
    done
    [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
}

apt_install() {
    apt-get -q -o DPkg::Lock::Timeout=600 -o APT::Update::Error-Mode=any update
    apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
}

engine_answers() { docker version >/dev/null 2>&1; }

# alive PROGRAM PIDFILE: by the link to the executable, which a zombie hasn't.
alive() {
    local pid exe
    pid=$(cat "$2" 2>/dev/null) || return 1
    exe=$(readlink "/proc/$pid/exe" 2>/dev/null) && [ "${exe##*/}" = "$1" ]
}

engine_up() {
    engine_answers && return 0
    # A killed engine leaves these behind, and a new one then believes that the old one runs.
    alive dockerd /var/run/docker.pid || rm -f /var/run/docker.pid /var/run/docker.sock
    alive containerd /var/run/docker/containerd/containerd.pid || rm -f /var/run/docker/containerd/containerd.pid

    local options=(--host=unix:///var/run/docker.sock --ip=127.0.0.1 --log-level=warn)
    if ! has_sys_resource; then
        install -m 755 "$here/runc-without-sys-resource" "$state/runc"
        options+=(--add-runtime "jforge=$state/runc" --default-runtime jforge)
    fi
    setsid nohup dockerd "${options[@]}" </dev/null >"$state/dockerd.log" 2>&1 &
    local started=$! tries
    echo "$started" >"$state/dockerd.pid"
    for ((tries = 0; tries < 300; tries++)); do
        engine_answers && return 0
        alive dockerd "$state/dockerd.pid" || ((tries < 10)) || break
        sleep 0.1
    done
    tail -n 20 "$state/dockerd.log"
    return 1
}

# CAP_SYS_RESOURCE is bit 24. Without it in the bounding set no container can be privileged,
# because the engine asks for every capability there is.
has_sys_resource() {
    local bounding
    bounding=$(awk '$1 == "CapBnd:" { print $2 }' /proc/self/status)
    (((16#$bounding >> 24) & 1))
}

engine_down() {
    alive dockerd "$state/dockerd.pid" || return 0
    kill "$(cat "$state/dockerd.pid")"
    while alive dockerd "$state/dockerd.pid"; do sleep 0.1; done
    rm -f "$state/dockerd.pid"
}
