#!/usr/bin/env bash
# Starts Pipemill from a packaged installation: the same commands as ./pipemill in the source tree, without Maven and without a compiler.
set -euo pipefail

script=$(readlink -f "${BASH_SOURCE[0]}")
ROOT=$(cd "$(dirname "$script")/.." && pwd -P)
LAYOUT=$ROOT
JAVA_PROGRAMS=(java)
. "$ROOT/launcher/java.sh"
. "$ROOT/launcher/run.sh"

case ${1:-} in
  test | benchmark | dist)
    say "pipemill $1 belongs to the source tree: ./pipemill $1 there"
    exit 2
    ;;
esac
need_java
run_pipemill "$@"
