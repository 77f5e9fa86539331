# Debian's Python 3.11 as the official images lay it out. Debian's own install schemes (dist-packages, a second
# `local`) are switched off, which brings back the upstream layout: /usr/local/lib/python3.11/site-packages.
FROM final-stage-stand-in/scm AS packages
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpython3.11-dev python3-distutils python3-pip python3.11 python3.11-dev python3.11-venv \
 && mkdir -p /out/usr/local/bin /out/usr/local/include /out/usr/local/lib/python3.11/site-packages
RUN cp -rL /usr/lib/python3.11/. /out/usr/local/lib/python3.11/ \
 && cp -rL /usr/lib/python3/dist-packages/pip /usr/lib/python3/dist-packages/pip-*-info \
           /usr/lib/python3/dist-packages/setuptools /usr/lib/python3/dist-packages/setuptools-*-info \
           /usr/lib/python3/dist-packages/pkg_resources /usr/lib/python3/dist-packages/_distutils_hack \
           /usr/lib/python3/dist-packages/wheel /usr/lib/python3/dist-packages/wheel-*-info \
           /out/usr/local/lib/python3.11/site-packages/ \
 && cp -r /usr/include/python3.11 /out/usr/local/include/ \
 && cp "/usr/include/$(uname -m)-linux-gnu/python3.11/pyconfig.h" /out/usr/local/include/python3.11/ \
 && cp /usr/bin/python3.11 /out/usr/local/bin/
WORKDIR /out/usr/local
RUN rm -f lib/python3.11/EXTERNALLY-MANAGED lib/python3.11/sitecustomize.py \
 && sed -i "s#prefix_scheme = 'posix_local'#prefix_scheme = 'posix_prefix'#" lib/python3.11/sysconfig.py \
 && sed -i "s#'/usr/include#'/usr/local/include#g; s#prefix': '/usr'#prefix': '/usr/local'#" lib/python3.11/_sysconfigdata_*.py \
 && mkdir lib/python3.11/ensurepip/_bundled && cp /usr/share/python-wheels/*.whl lib/python3.11/ensurepip/_bundled/ \
 && grep -rl /usr/share/python-wheels lib/python3.11 --include='*.py' \
    | xargs sed -i 's#/usr/share/python-wheels#/usr/local/lib/python3.11/ensurepip/_bundled#g' \
 && find . -name __pycache__ -prune -exec rm -rf {} + \
 && ln -s python3.11 bin/python3 && ln -s python3 bin/python \
 && for name in pip pip3 pip3.11; do printf '#!/usr/local/bin/python3.11\nimport sys\nfrom pip._internal.cli.main import main\nsys.exit(main())\n' > bin/$name; chmod 755 bin/$name; done

# Debian's site module, which is compiled into the interpreter, knows dist-packages only.
COPY --from=recipes python/sitecustomize.py lib/python3.11/

FROM scratch
COPY --from=packages /out /
