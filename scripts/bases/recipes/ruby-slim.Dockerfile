# ruby:3.1-slim: the same Ruby without a compiler and without headers.
FROM final-stage-stand-in/debian-slim
ENV LANG=C.UTF-8
ENV RUBY_VERSION=3.1.2
RUN --mount=type=bind,from=machine,target=/machine \
    apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates procps ruby ruby-bundler \
 && rm -rf /var/lib/apt/lists/* \
 && find /machine/certificates -name '*.crt' -exec cp {} /usr/local/share/ca-certificates/ ';' \
 && update-ca-certificates \
 && for name in bundle erb gem irb rake ruby; do ln -s /usr/bin/$name /usr/local/bin/; done \
 && mkdir -p /usr/local/bundle && chmod 1777 /usr/local/bundle
ENV GEM_HOME=/usr/local/bundle
ENV BUNDLE_SILENCE_ROOT_WARNING=1
ENV BUNDLE_APP_CONFIG=/usr/local/bundle
ENV PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["irb"]
