# A real Trino, which only the long tests and the benchmarks against it want: 800 MB to fetch, once.

# Sets SKEIN_TEST_TRINO to its directory.
require_trino() {
  local version directory=build/trino
  version=$(sed -n 's:.*<trino.version>\(.*\)</trino.version>.*:\1:p' pom.xml)
  export SKEIN_TEST_TRINO=$HOME_DIRECTORY/$directory/trino-server-$version
  [ ! -f "$SKEIN_TEST_TRINO/ready" ] || return 0
  echo "Fetching Trino $version" >&2
  maven -q dependency:copy "-Dartifact=io.trino:trino-server:$version:tar.gz" "-DoutputDirectory=$directory"
  tar xzf "$directory/trino-server-$version.tar.gz" -C "$directory"
  rm "$directory/trino-server-$version.tar.gz"
  touch "$SKEIN_TEST_TRINO/ready"
}

# start_trino PORT DIRECTORY: a process of a benchmark, with the catalogs of DIRECTORY/catalog.
start_trino() {
  local port=$1 directory=$2
  printf '%s\n' coordinator=true node-scheduler.include-coordinator=true "http-server.http.port=$port" \
    "discovery.uri=http://127.0.0.1:$port" "plugin.dir=$SKEIN_TEST_TRINO/plugin" "catalog.config-dir=$directory/catalog" \
    query.max-memory-per-node=3GB http-server.log.enabled=false >"$directory/config.properties"
  "$JAVA_HOME/bin/java" -Xmx8g -XX:+UseG1GC -XX:G1HeapRegionSize=32M -XX:ReservedCodeCacheSize=256M --sun-misc-unsafe-memory-access=allow \
    --add-modules=jdk.incubator.vector -Djdk.attach.allowAttachSelf=true -Duser.timezone=UTC "-Dconfig=$directory/config.properties" \
    -Dnode.environment=bench -Dnode.id=one "-Dnode.data-dir=$directory/data" -cp "$SKEIN_TEST_TRINO/lib/*" io.trino.server.TrinoServer \
    >"$directory/log" 2>&1 &
  local trino=$!
  BENCH_PROCESSES+=("$trino")
  local deadline=$((SECONDS + 180))
  until http_body "http://127.0.0.1:$port/v1/info" 2>/dev/null | grep -q '"starting":false'; do
    kill -0 "$trino" 2>/dev/null || fail "Trino ended before it was ready; its log is $directory/log"
    [ "$SECONDS" -lt "$deadline" ] || fail "Trino was not ready after 180 s; its log is $directory/log"
    sleep 1
  done
}
