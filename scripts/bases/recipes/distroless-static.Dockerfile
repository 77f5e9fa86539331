# gcr.io/distroless/static-debian12: one layer per package, no shell and no libc.
FROM final-stage-stand-in/distroless-debs AS debs
FROM scratch
ARG USER=0
COPY --from=debs /out/base-files /
COPY --from=debs /out/netbase /
COPY --from=debs /out/tzdata /
COPY --from=debs /out/users /
COPY --from=debs /out/ca-certificates /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER ${USER}
WORKDIR /
