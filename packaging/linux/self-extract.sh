#!/bin/sh
# EmoDesk @VERSION@ for Linux (@MACHINE@): this file holds the whole program, packed, behind its last line.
# It installs for the user who starts it. No administrator, no network.
set -eu

usage() {
    cat <<'TEXT'
usage: sh emodesk-@VERSION@-linux-@MACHINE@.run [--to FOLDER | --extract FOLDER | --check | --uninstall]

  (nothing)         install below ~/.local: the program, the command "emodesk", an entry among the applications
  --to FOLDER       install below FOLDER instead of ~/.local
  --extract FOLDER  unpack the program into FOLDER, a new one, and change nothing else: to carry it on a stick
  --check           say whether this file came whole
  --uninstall       take away what this file has installed (with --to FOLDER if it was); your own files stay
TEXT
}

self=$0
lines=@LINES@
sum=@SHA256@
prefix=$HOME/.local
action=install

while [ $# -gt 0 ]; do
    case $1 in
        --to) prefix=${2:?--to needs a folder}; shift ;;
        --extract) action=extract; folder=${2:?--extract needs a folder}; shift ;;
        --check) action=check ;;
        --uninstall) action=uninstall ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

payload() { tail -n "+$lines" "$self"; }

check_payload() {
    found=$(payload | sha256sum | cut -d ' ' -f 1)
    if [ "$found" != "$sum" ]; then
        echo "This file is damaged or incomplete: fetch it again. Nothing was changed." >&2
        exit 1
    fi
}

need_xz() {
    if ! command -v xz >/dev/null 2>&1; then
        echo "This computer lacks xz, which unpacks this file: install the package xz-utils (elsewhere xz)." >&2
        echo "Nothing was changed." >&2
        exit 1
    fi
}

tell_desktop() {
    try_quietly update-desktop-database -q "$prefix/share/applications"
    try_quietly update-mime-database "$prefix/share/mime"
    try_quietly gtk-update-icon-cache -q -f -t "$prefix/share/icons/hicolor"
}

try_quietly() {
    if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || true; fi
}

# What the desktop has gathered about files that are gone would keep their folders alive.
drop_idle_caches() {
    share=$prefix/share
    ls "$share"/applications/*.desktop >/dev/null 2>&1 || rm -f "$share/applications/mimeinfo.cache"
    ls "$share"/mime/packages/*.xml >/dev/null 2>&1 || rm -rf "$share/mime"
    find "$share/icons/hicolor" -type f ! -name icon-theme.cache 2>/dev/null | grep -q . \
        || rm -f "$share/icons/hicolor/icon-theme.cache"
}

uninstall() {
    list=$prefix/lib/emodesk/installed-files
    if [ ! -f "$list" ]; then
        echo "There is no EmoDesk installed by such a file below $prefix." >&2
        exit 1
    fi
    prefix=$(cd "$prefix" && pwd)
    names=$(cat "$prefix/lib/emodesk/installed-files")
    rm -rf "$prefix/lib/emodesk"
    (
        cd "$prefix"
        # No name that the program installs has a space in it.
        for name in $names; do
            rm -f "$name"
        done
        drop_idle_caches
        for name in $names lib/emodesk; do
            rmdir -p --ignore-fail-on-non-empty "$(dirname "$name")" 2>/dev/null || true
        done
    )
}

case $action in
    check)
        check_payload
        echo "This file is whole."
        ;;
    extract)
        need_xz
        check_payload
        mkdir -p "$(dirname "$folder")"
        mkdir "$folder"
        payload | tar -xJ -C "$folder" --strip-components=2 lib/emodesk
        echo "Start it with: $folder/emodesk"
        ;;
    install)
        need_xz
        check_payload
        mkdir -p "$prefix"
        prefix=$(cd "$prefix" && pwd)
        if [ -f "$prefix/lib/emodesk/installed-files" ]; then uninstall; fi
        payload | tar -xJ -C "$prefix"
        entry=$prefix/share/applications/emodesk.desktop
        # An entry finds no program below a home folder by its name alone.
        sed -e "s|^Exec=emodesk|Exec=\"$prefix/lib/emodesk/emodesk\"|" -e '/^TryExec=/d' "$entry" >"$entry.new"
        mv "$entry.new" "$entry"
        payload | tar -tJ | sed -n '/[^/]$/p' | grep -v '^lib/emodesk/' >"$prefix/lib/emodesk/installed-files"
        tell_desktop
        echo "EmoDesk @VERSION@ is installed. It is among your applications; on the command line: $prefix/bin/emodesk"
        ;;
    uninstall)
        uninstall
        if [ -d "$prefix/share" ]; then tell_desktop; fi
        echo "EmoDesk is removed. Your project files, and models in ~/.local/share/emodesk, stay."
        ;;
esac
exit 0
