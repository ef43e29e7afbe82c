# shellcheck shell=bash
# Sourced by the commands of this directory: the Python that runs them, in an environment of its own below target/.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034  # for those who source this
root=$(cd "$here/../.." && pwd)

fail()
{
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Superset 6.1 has wheels of its dependencies for these versions.
find_python()
{
    local candidate
    for candidate in python3 python3.12 python3.11 python3.10; do
        if command -v "$candidate" > /dev/null && "$candidate" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))'; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.10, 3.11 or 3.12 is needed, and none was found"
}

# Makes the environment $1 from the requirements $2 unless that was done before with the same pins.
python_with()
{
    local environment=$1 requirements=$2 base stamp
    stamp=$(cat "$here/requirements.txt" "$here/$requirements" "$here/constraints.txt" | cksum)
    python=$environment/bin/python
    if [ -x "$python" ] && [ "$(cat "$environment/requirements.stamp" 2> /dev/null)" = "$stamp" ]; then
        return
    fi
    base=$(find_python)
    "$base" -c 'import venv, ensurepip' 2> /dev/null || fail "$base cannot make virtual environments: install python3-venv"
    echo "Installing Python packages of $requirements into $environment" >&2
    rm -rf "$environment"
    "$base" -m venv "$environment"
    "$python" -m pip install --quiet --disable-pip-version-check -r "$here/$requirements" -c "$here/constraints.txt" ||
        fail "pip could not install $requirements: see above"
    printf '%s' "$stamp" > "$environment/requirements.stamp"
}

run()
{
    PYTHONPATH=$here exec "$python" -m "crowd_dashboards.$1" "${@:2}"
}
