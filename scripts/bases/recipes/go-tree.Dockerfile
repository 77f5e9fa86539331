# The Go tree as the official images have it, of Debian's Go 1.24: its programs are statically linked.
FROM final-stage-stand-in/debian AS packages
WORKDIR /packages
RUN sed -i 's/bookworm/trixie/' /etc/apt/sources.list.d/debian.sources \
 && apt-get update \
 && apt-get download golang-1.24-go golang-1.24-src \
 && for package in *.deb; do dpkg-deb -x "$package" root; done \
 && mkdir -p /out/usr/local \
 && rm root/usr/lib/go-1.24/test \
 && cp -rL root/usr/lib/go-1.24 /out/usr/local/go

FROM scratch
COPY --from=packages /out /
