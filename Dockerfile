# Strongroom in one container, with its own database and KMS, from a clean clone:
#
#   docker build -t strongroom .
#   docker run -p 127.0.0.1:9443:9443 -v strongroom-data:/data strongroom
#
# BUILD_IMAGE has a JDK 25, BASE_IMAGE a JDK or JRE 25, /bin/sh and libstdc++, which the bundled PostgreSQL needs. The images of single
# functions are made by src/main/docker.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG BASE_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B -DskipTests -Pdist package \
 && mkdir /opt/strongroom \
 && tar -xzf release/target/strongroom-*.tar.gz -C /opt/strongroom --strip-components=1

FROM ${BASE_IMAGE}
# PostgreSQL runs only as a user that has a name, and never as root.
RUN groupadd --gid 65532 strongroom \
 && useradd --uid 65532 --gid 65532 --create-home strongroom \
 && mkdir /data \
 && chown 65532:65532 /data
COPY --from=build /opt/strongroom /opt/strongroom
USER 65532:65532
ENV STRONGROOM_DATA=/data
VOLUME /data
EXPOSE 9000 9443
ENTRYPOINT ["/opt/strongroom/strongroom"]
CMD ["serve", "--host", "0.0.0.0"]
