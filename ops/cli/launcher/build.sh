# Builds the application when sources are newer than the last build, and runs it. Sourced by ./pipemill.

DIST=$ROOT/ops/app/target/dist
LOCK=$ROOT/.pipemill/build.lock

modules() { sed -n 's/.*<module>\(.*\)<\/module>.*/\1/p' "$ROOT/pom.xml"; }

# True if nothing was built yet, or a source or pom changed since. Tests do not count, mapping files neither: they are read when the node starts.
is_stale() {
  [ -f "$DIST/current" ] && [ -d "$DIST/$(cat "$DIST/current")/lib" ] || return 0
  local paths=("$ROOT/pom.xml") module
  while read -r module; do
    paths+=("$ROOT/$module/pom.xml")
    if [ -d "$ROOT/$module/src/main" ]; then paths+=("$ROOT/$module/src/main"); fi
  done < <(modules)
  for module in "$ROOT"/schemas/*/; do
    case $module in */src/ | */target/ | */released/) ;; *) paths+=("$module") ;; esac
  done
  [ -n "$(find "${paths[@]}" -newer "$DIST/current" -print -quit 2>/dev/null)" ]
}

# Seconds spent on building and training before the program starts.
BUILD_SECONDS=0

build_if_stale() {
  local before=$SECONDS
  if is_stale; then
    mkdir -p "$ROOT/.pipemill"
    (
      # two launchers at once: the second waits, and then finds nothing left to do
      if command -v flock >/dev/null 2>&1; then
        exec 9>"$LOCK"
        flock -n 9 || { say "waiting for another build …"; flock 9; }
      fi
      if is_stale; then build; fi
    ) || exit 3
    BUILD_SECONDS=$((SECONDS - before))
  fi
  LAYOUT=$DIST/$(cat "$DIST/current")
}

# Shows what Maven works on in one line on a terminal, a line per step elsewhere.
progress() {
  local line
  while IFS= read -r line; do
    case $line in
      *"Building Pipemill"*)
        line=${line#*Building Pipemill}
        if [ -t 2 ]; then printf '\r\033[Kbuilding%s' "$line" >&2; fi
        ;;
    esac
  done
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

build() {
  need_maven
  mkdir -p "$DIST"
  local began log=$ROOT/.pipemill/build.log stamp=$DIST/.began id
  began=$(date +%s)
  : >"$stamp"
  say "building Pipemill (the first time takes minutes, Maven downloads what it needs) …"
  if ! (cd "$ROOT" && "$MVN" -B -ntp package -pl ops/app -am -DskipTests -Dspotless.check.skip -Denforcer.skip -Ddist.skip=false 2>&1) | tee "$log" | progress; then
    say "the build failed:"
    grep -m 40 '^\[ERROR\] \(COMP\|\/\|Failed\|.*java\)' "$log" >&2 || tail -40 "$log" >&2
    say "the whole output: $log"
    return 3
  fi
  id=$(date +%Y%m%d-%H%M%S)
  rm -rf "$DIST/$id"
  "$JAVA" -Djarmode=tools -jar "$ROOT"/ops/app/target/pipemill-app-*-exec.jar extract --destination "$DIST/$id" >>"$log" 2>&1
  mv "$DIST/$id"/pipemill-app-*-exec.jar "$DIST/$id/pipemill.jar"
  printf '%s' "$id" >"$DIST/current.new"
  # what changed while Maven ran is stale again
  touch -r "$stamp" "$DIST/current.new"
  mv "$DIST/current.new" "$DIST/current"
  LAYOUT=$DIST/$id
  train
  # a running node keeps the layout it was started from: the one before stays
  ls -1d "$DIST"/2* | sort | head -n -2 | while read -r old; do rm -rf "$old"; done
  say "built in $(($(date +%s) - began)) s"
}

# Name of the class-data archive of this layout for this JDK; another JDK makes its own.
archive() { printf '%s/%s-%s.jsa' "$LAYOUT" "$1" "$(cksum <"$JAVA_HOME/release" | tr ' ' '-')"; }

# Options that use a class-data archive, or make it when the program ends.
archive_options() {
  ARCHIVE_OPTIONS=()
  local file
  file=$(archive "$1")
  if [ -f "$file" ]; then
    ARCHIVE_OPTIONS=("-XX:SharedArchiveFile=$file" -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off)
  elif [ "${2:-}" = make ]; then
    ARCHIVE_OPTIONS=("-XX:ArchiveClassesAtExit=$file" -Xlog:cds=off -Xlog:cds+dynamic=off)
  fi
}

# One short run of the application, so that later ones start from a class-data archive. Without it they start slower, nothing else.
train() {
  local file home=$LAYOUT/training
  file=$(archive application)
  [ ! -f "$file" ] || return 0
  say "preparing a faster start (once for this build and JDK) …"
  if "$JAVA" -XX:ArchiveClassesAtExit="$file.new" -Xlog:cds=off -Xlog:cds+dynamic=off -XX:+UseParallelGC -Dpipemill.root="$ROOT" \
    -Dpipemill.cache="$ROOT/.pipemill/cache" -jar "$LAYOUT/pipemill.jar" demo --once --home "$home" >>"$ROOT/.pipemill/build.log" 2>&1; then :; fi
  if [ -f "$file.new" ]; then mv "$file.new" "$file"; fi
  rm -rf "$home"
}

native_options() {
  if [ "$(java_major "$JAVA_HOME")" -ge 24 ]; then
    printf '%s' '--enable-native-access=ALL-UNNAMED'
  fi
}

run_application() {
  local native before=$SECONDS
  native=$(native_options)
  train
  BUILD_SECONDS=$((BUILD_SECONDS + SECONDS - before))
  archive_options application
  exec "$JAVA" "${ARCHIVE_OPTIONS[@]}" ${native:+"$native"} -XX:TieredStopAtLevel=4 -XX:+UseParallelGC \
    -Dpipemill.root="$ROOT" -Dpipemill.cache="$ROOT/.pipemill/cache" -Dpipemill.built="$BUILD_SECONDS" \
    ${PIPEMILL_JAVA_OPTIONS:-} -jar "$LAYOUT/pipemill.jar" "$@"
}

# The command line alone, without Spring: it answers at once. The jars it mostly needs come first, the others are opened only when something is sought in them.
run_command() {
  local first=("$LAYOUT"/lib/pipemill-{cli,control}-*.jar "$LAYOUT"/lib/{picocli,jackson}*.jar) path
  path=$(IFS=:; printf '%s' "${first[*]}"):$(printf '%s:' "$LAYOUT"/lib/*.jar)
  archive_options command make
  exec "$JAVA" "${ARCHIVE_OPTIONS[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dpipemill.root="$ROOT" \
    -cp "$path" io.pipemill.cli.Main "$@"
}

benchmark_usage() {
  cat <<'U'
Usage: pipemill benchmark [mapping | stream [ROUNDS] [ORDERS] [SECONDS] [CONTESTANT]]
  Measures the figures the project claims, each with its plain alternatives in the same run; without a name, all.
Examples:
  ./pipemill benchmark mapping
  ./pipemill benchmark stream 2 20000 10
U
}

# Benchmarks are not part of the product: they are built when asked for, and run on the product's jars.
run_benchmark() {
  case " $* " in
    *" --help "* | *" -h "*)
      benchmark_usage
      return 0
      ;;
  esac
  need_java
  need_maven
  mkdir -p "$ROOT/.pipemill"
  say "building the benchmarks …"
  if ! (cd "$ROOT" && "$MVN" -B -ntp package -pl ops/benchmarks -am -DskipTests -Dspotless.check.skip -Denforcer.skip) >"$ROOT/.pipemill/build.log" 2>&1; then
    say "the build failed; the whole output: $ROOT/.pipemill/build.log"
    return 3
  fi
  exec "$JAVA" -XX:+UseParallelGC -Dpipemill.root="$ROOT" -cp "$ROOT/ops/benchmarks/target/classes:$ROOT/ops/benchmarks/target/lib/*" io.pipemill.benchmarks.Main "$@"
}
