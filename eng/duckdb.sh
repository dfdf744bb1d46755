#!/usr/bin/env bash
# Prints the path of DuckDB's library for the tests that read with it; fetches it once into the user's cache, from the npm package that
# carries it. Says why on stderr and fails where that cannot be done: those tests are skipped then. Nothing but tests needs it.
set -euo pipefail

PACKAGE=@duckdb/node-bindings-linux-x64@1.5.6-r.1
CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/streamflow/duckdb-1.5.6

fail() { printf 'streamflow: no DuckDB for the tests: %s\n' "$*" >&2; exit 1; }

if [ ! -e "$CACHE/libduckdb.so" ]; then
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "the package is for Linux on x64"
  command -v npm >/dev/null || fail "npm is missing"
  work=$(mktemp -d "${TMPDIR:-/tmp}/streamflow.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && timeout 300 npm pack --silent "$PACKAGE" >/dev/null 2>&1 && tar -xzf ./*.tgz package/libduckdb.so) || fail "npm has no $PACKAGE"
  mkdir -p "$CACHE"
  # Whole or not at all, whoever else fetches it at the same time.
  cp "$work/package/libduckdb.so" "$CACHE/libduckdb.so.$$"
  mv "$CACHE/libduckdb.so.$$" "$CACHE/libduckdb.so"
fi
printf '%s\n' "$CACHE/libduckdb.so"
