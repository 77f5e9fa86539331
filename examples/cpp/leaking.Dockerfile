FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y build-essential
WORKDIR /src
COPY . .
RUN g++ -O2 -o /usr/local/bin/greeter main.cpp
CMD ["greeter"]
