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

# Of packages that exclude each other apt names the first ones; it is asked again without one of them until all fit.
plan() {
  until apt --simulate install "$@"; do
    blocked=$(sed -n 's/^ \([a-z0-9][a-z0-9+.-]*\)[^ ]* : .*/\1/p' $answer)
    out=
    for name in $blocked; do
      case " $* " in *" $name "*) out=$name && break ;; esac
    done
    [ -n "$out" ] || return
    echo "left: $out: $(sed -n "s/^ $out[^ ]* : //p" $answer | head -n 1)"
    rest=
    for name in "$@"; do
      [ "$name" = "$out" ] || rest="$rest $name"
    done
    # shellcheck disable=SC2086 # names of packages have no spaces
    set -- $rest
  done
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
  plan "$@"
else
  wanted=
  for name in "$@"; do
    grep -q "^left: $name: " $log || wanted="$wanted $name"
  done
  # shellcheck disable=SC2086
  [ -z "$wanted" ] || add $wanted
fi
