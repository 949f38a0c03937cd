# Sourced by the benchmarks, which say their name before: finds a JDK, builds when sources are newer than what was built, and gives
# run_benchmark MAIN [ARGUMENT...]
. "$root/.mvn/jdk.sh" || exit 1

target=$root/integration-tests/target
classpath=$target/benchmark-classpath.txt

is_stale() {
  [ -f "$classpath" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -type f -newer "$classpath" -print | head -n 1)" ]
}

build() {
  echo "$name: building" >&2
  mkdir -p "$target"
  log=$target/benchmark-build.txt
  "$root/mvnw" -B -ntp -f "$root/pom.xml" -pl integration-tests -am -DskipTests -Djib.skip package >"$log" 2>&1 || {
    grep '^\[ERROR\]' "$log" | head -n 20 >&2
    echo "$name: the build failed; all of its output: $log" >&2
    exit 1
  }
}

run_benchmark() {
  if is_stale; then
    # Left over from an older build it would hide that this one did not get so far.
    rm -f "$classpath"
    build
  fi
  main=$1
  shift
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Dheadgate.root=$root" -cp "$target/classes:$(cat "$classpath")" "$main" "$@"
}
