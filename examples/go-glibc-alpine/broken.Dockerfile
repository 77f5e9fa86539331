FROM golang:1.21 AS builder
WORKDIR /app
COPY . .
RUN go build -o greeter .

FROM alpine:latest
COPY --from=builder /app/greeter /usr/local/bin/greeter
EXPOSE 8080
CMD ["greeter"]
