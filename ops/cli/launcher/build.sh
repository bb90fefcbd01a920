# Builds the application when sources are newer than the last build, and packs it. Sourced by ./pipemill.

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

# A packaged installation: what runs, without what builds it.
pack() {
  local target=$ROOT/ops/app/target folder part
  folder=$target/pipemill
  rm -rf "$folder"
  mkdir -p "$folder/bin" "$folder/launcher" "$folder/mappings" "$folder/schemas"
  cp -R "$LAYOUT/lib" "$LAYOUT/pipemill.jar" "$ROOT/README.md" "$ROOT/LICENSE" "$folder"
  cp "$ROOT/ops/cli/launcher/installed.sh" "$folder/bin/pipemill"
  chmod +x "$folder/bin/pipemill"
  cp "$ROOT"/ops/cli/launcher/{java,run}.sh "$folder/launcher"
  for part in mappings/systems mappings/codelists mappings/fragments schemas/released; do
    if [ -d "$ROOT/$part" ]; then cp -R "$ROOT/$part" "$folder/${part%/*}"; fi
  done
  for part in "$ROOT"/schemas/*/v*/; do
    part=${part%/}
    mkdir -p "$folder/${part#"$ROOT/"}"
    cp -R "$part/." "$folder/${part#"$ROOT/"}"
  done
  (cd "$target" && tar -czf pipemill.tar.gz pipemill)
  rm -rf "$folder"
  printf '%s\n' "$target/pipemill.tar.gz"
}

benchmark_usage() {
  cat <<'U'
Usage: pipemill benchmark [mapping [ROUNDS] [ORDERS] | fingerprint [ROWS] | try [ORDERS] | stream [ROUNDS] [ORDERS] [SECONDS] [CONTESTANT]]
  Measures the figures the project claims, each with its plain alternatives in the same run; without a name, all.
Examples:
  ./pipemill benchmark mapping
  ./pipemill benchmark fingerprint
  ./pipemill benchmark try 50000
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
