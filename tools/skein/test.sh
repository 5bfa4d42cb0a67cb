# test: installs what the tests need and runs them all.

run_tests() {
  local excluded=full
  case "${1:-}" in
    '') ;;
    --full) excluded=nothing ;;
    *) fail "unknown option $1; see ./skein help" ;;
  esac
  require_jdk
  require_maven
  require_python
  require_postgres
  require_mariadb
  require_metastore_java
  [ "$excluded" = full ] || require_trino
  build_all
  maven spotless:check -q || fail "the format is not the house's; run: mvn spotless:apply"
  export SKEIN_TEST_PYTHON=$HOME_DIRECTORY/build/python/bin/python
  maven install --fail-at-end "-Dskein.excludedGroups=$excluded"
}

# Some tests have a PostgreSQL server of their own.
require_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing PostgreSQL for the tests" >&2
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
  else
    fail "PostgreSQL is needed for the tests; install the package postgresql"
  fi
}

# Others have a MariaDB.
require_mariadb() {
  compgen -G '/usr/*bin/mariadbd' >/dev/null && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing MariaDB for the tests" >&2
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mariadb-server >/dev/null
  else
    fail "MariaDB is needed for the tests; install the package mariadb-server"
  fi
}

# The Hive metastore, a server of the tests, does not run on newer ones.
require_metastore_java() {
  compgen -G '/usr/lib/jvm/*-17-*/bin/java' >/dev/null && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing a Java 17 for the tests" >&2
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless >/dev/null
  else
    fail "Java 17 is needed for the tests, beside the JDK $REQUIRED_JDK; install the package openjdk-17-jre-headless"
  fi
}

# A Python of our own with the clients that the tests drive.
require_python() {
  local python=build/python requirements=cluster-tests/src/test/python/requirements.txt
  if [ -f "$python/ready" ] && [ "$python/ready" -nt "$requirements" ]; then
    return
  fi
  if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
      apt-get update -qq >/dev/null
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null
    else
      fail "Python 3 with venv is needed for the tests of the Python clients; install python3 and python3-venv"
    fi
  fi
  mkdir -p build
  echo "Installing the Python clients for the tests" >&2
  python3 -m venv "$python"
  "$python/bin/pip" install -q -r "$requirements"
  touch "$python/ready"
}
