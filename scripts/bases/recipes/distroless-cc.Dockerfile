# gcr.io/distroless/cc-debian12: base with libgcc and libstdc++.
FROM final-stage-stand-in/distroless-debs AS debs
FROM final-stage-stand-in/distroless-base
ARG USER=0
COPY --from=debs /out/libgcc-s1 /
COPY --from=debs /out/libstdc++6 /
COPY --from=debs /out/libgomp1 /
USER ${USER}
