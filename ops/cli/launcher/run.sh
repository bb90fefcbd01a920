# Starts what was built, from its layout: pipemill.jar and lib. Sourced by ./pipemill and by a packaged installation; needs ROOT, LAYOUT, JAVA and JAVA_HOME.

# Seconds spent on building and training before the program starts.
BUILD_SECONDS=0

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
  mkdir -p "$ROOT/.pipemill"
  if "$JAVA" -XX:ArchiveClassesAtExit="$file.new" -Xlog:cds=off -Xlog:cds+dynamic=off -XX:+UseParallelGC -Dpipemill.root="$ROOT" \
    -Dpipemill.cache="$ROOT/.pipemill/cache" -jar "$LAYOUT/pipemill.jar" demo --once --home "$home" >>"$ROOT/.pipemill/build.log" 2>&1; then :; fi
  if [ -f "$file.new" ]; then mv "$file.new" "$file"; fi
  rm -rf "$home"
}

# What newer JDKs warn about unless it is said: native libraries (compression), and the memory access of the broker's queues.
native_options() {
  NATIVE_OPTIONS=()
  if [ "$(java_major "$JAVA_HOME")" -ge 24 ]; then
    NATIVE_OPTIONS=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
}

run_application() {
  local before=$SECONDS
  native_options
  train
  BUILD_SECONDS=$((BUILD_SECONDS + SECONDS - before))
  archive_options application
  exec "$JAVA" "${ARCHIVE_OPTIONS[@]}" "${NATIVE_OPTIONS[@]}" -XX:TieredStopAtLevel=4 -XX:+UseParallelGC \
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

# Asking what a node would use needs the node's own adapters, everything else but a node does not.
run_pipemill() {
  case "${1:-} $*" in
    "demo "* | "run "* | "broker "* | "doctor "*" --config"*) run_application "$@" ;;
    *) run_command "$@" ;;
  esac
}
