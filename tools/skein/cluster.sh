# cluster: the four services as processes of their own on loopback.

cluster() {
  server_options "$@"
  build_if_stale
  require_port "$HTTP_PORT" --http-port
  require_port "$FLIGHT_PORT" --flight-port
  local logs=$DATA_DIRECTORY/log catalog_port auth_port coordinator_port secret http_port grpc_port flight_port
  mkdir -p "$logs"
  free_port catalog_port auth_port coordinator_port
  secret=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  export SKEIN_SHARED_SECRET=$secret
  PIDS=()
  trap stop_cluster EXIT
  trap 'exit 143' TERM
  trap 'exit 130' INT

  free_port http_port
  launch catalog "$logs" "quarkus.http.port=$http_port" "quarkus.grpc.server.port=$catalog_port" \
    "skein.catalog.data-directory=$DATA_DIRECTORY" "skein.catalog.workers=$WORKERS"
  free_port http_port
  launch auth "$logs" "quarkus.http.port=$http_port" "quarkus.grpc.server.port=$auth_port"
  launch coordinator "$logs" "quarkus.http.port=$HTTP_PORT" "quarkus.grpc.server.port=$coordinator_port" \
    "skein.coordinator.flight-port=$FLIGHT_PORT" "skein.coordinator.catalog.address=127.0.0.1:$catalog_port" \
    "skein.coordinator.auth-address=127.0.0.1:$auth_port"
  local number
  for number in $(seq 1 "$WORKERS"); do
    free_port http_port grpc_port flight_port
    launch worker "$logs" "quarkus.http.port=$http_port" "quarkus.grpc.server.port=$grpc_port" "skein.worker.flight-port=$flight_port" \
      "skein.worker.node-id=worker-$number" "skein.worker.coordinator-address=127.0.0.1:$coordinator_port" \
      "skein.worker.catalog-address=127.0.0.1:$catalog_port" "skein.data-directory=$DATA_DIRECTORY"
  done
  await_workers
  echo "Skein is ready: Trino clients at http://127.0.0.1:$HTTP_PORT, Flight SQL clients at grpc://127.0.0.1:$FLIGHT_PORT ($WORKERS workers)"
  # Workers may come and go; without one of the three others there is no cluster.
  wait -n "${PIDS[@]:0:3}" || true
  fail "a service of the cluster ended; the logs are in $logs"
}

# launch SERVICE LOGS PROPERTY...
launch() {
  local service=$1 logs=$2
  shift 2
  java_command "$service-service/app" "$@"
  "${COMMAND[@]}" >"$logs/$service-$((${#PIDS[@]} + 1)).log" 2>&1 &
  PIDS+=($!)
}

await_workers() {
  local deadline=$((SECONDS + 120)) number
  until workers_active; do
    for number in "${!PIDS[@]}"; do
      kill -0 "${PIDS[number]}" 2>/dev/null || {
        tail -n 30 "$DATA_DIRECTORY/log/"*"-$((number + 1)).log" >&2
        fail "a process ended while starting; the logs are in $DATA_DIRECTORY/log"
      }
    done
    [ "$SECONDS" -lt "$deadline" ] || fail "the workers did not join within 120 s; the logs are in $DATA_DIRECTORY/log"
    sleep 0.2
  done
}

# Whether every worker answers the coordinator.
workers_active() {
  local body
  body=$(http_body "http://127.0.0.1:$HTTP_PORT/v1/skein/counters" 2>/dev/null) || return 1
  [ "$(grep -o '"taskThreads"' <<<"$body" | wc -l)" = "$WORKERS" ]
}

stop_cluster() {
  local index
  # Workers first: they drain while the coordinator still answers.
  for ((index = ${#PIDS[@]} - 1; index >= 0; index--)); do
    kill "${PIDS[index]}" 2>/dev/null || true
  done
  wait 2>/dev/null || true
}
