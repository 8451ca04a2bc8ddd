# The image: built from the locked requirements, verified by hash, and run by an unprivileged user.
#
# Without settings, it serves the check as a web page: docker run --rm -p 127.0.0.1:8080:8080 groomingcheck
#
# The base image is pinned by tag, so that rebuilding includes security patches. To pin a digest, look it up in your
# registry and pass --build-arg PYTHON=python:3.11-slim-bookworm@sha256:…
# To use your own proxy or package index, configure pip in the build's environment.

ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS build
WORKDIR /source
COPY requirements-build.lock requirements.lock ./
RUN python -m venv /opt/build
RUN /opt/build/bin/pip install --no-cache-dir --only-binary :all: --require-hashes --requirement requirements-build.lock
RUN python -m venv --without-pip /opt/groomingcheck
RUN /opt/build/bin/pip --python /opt/groomingcheck/bin/python install --no-cache-dir --only-binary :all: --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY adapters adapters
COPY bot bot
COPY messages messages
COPY deploy/commit_hook.py deploy/commit_hook.py
# The commit, which the log and the audit's statement show: --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT=
RUN COMMIT="$COMMIT" /opt/build/bin/pip wheel --no-deps --no-build-isolation --no-cache-dir --wheel-dir /opt/wheel .
RUN /opt/build/bin/pip --python /opt/groomingcheck/bin/python install --no-cache-dir --no-deps --no-index /opt/wheel/*.whl

FROM ${PYTHON} AS run
# No installers are needed at runtime, and scanners report vulnerabilities in them.
RUN python -m pip uninstall --yes setuptools wheel pip
RUN install --directory --owner 10001 --group 10001 --mode 0700 /data
COPY --from=build /opt/groomingcheck /opt/groomingcheck
ENV PATH=/opt/groomingcheck/bin:/usr/local/bin:/usr/bin:/bin
ENV HOME=/data
ENV XDG_DATA_HOME=/data
ENV GROOMINGCHECK_HOST=0.0.0.0
ENV GROOMINGCHECK_PORT=8080
# Everything was compiled at installation, and the folder isn't writable.
ENV PYTHONDONTWRITEBYTECODE=1
# Overwrite freed memory. Without these, the program restarts itself to set them.
ENV PYTHONMALLOC=malloc
ENV GLIBC_TUNABLES=glibc.malloc.perturb=181:glibc.malloc.tcache_count=0
WORKDIR /opt/groomingcheck
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Checks /healthz, not /readyz: a restart doesn't help if Telegram, Slack or the database is down.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-ISc", "import http.client, os, sys; sys.tracebacklimit = 0; asked = http.client.HTTPConnection('127.0.0.1', int(os.environ['GROOMINGCHECK_PORT']), timeout=4); asked.request('GET', '/healthz'); sys.exit(asked.getresponse().status != 200)"]
ENTRYPOINT ["groomingcheck"]
CMD ["serve"]

# With the word list that authors need: docker build --target review --tag groomingcheck-review .
FROM build AS build-review
COPY requirements-review.lock ./
RUN /opt/build/bin/pip --python /opt/groomingcheck/bin/python install --no-cache-dir --only-binary :all: --require-hashes --requirement requirements-review.lock

FROM run AS review
COPY --from=build-review /opt/groomingcheck /opt/groomingcheck

# The default target.
FROM run
