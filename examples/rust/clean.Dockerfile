FROM rust:1.75 AS builder
WORKDIR /usr/src/greeter
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
COPY --from=builder /usr/src/greeter/target/release/greeter /usr/local/bin/greeter
CMD ["greeter"]
