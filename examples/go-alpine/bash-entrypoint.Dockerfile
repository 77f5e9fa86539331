FROM golang:1.21 AS builder
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o greeter .

FROM alpine:latest
WORKDIR /root/
COPY --from=builder /app/greeter .
COPY --chmod=755 <<'EOF' /entrypoint.sh
#!/bin/bash
set -euo pipefail
exec "$@"
EOF
EXPOSE 8080
ENTRYPOINT ["/entrypoint.sh"]
CMD ["./greeter"]
