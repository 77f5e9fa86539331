# alpine: the static busybox and the musl of Debian trixie, where Alpine has them, with Alpine's package database. No glibc and
# no apk, so `apk add` does not work; programs linked against glibc do not start, as in the real image.
FROM final-stage-stand-in/scm AS packages
WORKDIR /packages
RUN sed -i 's/bookworm/trixie/' /etc/apt/sources.list.d/debian.sources \
 && apt-get update \
 && apt-get download busybox-static musl \
 && for package in *.deb; do dpkg-deb -x "$package" root; done
WORKDIR /out
COPY --from=recipes alpine/ /
RUN mkdir -p bin dev etc/apk/keys etc/ssl/certs home lib/apk/db media mnt opt proc root run sbin srv sys tmp \
      usr/bin usr/lib usr/local/bin usr/sbin usr/share var/cache/apk var/empty var/lib var/log var/tmp \
 && chmod 1777 tmp var/tmp && chmod 700 root \
 && cp "$(find /packages/root -path "*bin/busybox" -type f)" bin/busybox \
 && cp "$(find /packages/root -path "*-linux-musl/libc.so")" "lib/ld-musl-$(uname -m).so.1" \
 && ln -s "ld-musl-$(uname -m).so.1" "lib/libc.musl-$(uname -m).so.1" \
 && ln -s "../../lib/ld-musl-$(uname -m).so.1" usr/bin/ldd \
 && chroot . /bin/busybox --install -s \
 && rm -f usr/bin/dpkg usr/bin/dpkg-deb usr/bin/rpm bin/rpm usr/bin/rpm2cpio \
 && cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/ \
 && ln -s certs/ca-certificates.crt etc/ssl/cert.pem \
 && sh /fill.sh

FROM scratch
COPY --from=packages /out /
CMD ["/bin/sh"]
