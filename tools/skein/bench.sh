# bench: Skein against its peers on the same files, in one run.

# bench tpch [--trino ADDRESS] [--runs N] [--scale sf1] | latency | planning | s3 | trino | splits | download | start
bench() {
  local what=${1:-tpch}
  shift || true
  free_port HTTP_PORT FLIGHT_PORT
  ETC_DIRECTORY='' DATA_DIRECTORY=$HOME_DIRECTORY/build/bench
  build_if_stale
  mkdir -p "$DATA_DIRECTORY"
  BENCH_PROCESSES=()
  trap 'kill "${BENCH_PROCESSES[@]}" 2>/dev/null; wait 2>/dev/null || true' EXIT
  case "$what" in
    splits)
      run_bench splits -Xmx1g --warehouse build/bench-splits "$@"
      return
      ;;
    s3) bench_storage ;;
    trino)
      require_trino
      bench_storage
      bench_shared_catalog
      set -- --trino "127.0.0.1:$TRINO_PORT" "$@"
      ;;
  esac
  local began
  began=$(date +%s%N)
  standalone_command
  "${COMMAND[@]}" >build/bench.log 2>&1 &
  local server=$!
  BENCH_PROCESSES+=("$server")
  await_ready "http://127.0.0.1:$HTTP_PORT/v1/info" "$server" build/bench.log 60
  case "$what" in
    start)
      echo "ready after $((($(date +%s%N) - began) / 1000000)) ms"
      sleep 10
      echo "resident memory idle: $(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status") / 1024)) MB"
      ;;
    tpch | download | latency | planning | s3 | trino)
      case "$what" in
        tpch | download) load_bench_tables iceberg "$DATA_DIRECTORY/loaded" ;;
        s3)
          load_bench_tables local "$DATA_DIRECTORY/loaded"
          load_bench_tables lake "$DATA_DIRECTORY/loaded"
          ;;
        trino) load_bench_tables lake "$DATA_DIRECTORY/loaded-shared" ;;
      esac
      run_bench "$what" -Xmx2g --http "127.0.0.1:$HTTP_PORT" --flight "127.0.0.1:$FLIGHT_PORT" --warehouse "$DATA_DIRECTORY/iceberg" \
        --statements cluster-tests/src/test/resources/conformance/q-tpcds.jsonl "$@"
      ;;
    *) fail "unknown benchmark '$what'; there are tpch, latency, planning, s3, trino, splits, download and start" ;;
  esac
}

# run_bench NAME HEAP [OPTIONS]
run_bench() {
  local what=$1 heap=$2
  shift 2
  "$JAVA_HOME/bin/java" --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow "$heap" -cp "bench/target/classes:bench/target/lib/*" io.skein.bench.Bench "$what" "$@"
}

# load_bench_tables CATALOG STAMP
load_bench_tables() {
  local catalog=$1 stamp=$2-$1 table
  [ ! -f "$stamp" ] || return 0
  echo "Loading TPC-H SF1 into the catalog $catalog" >&2
  ask "CREATE SCHEMA IF NOT EXISTS $catalog.tpch_sf1" >&2
  for table in customer lineitem nation orders part partsupp region supplier; do
    ask "DROP TABLE IF EXISTS $catalog.tpch_sf1.$table" >&2
    ask "CREATE TABLE $catalog.tpch_sf1.$table AS SELECT * FROM tpch.sf1.$table" >&2
  done
  touch "$stamp"
}

# Starts s3proxy over a directory that is kept, empties the cache, and describes a catalog there and one on the local disk.
bench_storage() {
  local port directory=$HOME_DIRECTORY/build/bench-s3
  free_port port
  DATA_DIRECTORY=$directory/data ETC_DIRECTORY=$directory/etc
  mkdir -p "$DATA_DIRECTORY" "$ETC_DIRECTORY/catalog" "$directory/objects/lake"
  rm -rf "$DATA_DIRECTORY/cache"
  printf '%s\n' "s3proxy.endpoint=http://127.0.0.1:$port" s3proxy.authorization=aws-v2-or-v4 s3proxy.identity=bench \
    s3proxy.credential=bench s3proxy.ignore-unknown-headers=true jclouds.provider=filesystem-nio2 "jclouds.filesystem.basedir=$directory/objects" >"$directory/s3proxy.conf"
  "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -cp "test-servers/s3proxy/target/server/*" org.gaul.s3proxy.Main \
    --properties "$directory/s3proxy.conf" >"$directory/s3proxy.log" 2>&1 &
  BENCH_PROCESSES+=($!)
  printf '%s\n' connector.name=tpch >"$ETC_DIRECTORY/catalog/tpch.properties"
  printf '%s\n' connector.name=iceberg "iceberg.jdbc-catalog.default-warehouse-dir=$directory/local" \
    >"$ETC_DIRECTORY/catalog/local.properties"
  printf '%s\n' connector.name=iceberg iceberg.jdbc-catalog.default-warehouse-dir=s3://lake/warehouse \
    "iceberg.jdbc-catalog.connection-url=jdbc:sqlite:$directory/lake.db" fs.native-s3.enabled=true \
    "s3.endpoint=http://127.0.0.1:$port" s3.path-style-access=true s3.aws-access-key=bench s3.aws-secret-key=bench \
    >"$ETC_DIRECTORY/catalog/lake.properties"
}

# Starts the reference server of Iceberg's REST catalog over that storage, describes it as the catalog lake, and starts Trino with the same catalog.
bench_shared_catalog() {
  local directory=$HOME_DIRECTORY/build/bench-s3 port endpoint
  endpoint=$(sed -n 's/^s3.endpoint=//p' "$ETC_DIRECTORY/catalog/lake.properties")
  free_port port TRINO_PORT
  CATALOG_REST_PORT=$port CATALOG_URI=jdbc:sqlite:$directory/shared.db CATALOG_WAREHOUSE=s3://lake/shared \
    CATALOG_IO__IMPL=org.apache.iceberg.aws.s3.S3FileIO CATALOG_CLIENT_REGION=us-east-1 CATALOG_HTTP__CLIENT_TYPE=urlconnection \
    CATALOG_S3_ENDPOINT=$endpoint CATALOG_S3_PATH__STYLE__ACCESS=true CATALOG_S3_ACCESS__KEY__ID=bench CATALOG_S3_SECRET__ACCESS__KEY=bench \
    "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -cp "test-servers/iceberg-rest/target/server/*" \
    org.apache.iceberg.rest.RESTCatalogServer >"$directory/catalog.log" 2>&1 &
  local catalog=$!
  BENCH_PROCESSES+=("$catalog")
  await_ready "http://127.0.0.1:$port/v1/config" "$catalog" "$directory/catalog.log" 60
  printf '%s\n' connector.name=iceberg iceberg.catalog.type=rest "iceberg.rest-catalog.uri=http://127.0.0.1:$port" fs.native-s3.enabled=true \
    "s3.endpoint=$endpoint" s3.region=us-east-1 s3.path-style-access=true s3.aws-access-key=bench s3.aws-secret-key=bench \
    >"$ETC_DIRECTORY/catalog/lake.properties"
  mkdir -p "$directory/trino/catalog"
  cp "$ETC_DIRECTORY/catalog/lake.properties" "$ETC_DIRECTORY/catalog/tpch.properties" "$directory/trino/catalog"
  start_trino "$TRINO_PORT" "$directory/trino"
}
