# gradle:8-jdk17: Debian's Gradle on the JDK stand-in, with the user and the directories of the real image.
FROM final-stage-stand-in/scm AS packages
RUN apt-get update && apt-get install -y --no-install-recommends gradle

FROM final-stage-stand-in/jdk
COPY --from=packages /usr/share/gradle /usr/share/gradle
COPY --from=packages /usr/share/java /usr/share/java
COPY --from=packages /usr/share/maven-repo /usr/share/maven-repo
RUN ln -s /usr/share/gradle /opt/gradle && ln -s /opt/gradle/bin/gradle /usr/bin/gradle \
 && groupadd --gid 1000 gradle && useradd --gid gradle --uid 1000 --create-home gradle && gradle --version
ENV GRADLE_HOME=/opt/gradle
WORKDIR /home/gradle
CMD ["gradle"]
