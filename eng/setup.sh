#!/usr/bin/env bash
# Readies a machine that has git, bash and a .NET SDK: packages, then a build. Sourced by ./streamflow and ./test; run by itself it
# ends after the packages, so that a plain `dotnet build` works from then on. Says what it does on stderr, nothing if there is nothing to do.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/streamflow
STATE=$ROOT/.cache
KAFKA_PROJECT=src/StreamFlow.Kafka/StreamFlow.Kafka.csproj

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# No processes that outlive the set-up: they would hold its pipes and, in a container, its last moments.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf 'streamflow: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

run_logged() { # COMMAND...: with its output in the log, which is shown if it fails
  "$@" >"$TMP/log" 2>&1 </dev/null
}

die_with_log() {
  grep -E ' error |error:|^E: |npm error' "$TMP/log" | sort -u | head -40 >&2 || tail -40 "$TMP/log" >&2
  die "$*"
}

require_sdk() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$ROOT/global.json")
  command -v dotnet >/dev/null || die "no dotnet on the PATH: install the .NET SDK $wanted or a later 10.0"
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) || die "no .NET SDK $wanted or a later 10.0 (here: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | xargs))"
}

ensure_packages() { # Confluent.Kafka restores: from the registry alone, or with a librdkafka.redist built here
  . "$ROOT/eng/librdkafka.sh"
  if [ -f "$ROOT/eng/feed/$RDK_PACKAGE" ]; then
    return
  fi
  say 'asking the package registry for librdkafka.redist'
  if run_logged dotnet restore "$ROOT/$KAFKA_PROJECT"; then
    return
  fi
  grep -Eq "NU110[123].*librdkafka\.redist" "$TMP/log" || die_with_log 'restore failed'
  rdk_provide
}

# The files that a build reads, as one line: any change, deletion or older version put back makes it another.
fingerprint() { # PATH...
  (cd "$ROOT" && LC_ALL=C find "$@" -type d \( -name bin -o -name obj \) -prune -o -type f ! -name '*.md' -printf '%p %s %T@\n' | LC_ALL=C sort | cksum)
}

RUN_INPUTS=(src jobs eng Directory.Build.props Directory.Packages.props NuGet.config global.json .editorconfig)

up_to_date() { # STAMP: the build it stands for is that of the files as they are
  local native=$ROOT/src/StreamFlow.Cli/bin/Release/net10.0/runtimes
  [ -f "$STATE/$1" ] && [ "$(fingerprint "${RUN_INPUTS[@]}")" = "$(<"$STATE/$1")" ]
}

with_temp() { # COMMAND...: with $TMP, a folder that is gone afterwards; in a subshell, so that the caller's traps stay its own
  (
    TMP=$(mktemp -d "${TMPDIR:-/tmp}/streamflow.XXXXXX")
    trap 'rm -rf "$TMP"' EXIT
    "$@"
  )
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  require_sdk
  with_temp ensure_packages
fi
