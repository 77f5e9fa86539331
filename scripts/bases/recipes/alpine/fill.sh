# Fills the Alpine root filesystem in the current folder: names, users, and the package database.
# https://wiki.alpinelinux.org/wiki/Apk_spec
set -eu
# The Alpine with the busybox and musl of Debian trixie.
version=3.21.3
architecture=$(uname -m)

echo "$version" > etc/alpine-release
cat > etc/os-release <<EOF
NAME="Alpine Linux"
ID=alpine
VERSION_ID=$version
PRETTY_NAME="Alpine Linux v3.21 (stand-in)"
HOME_URL="https://alpinelinux.org/"
EOF
cat > etc/passwd <<EOF
root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
EOF
sed 's/:.*/:!::0:::::/' etc/passwd > etc/shadow
cat > etc/group <<EOF
root:x:0:root
bin:x:1:root,bin,daemon
daemon:x:2:root,bin,daemon
nogroup:x:65533:
nobody:x:65534:
EOF
chmod 640 etc/shadow
printf '127.0.0.1\tlocalhost\n' > etc/hosts
printf '/bin/sh\n' > etc/shells
printf 'hosts: files dns\n' > etc/nsswitch.conf
printf 'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n' > etc/profile
echo alpine > etc/hostname
touch etc/apk/world
for program in adduser addgroup; do
  cp "/$program" "usr/sbin/$program"
  chmod 755 "usr/sbin/$program"
done

describe() { # name, version, the package's files relative to the root
  name=$1 package_version=$2
  shift 2
  printf 'P:%s\nV:%s\nA:%s\nT:%s (stand-in)\no:%s\n' "$name" "$package_version" "$architecture" "$name" "$name"
  for file in "$@"; do
    printf 'F:%s\nR:%s\n' "${file%/*}" "${file##*/}"
    [ -L "$file" ] || printf 'a:0:0:755\n'
    printf 'Z:Q1%s\n' "$(content "$file" | openssl dgst -sha1 -binary | base64)"
  done
  printf '\n'
}
content() {
  if [ -L "$1" ]; then printf '%s' "$(readlink "$1")"; else cat "$1"; fi
}
{
  describe alpine-baselayout 3.6.8-r1 etc/alpine-release etc/os-release etc/hosts etc/passwd etc/group etc/shells \
    etc/profile etc/hostname etc/nsswitch.conf
  describe busybox 1.37.0-r12 bin/busybox usr/sbin/adduser usr/sbin/addgroup
  describe ca-certificates-bundle 20241121-r1 etc/ssl/certs/ca-certificates.crt etc/ssl/cert.pem
  describe musl 1.2.5-r9 "lib/ld-musl-$architecture.so.1" "lib/libc.musl-$architecture.so.1"
} > lib/apk/db/installed
printf 'alpine-baselayout\nbusybox\nmusl\n' > etc/apk/world
