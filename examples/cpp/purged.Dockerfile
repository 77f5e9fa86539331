FROM debian:bookworm-slim
RUN --mount=type=bind,target=/src \
    apt-get update \
 && apt-get install -y --no-install-recommends build-essential \
 && g++ -O2 -o /usr/local/bin/greeter /src/main.cpp \
 && apt-get purge -y --auto-remove build-essential \
 && rm -rf /var/lib/apt/lists/*
CMD ["greeter"]
