# debian:bookworm-slim: the full base without documentation and translations, in one layer.
FROM final-stage-stand-in/debian AS full
RUN printf 'path-exclude /usr/share/%s\n' 'doc/*' 'man/*' 'info/*' 'locale/*' 'lintian/*' > /etc/dpkg/dpkg.cfg.d/docker \
 && printf 'path-include /usr/share/doc/*/copyright\n' >> /etc/dpkg/dpkg.cfg.d/docker \
 && find /usr/share/doc -type f ! -name copyright -delete \
 && find /usr/share/doc -type l -delete \
 && rm -rf /usr/share/man/* /usr/share/info/* /usr/share/locale/* /usr/share/lintian

FROM scratch
COPY --from=full / /
CMD ["bash"]
