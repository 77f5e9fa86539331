# ruby:3.1: Debian's Ruby, reached by the official image's folders; gems lie in GEM_HOME.
FROM final-stage-stand-in/toolchain
ENV LANG=C.UTF-8
ENV RUBY_VERSION=3.1.2
RUN apt-get update \
 && apt-get install -y --no-install-recommends libffi-dev libgdbm-dev libgmp-dev libreadline-dev libssl-dev libyaml-dev ruby ruby-bundler ruby-dev \
 && rm -rf /var/lib/apt/lists/* \
 && for name in bundle erb gem irb rake ruby; do ln -s /usr/bin/$name /usr/local/bin/; done \
 && mkdir -p /usr/local/bundle && chmod 1777 /usr/local/bundle
ENV GEM_HOME=/usr/local/bundle
ENV BUNDLE_SILENCE_ROOT_WARNING=1
ENV BUNDLE_APP_CONFIG=/usr/local/bundle
ENV PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["irb"]
