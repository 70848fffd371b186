#!/usr/bin/env bash
# Measures `panoptes replay` against a bare loop; see docs/benchmarks.md.
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
maven="$home/mvnw"
command -v mvn >/dev/null && maven=mvn
(cd "$home" && "$maven" -B -q -DskipTests -pl app,bench -am package)
# Makes the launcher see that everything is built, so that no run pays for it.
"$home/panoptes" --version >/dev/null

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  -cp "$home/bench/target/classes:$(<"$home/bench/target/classpath")" \
  io.panoptes.bench.replay.ReplayBenchmark \
  --panoptes "$home/panoptes" --out "$home/bench/target/replay" "$@"
