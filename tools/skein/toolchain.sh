# Finds the JDK and Maven, and builds when sources are newer than the last build.

REQUIRED_JDK=25

jdk_version() {
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# Sets JAVA_HOME to a JDK of the required version or newer: JAVA_HOME itself, then the usual places.
require_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] && [ "$(jdk_version "$candidate")" -ge "$REQUIRED_JDK" ] 2>/dev/null; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  fail "no JDK $REQUIRED_JDK found. Install one (for example Temurin $REQUIRED_JDK) and point JAVA_HOME at it."
}

# Maven from the path, else from the system's packages.
require_maven() {
  command -v mvn >/dev/null && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Maven from the system's packages" >&2
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq maven >/dev/null
    command -v mvn >/dev/null && return
  fi
  fail "Maven 3.8.7 or newer is needed to build and was not found on the path. Install the package 'maven'."
}

maven() {
  mvn -ntp "$@"
}

sources_newer_than() {
  [ -n "$(find pom.xml ./*/pom.xml ./*/*/pom.xml proto rpc connectors auth-service catalog-service worker-service coordinator-service standalone cli bench test-servers \
    \( -name target -prune \) -o -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$1" -print -quit 2>/dev/null)" ]
}

# Builds the modules the commands run, once for each change of the sources.
build_if_stale() {
  require_jdk
  [ -z "${SKEIN_NO_BUILD:-}" ] || return 0
  local stamp=build/built
  if [ ! -f "$stamp" ] || sources_newer_than "$stamp"; then
    build_all
  fi
}

build_all() {
  require_jdk
  require_maven
  mkdir -p build
  touch build/building
  echo "Building Skein (a first build takes a few minutes)" >&2
  maven -q install -DskipTests >build/build.log 2>&1 || {
    tail -n 40 build/build.log >&2
    fail "the build failed; the whole log is in build/build.log"
  }
  mv build/building build/built
}
