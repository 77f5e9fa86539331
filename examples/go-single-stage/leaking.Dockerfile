FROM golang:1.21
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o greeter .
CMD ["/app/greeter"]
