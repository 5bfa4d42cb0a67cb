# What the user can ask for.

help() {
  cat <<'TEXT'
usage: ./skein COMMAND

  demo                      build, start, load a small lakehouse, answer a federated query, stop
  demo --federation         the same with a PostgreSQL and a Kafka of its own
  start [OPTIONS]           one process with everything, in the foreground
  cluster [--workers N] [OPTIONS]
                            coordinator, catalog, auth and N workers (2) as processes on loopback
  sql [--server URL] [--user U] [--catalog C] [--schema S] "STATEMENT"
                            run a statement; table on stdout, progress on stderr
  test [--full]             install what the tests need and run them all; --full adds the long suites
  bench tpch|latency|planning|s3|trino|splits|download|start [OPTIONS]
                            measure, side by side with DuckDB or Trino on the same files
  build                     build without tests
  help                      this text

OPTIONS of start and cluster
  --http-port N             Trino REST protocol, 8080
  --flight-port N           Arrow Flight SQL, 32010
  --data DIR                warehouse, spill and cache, ./data
  --etc DIR                 catalog/*.properties and settings; without it the catalogs tpch, tpcds, memory, iceberg
TEXT
}

complain() {
  echo "skein: $*" >&2
}

fail() {
  complain "$*"
  exit 1
}
