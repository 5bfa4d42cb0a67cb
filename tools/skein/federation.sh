# demo --federation: an Iceberg table, a PostgreSQL table and a Kafka topic in one statement.

federation_demo() {
  require_postgres
  build_if_stale
  federation_directory
  # shellcheck disable=SC2064
  trap "end_federation" EXIT
  start_postgres
  start_kafka
  start_federation

  say 'Events in an Iceberg table of Parquet files, a partition for each month'
  show "CREATE SCHEMA iceberg.analytics"
  show "CREATE TABLE iceberg.analytics.events WITH (partitioning = ARRAY['month(event_ts)']) AS
SELECT n AS event_id, n % 5000 + 1 AS customer_id, TIMESTAMP '2025-10-01 00:00:00' + n * INTERVAL '25' SECOND AS event_ts,
       CAST(n % 997 AS decimal(12,2)) / 10 AS revenue_usd
FROM UNNEST(sequence(1, 10000)) AS a (m) CROSS JOIN UNNEST(sequence(0, 99)) AS b (k) CROSS JOIN LATERAL (SELECT m * 100 + k AS n)"

  say 'Customers in PostgreSQL'
  show "CREATE SCHEMA postgresql.crm"
  show "CREATE TABLE postgresql.crm.customers AS
SELECT n AS customer_id, element_at(ARRAY['US', 'DE', 'PL', 'FR', 'JP'], CAST(n % 5 + 1 AS integer)) AS country,
       IF(n % 99 = 0, 'enterprise', 'small') AS segment
FROM UNNEST(sequence(1, 5000)) AS t (n)"

  say 'Page views in a Kafka topic'
  show "INSERT INTO kafka.events.page_views (payload)
SELECT '{\"event_type\": \"view\", \"user_id\": ' || CAST(n AS varchar) || '}' FROM UNNEST(sequence(1, 10000)) AS t (n)"

  say 'What is asked of PostgreSQL'
  ask "EXPLAIN (TYPE REMOTE) $(federated_statement)"
  say 'One statement over the lakehouse and the database'
  show "$(federated_statement)"
  say 'And the topic with the customers'
  show "SELECT c.segment, count(*) AS page_views
FROM kafka.events.page_views v
JOIN postgresql.crm.customers c ON c.customer_id = CAST(json_extract_scalar(v.payload, '$.user_id') AS bigint)
WHERE v._timestamp > now() - INTERVAL '5' MINUTE
GROUP BY c.segment ORDER BY 2 DESC"
}

federated_statement() {
  cat <<'SQL'
SELECT c.customer_id, c.country, count(e.event_id) AS total_events, sum(e.revenue_usd) AS total_revenue,
       date_trunc('month', e.event_ts) AS month
FROM iceberg.analytics.events e
JOIN postgresql.crm.customers c ON e.customer_id = c.customer_id
WHERE e.event_ts >= DATE '2026-01-01' AND c.country IN ('US', 'DE', 'PL') AND c.segment = 'enterprise'
GROUP BY c.customer_id, c.country, date_trunc('month', e.event_ts)
ORDER BY total_revenue DESC, c.customer_id, month
LIMIT 5
SQL
}

# Everything lives in a directory of its own, which PostgreSQL's user can enter.
federation_directory() {
  FEDERATION=$(mktemp -d)
  chmod 755 "$FEDERATION"
  mkdir -p "$FEDERATION/etc/catalog" "$FEDERATION/data"
  FEDERATION_PIDS=()
}

end_federation() {
  local pid
  for pid in "${FEDERATION_PIDS[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${FEDERATION_PIDS[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$FEDERATION"
}

# PostgreSQL does not run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid postgres --regid postgres --clear-groups "$@"
  else
    "$@"
  fi
}

start_postgres() {
  local programs password=$FEDERATION/password data=$FEDERATION/postgres
  programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  free_port POSTGRES_PORT
  head -c 18 /dev/urandom | base64 >"$password"
  mkdir "$data"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$data" "$password"
  fi
  as_postgres "$programs/initdb" -D "$data" -A scram-sha-256 -U skein --pwfile="$password" --no-sync -E UTF8 --locale=C.UTF-8 >"$FEDERATION/postgres.log"
  as_postgres "$programs/postgres" -D "$data" -p "$POSTGRES_PORT" -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$data" \
    >>"$FEDERATION/postgres.log" 2>&1 &
  FEDERATION_PIDS+=($!)
  await_port "$POSTGRES_PORT" $! "$FEDERATION/postgres.log"
  cat >"$FEDERATION/etc/catalog/postgresql.properties" <<PROPERTIES
connector.name=postgresql
connection-url=jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/postgres
connection-user=skein
connection-password=$(cat "$password")
PROPERTIES
}

start_kafka() {
  local settings=$FEDERATION/kafka.properties controller
  local java=("$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
    -cp "$HOME_DIRECTORY/test-servers/kafka/target/server/*")
  free_port KAFKA_PORT controller
  cat >"$settings" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$KAFKA_PORT,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$FEDERATION/kafka
num.partitions=3
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
PROPERTIES
  "${java[@]}" kafka.tools.StorageTool format -t "$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | head -c 22)" -c "$settings" >"$FEDERATION/kafka.log" 2>&1
  "${java[@]}" kafka.Kafka "$settings" >>"$FEDERATION/kafka.log" 2>&1 &
  FEDERATION_PIDS+=($!)
  await_port "$KAFKA_PORT" $! "$FEDERATION/kafka.log"
  "${java[@]}" tools/skein/CreateTopic.java "127.0.0.1:$KAFKA_PORT" events.page_views 3 >>"$FEDERATION/kafka.log" 2>&1
  cat >"$FEDERATION/etc/catalog/kafka.properties" <<PROPERTIES
connector.name=kafka
kafka.nodes=127.0.0.1:$KAFKA_PORT
kafka.table-names=events.page_views
PROPERTIES
}

start_federation() {
  free_port HTTP_PORT FLIGHT_PORT
  ETC_DIRECTORY=$FEDERATION/etc DATA_DIRECTORY=$FEDERATION/data
  printf 'connector.name=iceberg\niceberg.jdbc-catalog.default-warehouse-dir=%s/warehouse\n' "$DATA_DIRECTORY" \
    >"$ETC_DIRECTORY/catalog/iceberg.properties"
  standalone_command
  "${COMMAND[@]}" >build/demo.log 2>&1 &
  FEDERATION_PIDS+=($!)
  await_ready "http://127.0.0.1:$HTTP_PORT/v1/info" $! build/demo.log 60
  echo "Skein runs at http://127.0.0.1:$HTTP_PORT, PostgreSQL at 127.0.0.1:$POSTGRES_PORT, Kafka at 127.0.0.1:$KAFKA_PORT"
}

# await_port PORT PID LOG
await_port() {
  local deadline=$((SECONDS + 60))
  while ! port_taken "$1"; do
    kill -0 "$2" 2>/dev/null || {
      tail -n 30 "$3" >&2
      fail "a server ended before it was ready"
    }
    [ "$SECONDS" -lt "$deadline" ] || fail "a server was not ready after 60 s"
    sleep 0.2
  done
}
