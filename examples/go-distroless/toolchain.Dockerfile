FROM golang:1.21 AS builder
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o greeter .

FROM gcr.io/distroless/base
COPY --from=builder /usr/local/go /usr/local/go
COPY --from=builder /app/greeter /
EXPOSE 8080
CMD ["/greeter"]
