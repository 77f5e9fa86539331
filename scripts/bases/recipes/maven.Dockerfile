# maven:3-eclipse-temurin-17: Debian's Maven on the JDK stand-in.
FROM final-stage-stand-in/scm AS packages
RUN apt-get update && apt-get install -y --no-install-recommends maven \
 && find /usr/share/maven -xtype l -delete && cp -rL /usr/share/maven /opt/maven && cp -rL /etc/maven/. /opt/maven/conf/

FROM final-stage-stand-in/jdk
COPY --from=packages /opt/maven /usr/share/maven
RUN ln -s /usr/share/maven/bin/mvn /usr/bin/mvn && mkdir -p /root/.m2 && mvn --version
ENV MAVEN_HOME=/usr/share/maven
ENV MAVEN_CONFIG=/root/.m2
CMD ["mvn"]
