# What docker/up and docker/down share.
# shellcheck shell=bash

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly secrets=$here/.env

fail()
{
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

require_compose()
{
    docker compose version > /dev/null 2>&1 ||
        fail "docker compose is needed and cannot be run: install Docker with its compose plugin, or see docs/dashboards.md for how to do without."
    docker info > /dev/null 2>&1 ||
        fail "Docker is installed, but its daemon does not answer: start it, and see that you may use it (docker info)."
}

compose()
{
    docker compose --project-directory "$here" --file "$here/compose.yaml" --env-file "$secrets" "$@"
}
