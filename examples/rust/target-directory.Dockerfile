FROM rust:1.75 AS builder
WORKDIR /usr/src/greeter
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
WORKDIR /usr/src/greeter
COPY --from=builder /usr/src/greeter .
CMD ["./target/release/greeter"]
