#!/bin/bash
# Runs conformance families in one process, without services: see ConformanceRun.
# usage: coordinator-service/analyzer/conformance.sh [--list] [--strict] [--sql] [--only REGEX] FAMILY|all|"SQL"...
# Modules' own target/classes come first, so that after compiling one of them nothing needs to be installed.
set -e
root=$(cd "$(dirname "$0")/../.." && pwd)
module=$root/coordinator-service/analyzer
paths=$module/target/conformance.classpath
if [ ! -s "$paths" ]; then
  (cd "$root" && ${MAVEN:-mvn} -q -o dependency:build-classpath -pl coordinator-service/analyzer -Dmdep.includeScope=test -Dmdep.outputFile="$paths")
fi
classes=$module/target/test-classes:$module/target/classes
for each in plan function optimizer; do classes=$classes:$root/coordinator-service/$each/target/classes; done
for each in spi tpch tpcds memory; do classes=$classes:$root/connectors/$each/target/classes; done
classes=$classes:$root/worker-service/kernel/target/classes
for home in /usr/lib/jvm/*25* "$JAVA_HOME"; do [ -x "$home/bin/java" ] && break; done
exec "$home/bin/java" -Xmx1500m --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
  -Dskein.root="$root" -cp "$classes:$(cat "$paths")" io.skein.coordinator.conformance.ConformanceRun "$@"
