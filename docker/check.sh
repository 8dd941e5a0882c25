#!/bin/sh
# Builds the images and the bundle and tries each with the network cut off. It needs no Docker engine: buildah builds
# the unmodified Dockerfiles. It needs Linux, root, a network for the building, and disk: 10 GB in build/check, 30 GB
# with the GPU image. They stay there, so that a second run is quick.
#
# Usage: docker/check.sh [N passed, N failed]    (the counts of tests that ran before: ./workbench test --long)
#        UI2I_CHECK="bundle cpu binder gpu" docker/check.sh    (some of the four)
# shellcheck disable=SC2317 # try calls the functions by name
set -eu
cd "$(dirname "$0")/.."
root=$(pwd -P)
work=$root/build/check
passed=${1:-0}
failed=${3:-0}
parts=${UI2I_CHECK:-bundle cpu binder gpu}
most_bytes=1300000000
base=docker.io/library/debian:bookworm-slim
export CONTAINERS_STORAGE_CONF="$work/storage.conf"
unset PIP_FIND_LINKS PIP_INDEX_URL 2>/dev/null || true # a bundle must not lean on this machine's settings

say() { printf '%s\n' "$*"; }

# TITLE COMMAND...: one line for the test; what the command said only if it failed.
try() {
    title=$1
    shift
    set +e # a command that is asked for its success would ignore -e inside
    (set -e; "$@") >"$work/log" 2>&1
    code=$?
    set -e
    if [ "$code" = 0 ]; then
        say "ok     $title"
        passed=$((passed + 1))
    else
        say "FAILED $title"
        tail -n 40 "$work/log" | sed 's/^/       /'
        failed=$((failed + 1))
    fi
}

finish() {
    say "$passed passed, $failed failed"
    [ "$failed" = 0 ]
    exit
}

# --- What a machine must have ---

tools() {
    [ "$(uname)" = Linux ] || { say "this is $(uname): the images can be built and tried on Linux only"; return 1; }
    [ "$(id -u)" = 0 ] || { say "user $(id -un) may not make a base image: run it as root (sudo)"; return 1; }
    packages=''
    for pair in buildah:buildah debootstrap:debootstrap shellcheck:shellcheck ip:iproute2 unshare:util-linux; do
        command -v "${pair%:*}" >/dev/null || packages="$packages ${pair#*:}"
    done
    if [ -n "$packages" ]; then
        command -v apt-get >/dev/null || { say "missing, and no apt-get to install it:$packages"; return 1; }
        apt-get update -q
        # shellcheck disable=SC2086
        apt-get install -y -q --no-install-recommends $packages
    fi
    [ -x "$work/tools/bin/hadolint" ] || {
        "${PYTHON:-python3}" -m venv "$work/tools"
        "$work/tools/bin/pip" install -q --disable-pip-version-check -r docker/requirements.txt
    }
}

# The base image: from its registry, else made with debootstrap (larger than the registry's, so a size measured on it is
# an upper bound). Certificates that this machine trusts beside the usual ones, such as a firm's, go into it.
base_image() {
    mkdir -p "$work/base/ca"
    printf '[storage]\ndriver="overlay"\ngraphroot="%s"\nrunroot="%s"\n' "$work/store" "$work/run" >"$work/storage.conf"
    ! buildah inspect --type image "$base" >/dev/null 2>&1 || return 0
    if timeout 120 buildah pull -q "$base"; then
        printf 'FROM %s\n' "$base" >"$work/base/Dockerfile"
    else
        say 'no registry within reach: making the base image with debootstrap'
        debootstrap --variant=minbase bookworm "$work/base/rootfs"
        # As in the registry's image: apt keeps no packages.
        printf '%s\n' 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };' \
            'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' >"$work/base/rootfs/etc/apt/apt.conf.d/docker-clean"
        rm -rf "$work"/base/rootfs/var/cache/apt/archives/*.deb "$work"/base/rootfs/var/lib/apt/lists/*
        tar -C "$work/base/rootfs" --numeric-owner -cf "$work/base/rootfs.tar" .
        rm -rf "$work/base/rootfs"
        printf 'FROM scratch\nADD rootfs.tar /\nCMD ["bash"]\n' >"$work/base/Dockerfile"
    fi
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$work/base/ca" \; 2>/dev/null || true
    printf 'COPY ca/ /usr/local/share/ca-certificates/\n' >>"$work/base/Dockerfile"
    buildah bud -q --isolation chroot --pull-never -t "$base" "$work/base"
}

# --- Building and running ---

build() { # IMAGE DOCKERFILE [OPTION...]
    image=$1
    file=$2
    shift 2
    # Format docker: the other one knows no HEALTHCHECK.
    buildah bud --isolation chroot --pull-never --layers --format docker -f "$file" -t "$image" "$@" .
}

offline() { # COMMAND...: in a network of its own, which has nothing but 127.0.0.1
    # shellcheck disable=SC2016
    unshare -n sh -c 'ip link set lo up && exec "$@"' sh "$@"
}

mount='' # a folder of user 12345 that stands for notebooks/ in the container
inside() { # IMAGE COMMAND...: as the image's user, offline
    container=$(buildah from --pull-never "$1")
    shift
    result=0
    offline buildah run --isolation chroot ${mount:+--user=12345:0} ${mount:+"--volume=$mount:/opt/ui2i/notebooks"} \
        "$container" -- "$@" || result=$?
    buildah rm "$container" >/dev/null
    return "$result"
}

small() { # IMAGE: all files together
    container=$(buildah from --pull-never "$1")
    bytes=$(du -s --block-size=1 "$(buildah mount "$container")" | cut -f 1)
    buildah rm "$container" >/dev/null
    say "       $1: $((bytes / 1000000)) MB uncompressed" >&3
    [ "$bytes" -le "$most_bytes" ] || { say "$bytes bytes are more than $most_bytes"; return 1; }
}

says() { # WORD COMMAND...: succeeds and says the word
    word=$1
    shift
    said=$("$@" 2>&1) || { say "$said"; return 1; }
    say "$said"
    case $said in *"$word"*) ;; *) say "it does not say $word"; return 1 ;; esac
}

# Starts a server, waits until it answers on port 8888, ends it. For the bundle as for the images.
# shellcheck disable=SC2016
answers='"$@" >"$HOME/server.log" 2>&1 &
server=$!
for second in $(seq 120); do
    if python3 -c "import urllib.request as u; u.urlopen(\"http://127.0.0.1:8888/api\", timeout=5)" 2>/dev/null; then
        kill $server; wait $server; exit 0
    fi
    sleep 1
done
cat "$HOME/server.log"; kill $server; exit 1'

runs_notebook() { # IMAGE: without the launcher, as Binder does it
    says 'uid=1000' inside "$1" sh -c 'id && jupyter execute en/00-start-here.ipynb'
}

# --- The tests ---

dockerfiles() {
    for file in docker/Dockerfile docker/Dockerfile.gpu binder/Dockerfile; do
        try "hadolint $file" "$work/tools/bin/hadolint" "$file"
    done
    try 'shellcheck' shellcheck workbench docker/check.sh
}

image_tests() { # IMAGE
    try "$1 has at most $((most_bytes / 1000000)) MB" small "$1"
    try "$1 runs notebook 00 as user 1000 offline" runs_notebook "$1"
    try "$1 is whole (doctor)" says 'OK       native' inside "$1" workbench doctor
}

cpu() {
    try 'docker/Dockerfile builds' build ui2i-workbench docker/Dockerfile
    image_tests ui2i-workbench
    try 'docker/Dockerfile has a numeric user and a health check' \
        says '"User": "1000"' says '"Healthcheck"' buildah inspect --type image ui2i-workbench
    try 'the CPU image serves JupyterLab' inside ui2i-workbench \
        sh -c "$answers" sh workbench lab --ip=0.0.0.0 --no-browser
    try 'the CPU image serves mounted notebooks of another user, as compose.yaml does' mounted
}

mounted() {
    mount=$work/mounted
    rm -rf "$mount"
    cp -r notebooks "$mount"
    chown -R 12345 "$mount"
    inside ui2i-workbench sh -c "touch en/mine; $answers" sh workbench lab --ip=0.0.0.0 --no-browser
    rm -r "$mount"
}

binder() {
    try 'binder/Dockerfile builds' build ui2i-binder binder/Dockerfile \
        --build-arg NB_USER=jovyan --build-arg NB_UID=1000
    image_tests ui2i-binder
    # shellcheck disable=SC2016
    try 'the Binder image has jupyter, jupyterlab, notebook and a home to write in' inside ui2i-binder sh -ec \
        'jupyter lab --version; jupyter notebook --version; python3 -c "import jupyterlab"
            touch "$HOME/x"; test "$HOME" = /home/jovyan'
    try 'the Binder image opens with the table of contents' \
        says '"current": "@jupyterlab/toc:plugin"' inside ui2i-binder jupyter lab workspaces export
    try 'the Binder image serves JupyterLab' inside ui2i-binder \
        sh -c "$answers" sh jupyter lab --ip=0.0.0.0 --port=8888 --no-browser
}

gpu() {
    try 'there are 25 GB of disk for the GPU image' room 25
    try 'docker/Dockerfile.gpu builds on the CPU image' build ui2i-workbench-gpu docker/Dockerfile.gpu \
        --build-arg BASE=localhost/ui2i-workbench
    try 'the GPU image starts the CUDA build of libtorch (no GPU needed)' says 'OK       native' \
        inside ui2i-workbench-gpu sh -c 'test -f /opt/djl/cache/pytorch/*-cu128-*/*libdjl_torch.so && workbench doctor'
}

room() { # GB: free, or used by an earlier build
    free=$(df -k --output=avail "$work" | tail -n 1)
    used=$(du -sk "$work/store" | cut -f 1)
    [ $((free + used)) -ge $(($1 * 1000000)) ] || { say "$((free / 1000000)) GB are free in $work"; return 1; }
}

bundle() {
    rm -f "$work/bundle.tar.gz"
    try 'the bundle is made' ./workbench bundle --out "$work/bundle.tar.gz"
    [ ! -f "$work/bundle.tar.gz" ] || say "       bundle: $(($(stat -c %s "$work/bundle.tar.gz") / 1000000)) MB"
    rm -rf "$work/a classroom"
    mkdir -p "$work/a classroom/home"
    try 'the bundle unpacks' tar -xzf "$work/bundle.tar.gz" -C "$work/a classroom" --strip-components 1
    try 'the bundle runs notebook 00 offline' classroom ./workbench notebooks run 00
    try 'the bundle is whole (doctor)' classroom ./workbench doctor
    try 'the bundle trains offline' \
        classroom ./workbench train unit --data glyph-styles --preset tiny --steps 2 --seed 1 --out runs/first
    try 'the bundle translates offline' classroom ./workbench translate --weights checkpoints/unit-glyphs \
        --content docs/images/letter.png --direction a2b --out runs/letter.png
    try 'the bundle serves JupyterLab offline' classroom sh -c "$answers" sh ./workbench lab --no-browser --port=8888
    rm -rf "$work/a classroom"
}

# COMMAND...: in the unpacked bundle, whose path has a space; the home has neither Maven's repository nor DJL's cache.
classroom() {
    cd "$work/a classroom"
    HOME="$work/a classroom/home"
    offline "$@"
}

mkdir -p "$work"
exec 3>&1
say ''
say 'The images and the bundle'
before=$failed
try 'the tools are there' tools
[ "$failed" = "$before" ] || finish
dockerfiles
for part in $parts; do
    [ "$part" = bundle ] || [ -n "${based:-}" ] || { try 'a base image' base_image; based=yes; }
    "$part"
done
finish
