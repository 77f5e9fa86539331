# gcr.io/distroless/nodejsN-debian12: the real Node.js N on cc, without npm.
ARG NODE=18
FROM final-stage-stand-in/distroless-cc
ARG USER=0
COPY --from=node /bin/node /nodejs/bin/node
ENV PATH=/nodejs/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER ${USER}
ENTRYPOINT ["/nodejs/bin/node"]
