FROM gcc:13 AS builder
WORKDIR /src
COPY . .
RUN g++ -O2 -o greeter main.cpp

FROM gcr.io/distroless/base
COPY --from=builder /src/greeter /usr/local/bin/greeter
CMD ["greeter"]
