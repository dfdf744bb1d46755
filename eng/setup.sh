#!/usr/bin/env bash
# Readies a machine that has git, bash and a .NET SDK: packages, then a build. Sourced by ./streamflow and ./test; run by itself it
# ends after the packages, so that a plain `dotnet build` works from then on. Says what it does on stderr, and nothing if there is
# nothing to do.
# shellcheck disable=SC2030,SC2031 # each command sees the $TMP of the subshell that it runs in
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck disable=SC2034 # librdkafka.sh builds there
CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/streamflow
STATE=$ROOT/.cache
CLI=$ROOT/src/StreamFlow.Cli/bin/Release/net10.0/StreamFlow.Cli.dll
# What decides the outcome of a build of eng/run.csproj.
RUN_INPUTS=(src jobs eng Directory.Build.props Directory.Packages.props NuGet.config global.json .editorconfig)

# No build process may outlive the set-up: it would hold the caller's pipes.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf 'streamflow: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

with_temp() { # COMMAND...: with $TMP, a folder that is gone afterwards; in a subshell, so that the caller's traps stay its own
  (
    TMP=$(mktemp -d "${TMPDIR:-/tmp}/streamflow.XXXXXX")
    trap 'rm -rf "$TMP"' EXIT
    "$@"
  )
}

with_lock() { # FILE COMMAND...: one at a time; the command's children do not inherit the lock
  local file=$1
  shift
  (
    if command -v flock >/dev/null; then
      flock -n 8 || { say 'waiting for another set-up'; flock -w 1800 8 || die "$file has been held for 30 minutes"; }
    fi
    "$@" 8>&-
  ) 8>"$file"
}

run_logged() { # COMMAND...: with its output in a log instead
  "$@" >"$TMP/log" 2>&1 </dev/null
}

die_with_log() {
  grep -E 'error |error:|^E: ' "$TMP/log" | sort -u | head -40 >&2 || tail -40 "$TMP/log" >&2
  die "$*"
}

require_sdk() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$ROOT/global.json")
  command -v dotnet >/dev/null || die "no dotnet on the PATH: install the .NET SDK $wanted or a later ${wanted%.*}"
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) \
    || die "needs the .NET SDK $wanted or a later ${wanted%.*}; here: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | xargs)"
}

ensure_packages() { # Confluent.Kafka restores: from the registry alone, or with a librdkafka.redist built here
  # shellcheck source=eng/librdkafka.sh
  . "$ROOT/eng/librdkafka.sh"
  rdk_in_place && return
  if [ ! -f "$ROOT/eng/feed/$RDK_PACKAGE" ]; then
    say 'asking the package registry for librdkafka.redist'
    cd "$ROOT"
    run_logged dotnet restore src/StreamFlow.Kafka/StreamFlow.Kafka.csproj && return
    grep -Eq 'NU110[123].*librdkafka\.redist' "$TMP/log" || die_with_log 'restore failed'
  fi
  rdk_provide
}

# The files that a build reads, as one line: any change, deletion or older version put back makes it another.
fingerprint() { # PATH...
  cd "$ROOT"
  LC_ALL=C find "$@" -type d \( -name bin -o -name obj \) -prune -o -type f ! -name '*.md' -printf '%p %s %T@\n' | LC_ALL=C sort | cksum
}

unresolved_libraries() { # FILE: the shared libraries that it needs and this machine lacks
  ldd "$1" 2>&1 | grep -F 'not found' || true
}

run_is_current() { # the last build for ./streamflow is that of the files as they are, and its native library still loads
  [ -f "$STATE/run" ] && [ -f "$CLI" ] && [ "$(fingerprint "${RUN_INPUTS[@]}")" = "$(<"$STATE/run")" ] || return 1
  # Only a library built here can lose the shared ones that it was linked to.
  compgen -G "$ROOT/eng/feed/*.nupkg" >/dev/null || return 0
  [ -z "$(unresolved_libraries "${CLI%/*}"/runtimes/*/native/librdkafka.so)" ]
}

build() { # PROJECT [ARGUMENT...]: a release build, its errors on stderr
  cd "$ROOT"
  run_logged dotnet build -c Release -v minimal "$@" || die_with_log "$1 does not build"
}

# Each of these two runs under the lock of this clone.
ready_run() {
  ! run_is_current || return 0
  require_sdk
  ensure_packages
  local before
  before=$(fingerprint "${RUN_INPUTS[@]}")
  if [ -f "$CLI" ]; then say 'building'; else say 'building (the first time: about a minute)'; fi
  build eng/run.csproj
  # The state of before the build, so that an edit made during it counts as a change.
  echo "$before" >"$STATE/run"
}

ready_tests() { # PROJECT...
  require_sdk
  ensure_packages
  local project
  for project; do
    say "building $project"
    build "$project"
  done
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  require_sdk
  mkdir -p "$STATE"
  with_temp with_lock "$STATE/lock" ensure_packages
fi
