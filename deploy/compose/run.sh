#!/bin/sh
# run.sh coordinator | worker | catalog | auth: one service, reachable from other containers.
set -eu
cd "$(dirname "$0")"
address=$(hostname -i | cut -d ' ' -f 1)
export QUARKUS_HTTP_HOST="${QUARKUS_HTTP_HOST:-0.0.0.0}"
export QUARKUS_GRPC_SERVER_HOST="${QUARKUS_GRPC_SERVER_HOST:-0.0.0.0}"
export SKEIN_COORDINATOR_FLIGHT_HOST="${SKEIN_COORDINATOR_FLIGHT_HOST:-0.0.0.0}"
export SKEIN_WORKER_FLIGHT_HOST="${SKEIN_WORKER_FLIGHT_HOST:-0.0.0.0}"
export SKEIN_WORKER_ADVERTISED_HOST="${SKEIN_WORKER_ADVERTISED_HOST:-$address}"
export SKEIN_WORKER_NODE_ID="${SKEIN_WORKER_NODE_ID:-$(hostname)}"
exec java -XX:+UseSerialGC -XX:+UseStringDeduplication -XX:MaxRAMPercentage=25 --sun-misc-unsafe-memory-access=allow \
  -jar "$1/quarkus-run.jar"
