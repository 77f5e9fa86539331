# gcr.io/distroless/base-debian12: static with glibc and libssl.
FROM final-stage-stand-in/distroless-debs AS debs
FROM final-stage-stand-in/distroless-static
ARG USER=0
COPY --from=debs /out/libc6 /
COPY --from=debs /out/libssl3 /
USER ${USER}
