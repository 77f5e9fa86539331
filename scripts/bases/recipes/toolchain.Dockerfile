# buildpack-deps: the C toolchain on top of scm (the real one has many more -dev packages).
FROM final-stage-stand-in/scm
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ gcc libc6-dev make patch pkg-config unzip xz-utils zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
