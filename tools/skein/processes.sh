# Ports, addresses and child processes.

port_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

require_port() {
  if port_taken "$1"; then
    fail "port $1 is taken; choose another with $2"
  fi
}

# Ports to give to processes: below those that the system gives to outgoing connections, and no port twice.
NEXT_PORT=$((20000 + RANDOM % 11000))

# free_port VARIABLE...: sets each variable to a port of its own.
free_port() {
  local variable
  for variable in "$@"; do
    while port_taken "$NEXT_PORT"; do
      NEXT_PORT=$((NEXT_PORT + 1))
    done
    printf -v "$variable" %s "$NEXT_PORT"
    NEXT_PORT=$((NEXT_PORT + 1))
  done
}

# Waits until the HTTP endpoint of a process answers: await_ready URL PID LOG SECONDS
await_ready() {
  local deadline=$((SECONDS + $4))
  while ! http_ok "$1" 2>/dev/null; do
    kill -0 "$2" 2>/dev/null || {
      tail -n 30 "$3" >&2
      fail "the server ended before it was ready; its log is $3"
    }
    [ "$SECONDS" -lt "$deadline" ] || fail "the server was not ready after $4 s; its log is $3"
    sleep 0.2
  done
}

# Whether a GET of http://HOST:PORT/PATH answers 200; plain bash, for machines without curl.
http_ok() {
  local rest=${1#http://} address path status
  address=${rest%%/*}
  path=/${rest#*/}
  exec 3<>"/dev/tcp/${address%%:*}/${address##*:}" 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$path" "$address" >&3
  read -r -t 5 _ status _ <&3 || status=000
  exec 3>&- 3<&-
  [ "$status" = 200 ]
}

# The body of a GET, for short plain answers.
http_body() {
  local rest=${1#http://} address path line
  address=${rest%%/*}
  path=/${rest#*/}
  exec 3<>"/dev/tcp/${address%%:*}/${address##*:}" 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$path" "$address" >&3
  while read -r -t 5 line <&3 && [ "${line%$'\r'}" != '' ]; do :; done
  cat <&3
  exec 3>&- 3<&-
}
