# golang:1.x (Debian): whatever version is asked for, Go 1.24.
FROM final-stage-stand-in/toolchain
ENV GOLANG_VERSION=1.24.4
ENV GOTOOLCHAIN=local
ENV GOPATH=/go
ENV PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY --from=final-stage-stand-in/go-tree /usr/local/go /usr/local/go
RUN mkdir -p /go/src /go/bin && chmod -R 1777 /go
WORKDIR /go
