# Finds a JDK 25, for the scripts that start Java; they define fail, which says a sentence and ends.
# shellcheck shell=bash

readonly java_version=25

# A JDK says its version in a file; asking the JVM itself would take longer.
is_jdk()
{
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        grep -q "^JAVA_VERSION=\"$java_version[\".+-]" "$1/release"
    else
        "$1/bin/java" -version 2>&1 | grep -q "version \"$java_version[\".+-]"
    fi
}

java_home()
{
    if [ -n "${CROWD_JAVA_HOME:-}" ]; then
        is_jdk "$CROWD_JAVA_HOME" || fail "CROWD_JAVA_HOME is $CROWD_JAVA_HOME, which is not a JDK $java_version: let it name one, for example Eclipse Temurin $java_version, or unset it."
        printf '%s\n' "$CROWD_JAVA_HOME"
        return
    fi
    local candidate on_path=
    if on_path=$(command -v javac); then
        while [ -L "$on_path" ]; do
            candidate=$(readlink "$on_path")
            case $candidate in
                /*) on_path=$candidate ;;
                *) on_path=$(dirname "$on_path")/$candidate ;;
            esac
        done
        on_path=$(dirname "$(dirname "$on_path")")
    fi
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "Trino needs a JDK $java_version, and none was found: install one, for example Eclipse Temurin $java_version, or let CROWD_JAVA_HOME name it."
}
