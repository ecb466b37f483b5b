# shellcheck shell=bash
# The images. No image registry is asked: debootstrap makes the base from the package mirror that
# this machine's own apt uses. Sourced by up, which sets these two.
: "${here:?}" "${state:?}"

suite=bookworm

# recipe FILE...: a digest of these files and folders, names and modes included.
recipe() {
    (
        cd "$here" || exit
        find "$@" -type f -printf '%p %m\n' | LC_ALL=C sort
        find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 cat
    ) | sha256sum | cut -c 1-16
}

# is_built IMAGE RECIPE
is_built() {
    [ "$(docker image inspect -f '{{index .Config.Labels "jforge.recipe"}}' "$1" 2>/dev/null)" = "$2" ]
}

mirror() {
    local file
    for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -f "$file" ] || continue
        awk '$1 == "URIs:" { print $2; exit }
             $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^[a-z]+:\//) { print $i; exit } }' "$file"
    done | head -n 1
}

base_image() {
    local made
    made=$(recipe image.sh)
    is_built jforge-host-base:$suite "$made" && return 0
    local root=$state/root archive=$state/$suite.tgz from
    from=$(mirror)
    if [ -z "$from" ]; then
        echo "no package mirror: neither /etc/apt/sources.list nor /etc/apt/sources.list.d names one"
        return 1
    fi
    rm -rf "$root"
    if [ ! -s "$archive" ]; then
        debootstrap --variant=minbase --make-tarball="$archive.part" $suite "$root" "$from"
        mv "$archive.part" "$archive"
        rm -rf "$root"
    fi
    debootstrap --variant=minbase --unpack-tarball="$archive" $suite "$root" "$from"
    slim "$root"
    tar -C "$root" --numeric-owner -c . |
        docker import --change "LABEL jforge.recipe=$made" - jforge-host-base:$suite
    rm -rf "$root"
}

# Without documentation and with this machine's package sources, its proxy among them.
slim() {
    local root=$1
    rm -rf "$root"/usr/share/{doc,man,locale}/* "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
    printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/doc/*' 'path-exclude=/usr/share/man/*' \
        'path-exclude=/usr/share/locale/*' >"$root/etc/dpkg/dpkg.cfg.d/jforge"
    printf 'Acquire::Check-Valid-Until "false";\nAcquire::Languages "none";\n' >"$root/etc/apt/apt.conf.d/90jforge"
    apt-config dump | grep -E '^Acquire::https?::Proxy' >"$root/etc/apt/apt.conf.d/91proxy" || true
    rm -f "$root/etc/apt/sources.list"
    if [ -f /etc/apt/sources.list.d/debian.sources ]; then
        cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
    else
        cp /etc/apt/sources.list "$root/etc/apt/sources.list.d/debian.list"
    fi
}

# host_image NAME: jforge-host:NAME from NAME/Dockerfile; the build sees this whole folder.
host_image() {
    local made
    made=$(recipe image.sh "$1" packages)
    is_built "jforge-host:$1" "$made" && return 0
    docker build --tag "jforge-host:$1" --file "$here/$1/Dockerfile" --label "jforge.recipe=$made" "$here"
}
