#!/bin/sh
# Installs Debian packages, as many at once as fit together, and says on each line what became of them.
export DEBIAN_FRONTEND=noninteractive

try() {
  apt-get -qq --yes --no-install-recommends --no-remove \
    -o Dpkg::Use-Pty=0 -o Binary::apt-get::APT::Keep-Downloaded-Packages=true \
    install "$@" >/tmp/apt.log 2>&1
}

# What was unpacked and could not be configured would be in the way of all others.
tidy() {
  broken=$(dpkg-query -W -f '${Package}:${Architecture} ${db:Status-Status}\n' |
    awk '$2 != "installed" && $2 != "config-files" && $2 != "not-installed" { print $1 }')
  # shellcheck disable=SC2086 # names of packages have no spaces
  [ -z "$broken" ] || dpkg --purge --force-all $broken >/dev/null 2>&1
}

# A group that does not fit together is halved until what stands in the way is alone.
install() {
  if try "$@"; then
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
    (install $first)
    install "$@"
  else
    echo "left: $1: $(grep -v '^$' /tmp/apt.log | tail -n 1)"
  fi
}

install "$@"
