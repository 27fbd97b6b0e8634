#!/bin/sh
# Every check of the project. `make test`, the pre-commit hook and CONTRIBUTING call this file, so lists cannot drift.
# With arguments, pytest gets them: tools/check.sh tests/pipeline
set -eu
cd "$(dirname "$0")/.."

ruff format --check --quiet .
ruff check --quiet .
mypy
pytest -n auto --dist worksteal "$@"
