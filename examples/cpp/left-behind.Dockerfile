FROM gcc:13 AS builder
WORKDIR /src
COPY . .
RUN g++ -O2 -static -o greeter main.cpp && tar -cf /greeter.tar greeter

FROM debian:bookworm-slim
COPY --from=builder /src/greeter /build/greeter
COPY --from=builder /greeter.tar /tmp/greeter.tar
RUN cp /build/greeter /usr/local/bin/greeter
CMD ["greeter"]
