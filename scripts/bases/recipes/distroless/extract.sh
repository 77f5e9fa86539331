# Extracts each named package to /out/NAME with its entry in /var/lib/dpkg/status.d, as distroless images have it.
# https://github.com/GoogleContainerTools/distroless#distroless-container-images
set -eu
mkdir -p /packages && cd /packages
apt-get download "$@"
for name in "$@"; do
  deb=$(ls "${name}"_*.deb)
  mkdir -p "/out/$name/var/lib/dpkg/status.d"
  dpkg-deb -x "$deb" "/out/$name"
  dpkg-deb -e "$deb" "/packages/control-$name"
  cp "/packages/control-$name/control" "/out/$name/var/lib/dpkg/status.d/$name"
  if [ -f "/packages/control-$name/md5sums" ]; then cp "/packages/control-$name/md5sums" "/out/$name/var/lib/dpkg/status.d/$name.md5sums"; fi
  find "/out/$name/usr/share/doc" -type f ! -name copyright -delete 2>/dev/null || true
  rm -rf "/out/$name/usr/share/man" "/out/$name/usr/share/lintian" "/out/$name/usr/sbin"
done
mkdir -p /out/ca-certificates/etc/ssl/certs
cp /etc/ssl/certs/ca-certificates.crt /out/ca-certificates/etc/ssl/certs/
rm -rf /out/ca-certificates/usr/share/ca-certificates
mkdir -p /out/users/etc /out/users/home/nonroot /out/users/root
printf 'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' > /out/users/etc/passwd
printf 'root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n' > /out/users/etc/group
printf 'hosts: files dns\n' > /out/users/etc/nsswitch.conf
chown 65532:65532 /out/users/home/nonroot && chmod 700 /out/users/home/nonroot /out/users/root
