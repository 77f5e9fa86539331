FROM golang:1.21 AS builder
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o greeter .

FROM alpine:latest
WORKDIR /root/
COPY --from=builder /app .
EXPOSE 8080
CMD ["./greeter"]
