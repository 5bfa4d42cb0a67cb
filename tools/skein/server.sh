# start, cluster and sql.

# Reads the options of start and cluster into HTTP_PORT, FLIGHT_PORT, DATA_DIRECTORY, ETC_DIRECTORY and WORKERS.
server_options() {
  HTTP_PORT=8080 FLIGHT_PORT=32010 DATA_DIRECTORY=data ETC_DIRECTORY='' WORKERS=2
  while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || fail "option $1 needs a value; see ./skein help"
    case "$1" in
      --http-port) HTTP_PORT=$2 ;;
      --flight-port) FLIGHT_PORT=$2 ;;
      --data) DATA_DIRECTORY=$2 ;;
      --etc) ETC_DIRECTORY=$2 ;;
      --workers) WORKERS=$2 ;;
      *) fail "unknown option $1; see ./skein help" ;;
    esac
    shift 2
  done
  mkdir -p "$DATA_DIRECTORY"
  DATA_DIRECTORY=$(cd "$DATA_DIRECTORY" && pwd)
  if [ -n "$ETC_DIRECTORY" ]; then
    [ -d "$ETC_DIRECTORY" ] || fail "no directory $ETC_DIRECTORY"
    ETC_DIRECTORY=$(cd "$ETC_DIRECTORY" && pwd)
  fi
}

# The java command of a Quarkus application: java_command MODULE PROPERTY...
java_command() {
  local module=$1 property
  shift
  COMMAND=("$JAVA_HOME/bin/java" "${SERVER_JVM[@]}")
  for property in "$@"; do
    COMMAND+=("-D$property")
  done
  if [ -n "$ETC_DIRECTORY" ]; then
    COMMAND+=("-Dskein.catalog.directory=$ETC_DIRECTORY/catalog")
    [ ! -f "$ETC_DIRECTORY/skein.properties" ] || COMMAND+=("-Dsmallrye.config.locations=$ETC_DIRECTORY/skein.properties")
  fi
  COMMAND+=(-jar "$module/target/quarkus-app/quarkus-run.jar")
}

SERVER_JVM=(-Xms64m -Xmx2g -XX:+UseSerialGC -XX:+UseStringDeduplication --sun-misc-unsafe-memory-access=allow)

CLIENT_JVM=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)

standalone_command() {
  local grpc_port
  free_port grpc_port
  java_command standalone "quarkus.http.port=$HTTP_PORT" "quarkus.grpc.server.port=$grpc_port" \
    "skein.coordinator.flight-port=$FLIGHT_PORT" "skein.data-directory=$DATA_DIRECTORY"
}

start() {
  server_options "$@"
  build_if_stale
  require_port "$HTTP_PORT" --http-port
  require_port "$FLIGHT_PORT" --flight-port
  standalone_command
  exec "${COMMAND[@]}"
}

sql() {
  require_jdk
  [ -f cli/target/skein-cli.jar ] || build_if_stale
  local terminal=false
  [ ! -t 2 ] || terminal=true
  exec "$JAVA_HOME/bin/java" "${CLIENT_JVM[@]}" "-Dskein.terminal=$terminal" -jar cli/target/skein-cli.jar "$@"
}
