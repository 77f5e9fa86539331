# eclipse-temurin:17-jre: Debian's OpenJDK 17 runtime moved to where Temurin has it.
FROM final-stage-stand-in/scm AS packages
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
 && find /usr/lib/jvm -xtype l -delete && mkdir -p /opt/java && cp -rL /usr/lib/jvm/java-17-openjdk-* /opt/java/openjdk

FROM final-stage-stand-in/debian-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates fontconfig liblcms2-2 libjpeg62-turbo locales tzdata && rm -rf /var/lib/apt/lists/*
ENV JAVA_HOME=/opt/java/openjdk
ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV LANG=en_US.UTF-8
COPY --from=packages /opt/java/openjdk /opt/java/openjdk
ENV JAVA_VERSION=jdk-17
