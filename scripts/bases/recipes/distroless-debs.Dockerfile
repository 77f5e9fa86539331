# The packages of the distroless images, one folder each, with the dpkg database that distroless has in place of dpkg's.
FROM final-stage-stand-in/scm
COPY --from=recipes distroless/ /
RUN apt-get update && sh /extract.sh base-files netbase tzdata ca-certificates libc6 libssl3 libgcc-s1 libstdc++6 libgomp1 zlib1g
