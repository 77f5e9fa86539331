#!/bin/sh
# install.sh plan PACKAGE...: leaves out what conflicts with others. install.sh add PACKAGE...: installs the rest.
# What became of each package is a line on standard output, which is the log; `add` reads there what `plan` wrote.
export DEBIAN_FRONTEND=noninteractive
log=/var/log/scoreboard.log
answer=/tmp/apt.log

apt() {
  apt-get -q --yes --no-install-recommends --no-remove \
    -o Dpkg::Use-Pty=0 -o Binary::apt-get::APT::Keep-Downloaded-Packages=true "$@" >$answer 2>&1
}

# apt takes a name that it does not know for a pattern, so it is asked about known ones only.
known() {
  apt-cache dumpavail | sed -n 's/^Package: //p' | sort -u >/tmp/known
  for name in "$@"; do
    if grep -qxF -e "$name" /tmp/known; then echo "$name"; else echo "left: $name: it is not in the archive" >&2; fi
  done
}

# Of packages that exclude each other apt names the first ones; it is asked again without one of them until all fit. Where it
# names none that was asked for, `add` finds out which one it is.
plan() {
  # shellcheck disable=SC2046 # names of packages have no spaces
  set -- $(known "$@" 2>&3)
  [ $# -gt 0 ] || return 0
  until apt --simulate install "$@"; do
    out=
    for name in $(named); do
      case " $* " in *" $name "*) out=$name && break ;; esac
    done
    [ -n "$out" ] || return 0
    echo "left: $out: $(grep -E "^ .*$out" $answer | head -n 1 | sed 's/^ *[^ ]* : //')"
    rest=
    for name in "$@"; do
      [ "$name" = "$out" ] || rest="$rest $name"
    done
    # shellcheck disable=SC2086
    set -- $rest
    [ $# -gt 0 ] || return 0
  done
}

# What cannot be installed, then what that excludes.
named() {
  sed -n 's/^ \([a-z0-9][a-z0-9+.-]*\)[^ ]* : .*/\1/p' $answer
  sed -n 's/^ .*\(Conflicts\|Breaks\): \([a-z0-9][a-z0-9+.-]*\).*/\2/p' $answer
}

# What was unpacked and could not be configured would be in the way of all others.
tidy() {
  broken=$(dpkg-query -W -f '${Package}:${Architecture} ${db:Status-Status}\n' |
    awk '$2 != "installed" && $2 != "config-files" && $2 != "not-installed" { print $1 }')
  # shellcheck disable=SC2086
  [ -z "$broken" ] || dpkg --purge --force-all $broken >/dev/null 2>&1
}

# A group that does not fit together is halved until what stands in the way is alone.
add() {
  if apt install "$@"; then
    echo "installed: $*"
    return
  fi
  tidy
  if [ $# -gt 1 ]; then
    half=$(($# / 2))
    first=
    while [ $half -gt 0 ]; do
      first="$first $1"
      shift
      half=$((half - 1))
    done
    # shellcheck disable=SC2086
    (add $first)
    add "$@"
  else
    echo "left: $1: $(grep -v '^$' $answer | tail -n 1)"
  fi
}

command=$1
shift
if [ "$command" = plan ]; then
  plan "$@" 3>&1
else
  wanted=
  for name in "$@"; do
    grep -q "^left: $name: " $log || wanted="$wanted $name"
  done
  # shellcheck disable=SC2086
  [ -z "$wanted" ] || add $wanted
fi
