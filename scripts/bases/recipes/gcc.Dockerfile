# gcc: Debian's compilers and CMake.
FROM final-stage-stand-in/toolchain
RUN apt-get update \
 && apt-get install -y --no-install-recommends autoconf automake build-essential cmake libtool \
 && rm -rf /var/lib/apt/lists/*
CMD ["bash"]
