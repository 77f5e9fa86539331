# node:N-slim: the real Node.js N and npm of the npm registry, laid out as in the official image.
ARG NODE=18
FROM final-stage-stand-in/debian-slim
ARG NODE
ENV NODE_VERSION=${NODE}
COPY --from=node /bin/ /usr/local/bin/
COPY --from=node /include/ /usr/local/include/
COPY --from=node /share/ /usr/local/share/
COPY --from=node /npm/ /usr/local/lib/node_modules/npm/
RUN --mount=type=bind,from=machine,target=/machine \
    cp -r /machine/settings/. / \
 && groupadd --gid 1000 node \
 && useradd --uid 1000 --gid node --shell /bin/bash --create-home node \
 && ln -s node /usr/local/bin/nodejs \
 && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && node --version && npm --version
CMD ["node"]
