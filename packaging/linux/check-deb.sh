#!/usr/bin/env bash
# Installs a .deb on a bare Debian without Python, uses it there without a network, removes it, and looks at what is left;
# then the same with the file that unpacks itself, as an ordinary user, if it is named.
#
# usage: sudo packaging/linux/check-deb.sh DEB FOLDER [RUN]
#
# FOLDER gets the bare system (made once with debootstrap, about 150 MB), a copy of it for this check, and pictures.
# This computer needs debootstrap, Xvfb, xdotool, xwininfo (x11-utils), ImageMagick, and a network for the packages.
# One line is printed for each thing that must hold; the exit code is 0 only if all of them do.
set -euo pipefail

deb=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
archive=${3:+$(realpath "$3")}
base=$folder/base root=$folder/root pictures=$folder/pictures
suite=bookworm
user_id=1000
homes=/home
home=$homes/tester
inside=/tmp
package=$inside/emodesk.deb
failures=0
screen=
started=()

say() { printf '%s  %s\n' "$1" "$2"; }
pass() { say "ok    " "$1"; }
fail() {
    say "FAILED" "$1"
    failures=$((failures + 1))
}
# check WORDS COMMAND...: the command must succeed.
check() {
    local words=$1
    shift
    if "$@" >"$folder/last.log" 2>&1; then pass "$words"; else
        fail "$words (exit code $?)"
        sed 's/^/        | /' "$folder/last.log" | tail -n 20
    fi
}

clean_up() {
    local pid
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    unmount
    rm -rf "$root"
}
unmount() {
    local place
    for place in tmp/.X11-unix "${read_only_home#/}" dev/shm dev/pts dev sys proc; do
        mountpoint -q "$root/$place" && umount --lazy "$root/$place"
    done
    return 0
}
read_only_home=$homes/read-only

make_base() {
    [ -x "$base/usr/bin/dpkg" ] && return
    debootstrap --variant=minbase "$suite" "$base" >"$folder/debootstrap.log"
}

make_root() {
    rm -rf "$root"
    cp -a "$base" "$root"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    local node
    for node in null zero full random urandom tty; do
        touch "$root/dev/$node"
        cp -a --remove-destination "/dev/$node" "$root/dev/$node"
    done
    ln -s /proc/self/fd "$root/dev/fd"
    mkdir "$root/dev/pts" "$root/dev/shm"
    mount -t devpts devpts "$root/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    chroot "$root" useradd --create-home --uid "$user_id" tester
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
}

as_root() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }

# As the user, with nothing of this computer's environment and without any network.
as_user() { (become_user "$@"); }
# For what goes on in the background: the shell becomes the program, so that its number is the program's.
become_user() {
    exec unshare --net -- chroot --userspec="$user_id:$user_id" "$root" \
        env -i HOME="$home" PATH=/usr/bin:/bin LANG="${language:-C.UTF-8}" DISPLAY="$screen" "$@"
}

files_of_root() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./home \
        -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/apt \) -prune -o -print) | sort
}

start_screen() {
    exec {answer}<> <(:)
    # Without -noreset it starts anew when its last window goes, and whoever comes in that moment finds no screen.
    Xvfb -displayfd "$answer" -screen 0 1366x768x24 -nolisten tcp -noreset >/dev/null 2>&1 &
    started+=("$!")
    local number
    read -r -t 20 -u "$answer" number
    screen=:$number
}

# The command that a double-click on the icon carries out.
desktop_command() {
    sed -n 's/^Exec=//p' "$root/usr/share/applications/emodesk.desktop" | sed 's/ *%F$//'
}

windows() { DISPLAY=$screen xdotool search --onlyvisible --name '^EmoDesk' 2>/dev/null || true; }

wait_for_window() {
    local deadline=$((SECONDS + 60))
    while [ "$SECONDS" -lt "$deadline" ]; do
        [ -n "$(windows)" ] && return 0
        sleep 0.02
    done
    return 1
}

wait_for_no_window() {
    local deadline=$((SECONDS + 30))
    while [ -n "$(windows)" ] && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.05; done
}

# open_window WORDS [FILE...]: start from the desktop entry, wait for the window, take a picture, close it.
open_window() {
    local words=$1 name
    shift
    name=$(printf '%s' "$words" | tr -c 'a-zA-Z0-9\n' '-')
    local began ended
    began=$(date +%s%N)
    local -a command
    read -ra command <<<"$(desktop_command)"
    become_user "${command[@]}" "$@" >"$folder/window.log" 2>&1 &
    local program=$!
    started+=("$program")
    if wait_for_window; then
        ended=$(date +%s%N)
        pass "$words: the window is there after $(((ended - began) / 1000000)) ms"
    else
        fail "$words: no window"
        sed 's/^/        | /' "$folder/window.log" | tail -n 20
    fi
    sleep "${settle_s:-2}"
    DISPLAY=$screen import -window root "$pictures/$name.png"
    close_window "$program"
}

# As a log-out does it: the program is asked to end, and closes its window.
close_window() {
    local code=0
    kill -TERM "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || code=$?
    [ "$code" -eq 0 ] || fail "the program ended with code $code"
    wait_for_no_window
}

write_texts() {
    mkdir -p "$root$1"
    {
        echo id,answer
        local number
        for number in $(seq "$2"); do echo "$number,I was so happy about number $number until my boss shouted at me again."; done
    } >"$root$1/answers.csv"
    chown -R "$user_id:$user_id" "$root$(dirname "$1")"
}

check_system() {
    if ls "$root"/usr/bin/python3* >/dev/null 2>&1; then fail "the bare system has Python"; else
        pass "the bare system has no Python"
    fi
    as_root apt-get update -qq
    check "what it depends on can be installed" \
        as_root apt-get satisfy -y -qq --no-install-recommends "$(dpkg-deb -f "$deb" Depends)"
    files_of_root >"$folder/before.txt"
    cp "$deb" "$root$package"
    check "dpkg installs it" as_root dpkg -i "$package"
    check "and finds every file as it was packed" as_root dpkg --verify emodesk
    du -sm "$root/usr/lib/emodesk" | awk '{ print "        installed size: " $1 " MiB" }'
}

check_use() {
    write_texts "$home/study" 60
    check "the self-test passes, without a network" as_user emodesk self-test
    sed 's/^/        | /' "$folder/last.log"
    check "a spreadsheet is labelled" as_user emodesk label "$home/study/answers.csv" -o "$home/study/labelled.xlsx"
    check "the labelled workbook is there" test -s "$root$home/study/labelled.xlsx"
    check "a download without a network ends with exit code 4 and a sentence" no_download
    open_window "first start"
    settle_s=0 open_window "second start"
    settle_s=0 open_window "third start"
    settle_s=8 open_window "a spreadsheet opened with it" "$home/study/answers.csv"
}

no_download() {
    local code=0
    as_user emodesk models download emollama-chat-7b || code=$?
    [ "$code" -eq 4 ]
}

check_survival() {
    local odd="$homes/Žöe 田中 ü"
    write_texts "$odd/Gefühle ü" 20
    home=$odd check "user folder 'Žöe 田中 ü': the self-test passes" as_user emodesk self-test
    home=$odd language=C check "… and where the system's language is C" as_user emodesk self-test
    home=$odd check "… and a file there is labelled" as_user emodesk label "$odd/Gefühle ü/answers.csv"
    home=$odd settle_s=1 open_window "window of the odd user"

    mkdir -p "$root$read_only_home"
    mount -t tmpfs -o ro tmpfs "$root$read_only_home"
    home=$read_only_home check "a home that can't be written: the self-test passes" as_user emodesk self-test
    home=$read_only_home settle_s=1 open_window "window with a home that cannot be written"

    umount "$root/dev/shm"
    rmdir "$root/dev/shm"
    check "without /dev/shm: the self-test passes" as_user emodesk self-test
    check "without standard input and output: a file is labelled" silently "$home/study/quiet.xlsx"
    check "… and the workbook is there" test -s "$root$home/study/quiet.xlsx"
    check_second_instance
    check_killed_worker
}

silently() {
    local code=0
    as_user emodesk label "$home/study/answers.csv" -o "$1" <&- >&- 2>&- || code=$?
    [ "$code" -le 1 ]
}

check_second_instance() {
    become_user emodesk <&- >&- 2>&- &
    local first=$!
    started+=("$first")
    if wait_for_window; then pass "the window opens without standard output"; else fail "no window without standard output"; fi
    sleep 2
    check "a second start hands its file over and ends" timeout 30 \
        unshare --net -- chroot --userspec="$user_id:$user_id" "$root" \
        env -i HOME="$home" PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$screen" emodesk "$home/study/answers.csv"
    sleep 2
    DISPLAY=$screen import -window root "$pictures/second-instance.png"
    if [ "$(windows | wc -l)" -eq 1 ]; then pass "there is one window still"; else fail "windows: $(windows | wc -l)"; fi
    close_window "$first"
}

check_killed_worker() {
    write_texts "$home/long" 1500
    local killed=0 code=0 start
    # A worker that dies while it loads the model ends the command, which goes on where it was when it's given again.
    for start in 1 2 3 4; do
        code=0
        label_with_kills || code=$?
        [ "$code" -eq 3 ] || break
    done
    if [ "$killed" -gt 0 ] && [ "$code" -le 1 ] && [ "$(wc -l <"$root$home/long/out.csv")" -eq 1501 ]; then
        pass "a worker killed $killed times, the command given $start times: every row is labelled"
    else
        fail "a worker killed $killed times, the command given $start times: exit code $code"
        tail -n 5 "$folder/killed.log"
    fi
}

label_with_kills() {
    become_user emodesk label "$home/long/answers.csv" -o "$home/long/out.csv" >"$folder/killed.log" 2>&1 &
    local program=$! worker
    started+=("$program")
    while kill -0 "$program" 2>/dev/null; do
        sleep 1
        grep -q 'distinct texts' "$folder/killed.log" || continue
        worker=$(pgrep -P "$program" -f multiprocessing-fork | tail -n 1 || true)
        if [ "$killed" -lt 3 ] && [ -n "$worker" ] && kill -KILL "$worker" 2>/dev/null; then
            killed=$((killed + 1))
            sleep 3
        fi
    done
    wait "$program"
}

check_removal() {
    check "dpkg removes it" as_root dpkg -r emodesk
    sed 's/^/        | /' "$folder/last.log"
    files_of_root >"$folder/after.txt"
    check "removal leaves no file" diff "$folder/before.txt" "$folder/after.txt"
    as_root dpkg -i "$package" >/dev/null
    check "dpkg purges it" as_root dpkg --purge emodesk
    files_of_root >"$folder/after.txt"
    check "purging leaves no file" diff "$folder/before.txt" "$folder/after.txt"
    if as_root dpkg -s emodesk >/dev/null 2>&1; then fail "dpkg still knows it"; else pass "dpkg knows nothing of it"; fi
    echo "        what stays is the user's own:"
    (cd "$root/home/tester" && find . -type f -not -name '.bash*' -not -name .profile | sort | sed 's/^/        | ~\//; s/\/\.\//\//')
}

check_archive() {
    local run=$inside/emodesk.run
    cp "$archive" "$root$run"
    home=$homes/other
    mkdir "$root$home"
    chown "$user_id:$user_id" "$root$home"
    check "the archive is whole" as_user sh "$run" --check
    check "the archive installs, as an ordinary user" as_user sh "$run"
    check "… and the self-test passes" as_user "$home/.local/bin/emodesk" self-test
    write_texts "$home/study" 20
    check "… and a file is labelled" as_user "$home/.local/bin/emodesk" label "$home/study/answers.csv" -o "$home/study/out.xlsx"
    check "… and its desktop entry names the program" grep -q "^Exec=\"$home/.local/lib/emodesk/emodesk\"" \
        "$root$home/.local/share/applications/emodesk.desktop"
    check "the archive unpacks without installing" as_user sh "$run" --extract "$home/stick"
    check "… and the self-test passes there" as_user "$home/stick/emodesk" self-test
    check "the archive takes away what it has installed" as_user sh "$run" --uninstall
    if find "$root$home/.local" -name '*emodesk*' -path '*/lib/*' -o -path '*/bin/*' -o -name '*.desktop' | grep -q .; then
        fail "something of the program is left"
    else
        pass "nothing of the program is left"
    fi
    check "the labelled workbook is there still" test -s "$root$home/study/out.xlsx"
    (cd "$root$home" && find . -type f -not -path './stick/*' | sort | sed 's/^/        | ~\//; s/\/\.\//\//')
}

mkdir -p "$pictures"
trap clean_up EXIT
trap 'exit 143' TERM INT
make_base
make_root
start_screen
check_system
check_use
check_survival
check_removal
[ -z "$archive" ] || check_archive
[ "$failures" -eq 0 ]
