FROM golang:1.21 AS server
WORKDIR /app
COPY server .
RUN CGO_ENABLED=0 go build -o server .

FROM node:20-alpine AS web
WORKDIR /app
COPY web .
RUN npm run build

FROM gcc:13 AS stamp
WORKDIR /src
COPY stamp .
RUN gcc -O2 -o stamp stamp.c

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=server /app ./
COPY --from=web /app ./web
COPY --from=stamp /src ./
COPY --from=stamp /usr/bin/make /usr/local/bin/
CMD ["/app/server"]
