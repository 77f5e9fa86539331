# buildpack-deps:scm: what the language images bring for fetching sources. The machine's own certificates are added,
# because package registries may be reachable only through them.
FROM final-stage-stand-in/debian
RUN --mount=type=bind,from=machine,target=/machine \
    apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl gnupg netbase tzdata wget \
 && rm -rf /var/lib/apt/lists/* \
 && find /machine/certificates -name '*.crt' -exec cp {} /usr/local/share/ca-certificates/ ';' \
 && update-ca-certificates \
 && cp -r /machine/settings/. /
RUN apt-get update \
 && apt-get install -y --no-install-recommends git openssh-client procps \
 && rm -rf /var/lib/apt/lists/*
