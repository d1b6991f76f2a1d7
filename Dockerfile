# Two images of one checkout: `bot` (the assistant) and `rasa` (its pipeline and rules, with the model trained here).
# compose.yaml runs them beside PostgreSQL: docs/containers.md.
FROM python:3.11-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /srv/sol
RUN pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml uv.lock README.md LICENSE NOTICE ./
COPY nlu/pyproject.toml nlu/uv.lock nlu/
RUN uv sync --frozen --no-dev --extra postgres --no-install-project \
    && UV_PROJECT_ENVIRONMENT=/srv/rasa uv sync --frozen --no-dev --project nlu \
    && ln -s /srv/rasa nlu/.venv
COPY . .
# Minutes of both cores: the model, and the vectors of what questions are compared with.
RUN uv sync --frozen --no-dev --extra postgres \
    && BOT_VAR=/srv/var .venv/bin/bot train \
    && mv /srv/var/models/*.tar.gz /srv/model.tar.gz

FROM python:3.11-slim-bookworm AS runtime
RUN useradd --system --uid 10001 --home-dir /var/lib/sol --create-home sol && chmod 700 /var/lib/sol
WORKDIR /srv/sol
ENV PYTHONUNBUFFERED=1 MPLCONFIGDIR=/tmp/matplotlib

FROM runtime AS rasa
COPY --from=build /srv/rasa /srv/rasa
COPY --from=build /srv/sol/nlu nlu
COPY --from=build /srv/sol/bot/__init__.py bot/__init__.py
COPY --from=build /srv/sol/bot/base bot/base
COPY --from=build /srv/sol/bot/encoder bot/encoder
COPY --from=build /srv/model.tar.gz /srv/model.tar.gz
# As the bot starts its own: `rasa_environment` in bot/dialogue/trained_model.py; a test compares them.
ENV PYTHONPATH=/srv/sol/nlu:/srv/sol PYTHONWARNINGS=ignore RASA_TELEMETRY_ENABLED=false RASA_MAX_CACHE_SIZE=0 \
    SQLALCHEMY_SILENCE_UBER_WARNING=1 TF_CPP_MIN_LOG_LEVEL=3 TF_ENABLE_ONEDNN_OPTS=0 \
    OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive OPENBLAS_NUM_THREADS=1
USER 10001
EXPOSE 5005
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:5005/webhooks/read/', timeout=4)"]
CMD ["/srv/rasa/bin/python", "-m", "rasa", "run", "--model", "/srv/model.tar.gz", "--quiet", \
     "--endpoints", "nlu/endpoints.yml", "--credentials", "nlu/credentials.yml", \
     "--interface", "0.0.0.0", "--port", "5005"]

FROM runtime AS bot
COPY --from=build /srv/sol /srv/sol
COPY --from=build --chown=10001:10001 /srv/var/meanings /var/lib/sol/meanings
ENV BOT_HOST=0.0.0.0 BOT_PORT=8000 BOT_VAR=/var/lib/sol
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD [".venv/bin/bot", "run"]
