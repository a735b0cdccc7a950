# Sourced by mvnw and strongroom: exports JAVA_HOME of a JDK 25 or later, or stops with one clear sentence.
# With strongroom_tool=java a JRE will do: what is built already only has to run.
# POSIX sh. mvnw runs with `set -f`, so globbing is switched on only around the search.

strongroom_tool=${strongroom_tool:-javac}

strongroom_jdk_major() {
  # prints the feature version of the JDK in $1, or nothing
  [ -x "$1/bin/$strongroom_tool" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

strongroom_try_jdk() {
  strongroom_major=$(strongroom_jdk_major "$1")
  [ -n "$strongroom_major" ] && [ "$strongroom_major" -ge 25 ]
}

strongroom_find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && strongroom_try_jdk "$JAVA_HOME"; then
    return 0
  fi
  strongroom_javac=$(command -v "$strongroom_tool" 2>/dev/null || true)
  if [ -n "$strongroom_javac" ]; then
    strongroom_javac=$(readlink -f "$strongroom_javac" 2>/dev/null || printf '%s' "$strongroom_javac")
    strongroom_home=${strongroom_javac%/bin/*}
    if strongroom_try_jdk "$strongroom_home"; then
      JAVA_HOME=$strongroom_home
      return 0
    fi
  fi
  set +f
  for strongroom_home in \
    "${JAVA_25_HOME:-}" "${JDK_25_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$strongroom_home" ] && strongroom_try_jdk "$strongroom_home"; then
      JAVA_HOME=$strongroom_home
      return 0
    fi
  done
  return 1
}

if strongroom_find_jdk; then
  export JAVA_HOME
else
  echo "Strongroom needs a JDK 25 or later: install one (for example the package temurin-25-jdk or openjdk-25-jdk) or point JAVA_HOME at it." >&2
  exit 1
fi
