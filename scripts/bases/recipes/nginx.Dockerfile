# nginx: Debian's nginx with the official image's docroot, configuration folder and command; nginx:alpine gets it too.
FROM final-stage-stand-in/debian-slim
ENV NGINX_VERSION=1.22.1
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates nginx-light \
 && rm -rf /var/lib/apt/lists/* \
 && rm -rf /etc/nginx/sites-enabled /etc/nginx/sites-available /var/www/html \
 && ln -sf /dev/stdout /var/log/nginx/access.log \
 && ln -sf /dev/stderr /var/log/nginx/error.log \
 && sed -i 's#include /etc/nginx/sites-enabled/.*##' /etc/nginx/nginx.conf
COPY --from=recipes nginx/default.conf /etc/nginx/conf.d/default.conf
COPY --from=recipes nginx/index.html nginx/50x.html /usr/share/nginx/html/
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
