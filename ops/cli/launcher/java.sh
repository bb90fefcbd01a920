# Finds a JDK 17 or newer and Maven. Sourced by ./pipemill; needs ROOT.

JAVA_PROGRAMS=("${JAVA_PROGRAMS[@]:-javac}" java)

say() { printf '%s\n' "$*" >&2; }

# Major version of a Java home, from its release file; empty if there is none.
java_major() {
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" 2>/dev/null || true
}

# A home counts if it is 17 or newer and has a compiler; where nothing is built, a JRE will do.
is_jdk() {
  local major program
  for program in "${JAVA_PROGRAMS[@]}"; do
    [ -x "$1/bin/$program" ] || return 1
  done
  major=$(java_major "$1")
  [ "${major:-0}" -ge 17 ]
}

find_jdk() {
  local home candidate
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    printf '%s' "$JAVA_HOME"
    return 0
  fi
  candidate=$(command -v "${JAVA_PROGRAMS[0]}" 2>/dev/null || true)
  if [ -n "$candidate" ]; then
    candidate=$(readlink -f "$candidate")
    home=${candidate%/bin/*}
    if is_jdk "$home"; then
      printf '%s' "$home"
      return 0
    fi
  fi
  for home in /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/current /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$home"; then
      printf '%s' "$home"
      return 0
    fi
  done
  return 1
}

# The install command for this machine, for messages.
install_hint() {
  if command -v apt-get >/dev/null 2>&1; then
    printf 'apt-get install %s' "$1"
  elif command -v dnf >/dev/null 2>&1; then
    printf 'dnf install %s' "$2"
  elif command -v brew >/dev/null 2>&1; then
    printf 'brew install %s' "$3"
  else
    printf 'install the package %s' "$1"
  fi
}

need_java() {
  if ! JAVA_HOME=$(find_jdk); then
    say "Pipemill needs a JDK 17 or newer and found none (looked at JAVA_HOME, PATH and /usr/lib/jvm)."
    say "Install it: $(install_hint openjdk-17-jdk-headless java-17-openjdk-devel openjdk@17)"
    exit 2
  fi
  export JAVA_HOME
  JAVA=$JAVA_HOME/bin/java
}

need_maven() {
  MVN=$(command -v mvn 2>/dev/null || true)
  if [ -z "$MVN" ]; then
    say "Pipemill builds itself with Maven 3.8 or newer and found no 'mvn' on the PATH."
    say "Install it: $(install_hint maven maven maven)"
    exit 2
  fi
}

# On Debian as root, tests bring their own tools.
install_missing_on_debian() {
  [ -f "${DEBIAN_MARK:-/etc/debian_version}" ] && [ "$(id -u)" = 0 ] || return 0
  local missing=()
  find_jdk >/dev/null || missing+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null 2>&1 || missing+=(maven)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >&2
}
