FROM gcc:13 AS builder
WORKDIR /src
COPY . .
RUN g++ -O2 -static-libstdc++ -static-libgcc -o greeter main.cpp

FROM debian:bookworm-slim
COPY --from=builder /src/greeter /usr/local/bin/greeter
CMD ["greeter"]
