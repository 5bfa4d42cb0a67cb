# demo: from nothing to the answer of a federated query.

demo() {
  if [ "${1:-}" = --federation ] && [ $# = 1 ]; then
    federation_demo
    return
  fi
  [ $# = 0 ] || fail "demo takes no option but --federation"
  free_port HTTP_PORT FLIGHT_PORT
  ETC_DIRECTORY='' DATA_DIRECTORY=$HOME_DIRECTORY/build/demo
  build_if_stale
  rm -rf "$DATA_DIRECTORY"
  mkdir -p "$DATA_DIRECTORY"
  standalone_command
  "${COMMAND[@]}" >build/demo.log 2>&1 &
  local server=$!
  # shellcheck disable=SC2064
  trap "kill $server 2>/dev/null; wait $server 2>/dev/null || true" EXIT
  await_ready "http://127.0.0.1:$HTTP_PORT/v1/info" "$server" build/demo.log 60
  echo "Skein runs: Trino clients at http://127.0.0.1:$HTTP_PORT, Flight SQL clients at grpc://127.0.0.1:$FLIGHT_PORT"

  say 'A lakehouse of Parquet files in Iceberg tables, TPC-H at scale factor 0.1'
  show "CREATE SCHEMA iceberg.shop"
  local table
  for table in orders lineitem customer; do
    show "CREATE TABLE iceberg.shop.$table AS SELECT * FROM tpch.\"sf0.1\".$table"
  done

  say 'A small table in another catalog, as a team would keep in an operational database'
  show "CREATE TABLE memory.default.campaign AS SELECT * FROM (VALUES
  ('GERMANY', 'spring', DATE '1997-03-01', DATE '1997-06-01'),
  ('FRANCE', 'spring', DATE '1997-03-01', DATE '1997-06-01'),
  ('CHINA', 'autumn', DATE '1997-09-01', DATE '1997-12-01')) AS t (country, name, first_day, last_day)"

  say 'One statement over three catalogs: the lakehouse, the campaigns and the nations'
  show "SELECT n.name AS country, m.name AS campaign, count(DISTINCT c.custkey) AS customers,
       round(sum(l.extendedprice * (1 - l.discount)), 2) AS revenue
FROM iceberg.shop.lineitem l
JOIN iceberg.shop.orders o ON o.orderkey = l.orderkey
JOIN iceberg.shop.customer c ON c.custkey = o.custkey
JOIN tpch.tiny.nation n ON n.nationkey = c.nationkey
JOIN memory.default.campaign m ON m.country = n.name AND o.orderdate BETWEEN m.first_day AND m.last_day
GROUP BY n.name, m.name
ORDER BY revenue DESC"
  echo
  echo "Next: ./skein start, then ./skein sql \"SHOW CATALOGS\""
}

say() {
  printf '\n-- %s\n' "$1"
}

show() {
  printf '%s;\n' "$1"
  ask "$1"
}

# Runs a statement on the server of this shell.
ask() {
  "$JAVA_HOME/bin/java" "${CLIENT_JVM[@]}" -jar cli/target/skein-cli.jar --server "http://127.0.0.1:$HTTP_PORT" "$1"
}
