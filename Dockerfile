# BASE can be any image with Python 3.11 or newer.
ARG BASE=python:3.12-slim
FROM ${BASE}

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# In an environment of its own, so that a base whose Python belongs to the distribution serves as well.
RUN python3 -m venv /opt/remindbot
ENV PATH=/opt/remindbot/bin:$PATH
WORKDIR /opt/remindbot/source

COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md ./
COPY bot bot
COPY adapters adapters
COPY storage storage
RUN pip install --no-deps --no-build-isolation . \
    && useradd --system --user-group --home-dir /var/lib/remindbot --create-home remindbot

USER remindbot
WORKDIR /var/lib/remindbot
# Reachable from outside the container; what it answers to is checked by REMINDBOT_WEB__PUBLIC_URL.
ENV REMINDBOT_DATA_DIR=/var/lib/remindbot/data REMINDBOT_WEB__HOST=0.0.0.0
VOLUME /var/lib/remindbot/data
EXPOSE 8765

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["remindbot", "healthcheck"]
CMD ["remindbot", "run"]
