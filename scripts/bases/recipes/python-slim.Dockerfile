# python:3.11-slim: the same interpreter with only the libraries that it loads.
FROM final-stage-stand-in/debian-slim
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV LANG=C.UTF-8
RUN --mount=type=bind,from=machine,target=/machine \
    apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libexpat1 libffi8 libncursesw6 libreadline8 libsqlite3-0 libssl3 libuuid1 netbase tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && find /machine/certificates -name '*.crt' -exec cp {} /usr/local/share/ca-certificates/ ';' \
 && update-ca-certificates \
 && cp -r /machine/settings/. /
ENV PYTHON_VERSION=3.11.2
COPY --from=final-stage-stand-in/python-tree /usr/local /usr/local
CMD ["python3"]
