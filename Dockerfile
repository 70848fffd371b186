# One image for all stages; its command picks the stage. BuildKit is needed (Docker 23 and newer have it).

FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
# Maven's repository stays on the building machine, so only the first build fetches the libraries.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -ntp -DskipTests -pl app -am package
# The launcher's classpath, in its order: the libraries, which seldom change, apart from our own modules.
RUN --mount=type=cache,target=/root/.m2 \
    set -eu; \
    mkdir -p /image/libraries /image/modules; \
    cp app/target/panoptes-app-*.jar /image/modules/; \
    printf '/opt/panoptes/modules/%s' "$(basename app/target/panoptes-app-*.jar)" > /image/modules/classpath; \
    for jar in $(tr ':' ' ' < app/target/classpath); do \
      case "$jar" in /build/*) kind=modules ;; *) kind=libraries ;; esac; \
      cp --preserve=timestamps "$jar" "/image/$kind/"; \
      printf ':/opt/panoptes/%s/%s' "$kind" "$(basename "$jar")" >> /image/modules/classpath; \
    done

FROM eclipse-temurin:17-jre
# The text of overlays needs a font. OpenCV's build links GTK 2, although no window is ever opened.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core libgtk2.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /home/panoptes panoptes \
 && install -d -o panoptes -g panoptes /out /state /models
COPY --from=build /image/libraries /opt/panoptes/libraries
COPY --from=build /image/modules /opt/panoptes/modules
COPY --chmod=755 deploy/panoptes deploy/ready /opt/panoptes/bin/
USER panoptes
WORKDIR /home/panoptes
ENTRYPOINT ["/opt/panoptes/bin/panoptes"]
CMD ["--help"]
