#!/bin/sh
# Every check of the project. `make test`, the pre-commit hook and CONTRIBUTING call this file, so lists cannot drift.
# All run even if one fails. With arguments, pytest gets them: tools/check.sh tests/pipeline
set -u
cd "$(dirname "$0")/.." || exit 1

status=0
check() {
    echo "check: $*"
    "$@" || status=1
}

check ruff format --check --quiet .
check ruff check --quiet .
check mypy
check pytest -n auto --dist worksteal "$@"
exit "$status"
