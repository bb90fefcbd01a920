# ./pipemill test: everything the project checks, with a summary that names every skipped test. Sourced by ./pipemill.

test_usage() {
  cat <<'U'
Usage: pipemill test [--full] [Maven options]
  Builds every module and runs all checks. --full adds the long proofs (crash runs, large volumes).
Examples:
  ./pipemill test
  ./pipemill test --full
  ./pipemill test -pl adapters/hub -am
U
}

run_tests() {
  local full=() rest=() argument
  for argument in "$@"; do
    case $argument in
      --help | -h)
        test_usage
        return 0
        ;;
      --full) full=(-Dfull=true) ;;
      *) rest+=("$argument") ;;
    esac
  done
  install_missing_on_debian
  need_java
  need_maven
  mkdir -p "$ROOT/.pipemill"
  local log=$ROOT/.pipemill/test.log result=0 began
  began=$(date +%s)
  find "$ROOT" -path '*/target/surefire-reports' -prune -exec rm -rf {} + 2>/dev/null || true
  (cd "$ROOT" && "$MVN" -B -ntp -fae -T 2 verify "${full[@]}" "${rest[@]}" 2>&1) | tee "$log" | test_progress || result=1
  if [ $result != 0 ]; then
    say "--- what Maven reports ---"
    grep -E '^\[ERROR\]' "$log" | head -60 >&2 || true
    say "the whole output: $log"
  fi
  summary $(($(date +%s) - began)) $result
}

# Test classes as they end; the rest of Maven's talk stays in the log.
test_progress() { grep --line-buffered -E 'Tests run:.* -- in |BUILD FAILURE' | sed -u -e 's/^\[[A-Z]*\] //' >&2 || true; }

# One line per test case: module, result, class.method, seconds, message.
cases() {
  local file module
  find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' 2>/dev/null | sort | while read -r file; do
    module=${file#"$ROOT"/}
    module=${module%/target/*}
    awk -v module="$module" '
      function attribute(name,   at, text) {
        if (!match($0, " " name "=\"[^\"]*\"")) return ""
        text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
        gsub(/&#10;|&#13;/, " ", text); gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
        return text
      }
      function put() { if (open) print module "\t" result "\t" name "\t" seconds "\t" message; open = 0 }
      /<testcase / { put(); open = 1; result = "passed"; message = ""; name = attribute("classname") "." attribute("name"); seconds = attribute("time"); gsub(/\t/, " ", name) }
      /<skipped/ { if (open) { result = "skipped"; message = attribute("message"); if (message == "" && match($0, /Exception: .*/)) { message = substr($0, RSTART + 11, RLENGTH - 11); sub(/^Assumption failed: /, "", message) } } }
      /<(failure|error)[ >]/ { if (open) { result = "failed"; message = attribute("message") } }
      /<\/testcase>/ { put() }
      END { put() }
    ' "$file"
  done
}

# A skip is allowed if .ci/allowed-skips names it; prints the reason on file.
allowed() {
  local pattern reason
  while read -r pattern reason; do
    case $pattern in '' | '#'*) continue ;; esac
    # shellcheck disable=SC2254  # the pattern is one
    case $1 in $pattern) printf '%s' "$reason"; return 0 ;; esac
  done <"$ROOT/.ci/allowed-skips"
  return 1
}

summary() {
  local seconds=$1 result=$2 list=$ROOT/.pipemill/test-cases.tsv module kind name time message passed failed skipped forbidden=0
  cases >"$list"
  echo
  echo "module                            passed failed skipped  seconds"
  awk -F'\t' '{ m[$1] = 1; n[$1, $2]++; t[$1] += $4 } END { for (k in m) printf "%-33s %6d %6d %7d %8.1f\n", k, n[k, "passed"], n[k, "failed"], n[k, "skipped"], t[k] }' "$list" | sort
  failed=$(awk -F'\t' '$2 == "failed"' "$list" | wc -l | tr -d ' ')
  skipped=$(awk -F'\t' '$2 == "skipped"' "$list" | wc -l | tr -d ' ')
  passed=$(awk -F'\t' '$2 == "passed"' "$list" | wc -l | tr -d ' ')
  if [ "$failed" != 0 ]; then
    echo
    echo "failed:"
    awk -F'\t' '$2 == "failed" { print "  " $3 ": " substr($5, 1, 300) }' "$list"
  fi
  if [ "$skipped" != 0 ]; then
    echo
    echo "skipped:"
    while IFS=$'\t' read -r module kind name time message; do
      if [ "$kind" = skipped ]; then
        if allowed "$name" >/dev/null; then
          echo "  $name: ${message:-no reason given} (allowed: $(allowed "$name"))"
        else
          echo "  $name: ${message:-no reason given}"
          forbidden=$((forbidden + 1))
        fi
      fi
    done <"$list"
  fi
  echo
  if [ "${CI:-}" = true ] && [ "$forbidden" != 0 ]; then
    echo "$forbidden skipped test(s) are not in .ci/allowed-skips: make them run, or name them there with the reason"
    result=1
  fi
  if [ "$passed" = 0 ] && [ "$result" = 0 ]; then
    echo "no test ran"
    result=1
  fi
  if [ "$failed" = 0 ] && [ "$forbidden" = 0 ] && [ "$result" != 0 ]; then echo "the build failed outside of a test: see above"; fi
  echo "took $((seconds / 60)) min $((seconds % 60)) s"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$result" = 0 ] || exit 1
}
