# gcr.io/distroless/java17-debian12: Debian's headless runtime on cc; its entrypoint is `java -jar`.
FROM final-stage-stand-in/scm AS packages
COPY --from=recipes distroless/ /
RUN apt-get update && sh /extract.sh openjdk-17-jre-headless zlib1g libjpeg62-turbo liblcms2-2 ca-certificates \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
 && mkdir -p /out/java/etc/ssl/certs && cp -r /etc/java-17-openjdk /out/java/etc/ && cp -r /etc/ssl/certs/java /out/java/etc/ssl/certs/

FROM final-stage-stand-in/distroless-cc
ARG USER=0
COPY --from=packages /out/zlib1g /
COPY --from=packages /out/libjpeg62-turbo /
COPY --from=packages /out/liblcms2-2 /
COPY --from=packages /out/openjdk-17-jre-headless /
COPY --from=packages /out/java /
ENV JAVA_VERSION=17
ENV LANG=C.UTF-8
ENV PATH=/usr/lib/jvm/java-17-openjdk-amd64/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER ${USER}
ENTRYPOINT ["java", "-jar"]
