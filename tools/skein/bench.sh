# bench: Skein against DuckDB on the same files, in one run.

# bench tpch [--trino ADDRESS] [--runs N] [--scale sf1] | latency | planning | download | start
bench() {
  local what=${1:-tpch}
  shift || true
  free_port HTTP_PORT FLIGHT_PORT
  ETC_DIRECTORY='' DATA_DIRECTORY=$HOME_DIRECTORY/build/bench
  build_if_stale
  mkdir -p "$DATA_DIRECTORY"
  local began
  began=$(date +%s%N)
  standalone_command
  "${COMMAND[@]}" >build/bench.log 2>&1 &
  local server=$!
  # shellcheck disable=SC2064
  trap "kill $server 2>/dev/null; wait $server 2>/dev/null || true" EXIT
  await_ready "http://127.0.0.1:$HTTP_PORT/v1/info" "$server" build/bench.log 60
  case "$what" in
    start)
      echo "ready after $((($(date +%s%N) - began) / 1000000)) ms"
      sleep 10
      echo "resident memory idle: $(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status") / 1024)) MB"
      ;;
    tpch | download | latency | planning)
      case "$what" in tpch | download) load_bench_tables ;; esac
      "$JAVA_HOME/bin/java" --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -Xmx2g -cp "bench/target/classes:bench/target/lib/*" io.skein.bench.Bench "$what" \
        --http "127.0.0.1:$HTTP_PORT" --flight "127.0.0.1:$FLIGHT_PORT" --warehouse "$DATA_DIRECTORY/iceberg" \
        --statements cluster-tests/src/test/resources/conformance/q-tpcds.jsonl "$@"
      ;;
    *) fail "unknown benchmark '$what'; there are tpch, latency, planning, download and start" ;;
  esac
}

load_bench_tables() {
  local table
  [ ! -f "$DATA_DIRECTORY/loaded" ] || return 0
  echo "Loading TPC-H SF1 into Iceberg" >&2
  ask "CREATE SCHEMA IF NOT EXISTS iceberg.tpch_sf1" >&2
  for table in customer lineitem nation orders part partsupp region supplier; do
    ask "DROP TABLE IF EXISTS iceberg.tpch_sf1.$table" >&2
    ask "CREATE TABLE iceberg.tpch_sf1.$table AS SELECT * FROM tpch.sf1.$table" >&2
  done
  touch "$DATA_DIRECTORY/loaded"
}
