# python:3.11: Debian's interpreter moved to /usr/local, so that pip and sys.path use /usr/local/lib/python3.11.
FROM final-stage-stand-in/toolchain
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV LANG=C.UTF-8
RUN apt-get update \
 && apt-get install -y --no-install-recommends libbz2-dev libexpat1 libffi-dev liblzma-dev libncursesw6 libreadline8 libsqlite3-0 libssl-dev libuuid1 \
 && rm -rf /var/lib/apt/lists/*
ENV PYTHON_VERSION=3.11.2
COPY --from=final-stage-stand-in/python-tree /usr/local /usr/local
CMD ["python3"]
