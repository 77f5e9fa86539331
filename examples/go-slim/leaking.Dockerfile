FROM golang:1.16 AS builder
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o greeter .

FROM golang:1.16-slim
WORKDIR /app
COPY --from=builder /app/greeter .
EXPOSE 8080
CMD ["./greeter"]
