# shellcheck shell=bash disable=SC2031,SC2164 # setup.sh sets -e, and $TMP
# Builds librdkafka.redist where the package registry has none (sourced by setup.sh). Once for a user and a kind of machine: the
# package is kept in $CACHE, its sums beside it, and the next clone copies it. Linux only; elsewhere the registry has to have it.

RDK_VERSION=2.15.1
# This npm package carries the sources of that version in deps/librdkafka.
RDK_SOURCE=@confluentinc/kafka-javascript@1.10.1
RDK_PACKAGE=librdkafka.redist.$RDK_VERSION.nupkg

# Each line: what proves that it is there (a command, or a header), and the Debian package that brings it.
RDK_NEEDS='
cmd gcc                gcc
cmd make               make
cmd strip              binutils
cmd npm                npm
hdr stdlib.h           libc6-dev
hdr openssl/ssl.h      libssl-dev
hdr zlib.h             zlib1g-dev
hdr sasl/sasl.h        libsasl2-dev
hdr zstd.h             libzstd-dev
hdr lz4frame.h         liblz4-dev
hdr curl/curl.h        libcurl4-openssl-dev
'

rdk_missing() { # the Debian packages that are still needed
  local kind what package
  while read -r kind what package; do
    case $kind in
      cmd) command -v "$what" >/dev/null || echo "$package" ;;
      hdr) printf '#include <%s>\n' "$what" | gcc -E - >/dev/null 2>&1 || echo "$package" ;;
    esac
  done <<<"$RDK_NEEDS"
}

apt_install() { # PACKAGE...: installs them, or says how and ends
  [ $# -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "needed to build or load librdkafka, and missing here: $*"
    die "install them (on Debian: apt-get update && apt-get install -y $*), then run this again"
  fi
  say "installing $*"
  export DEBIAN_FRONTEND=noninteractive
  run_logged apt-get -o DPkg::Lock::Timeout=300 update || say 'apt-get update failed; trying the lists that are here'
  run_logged apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" || die_with_log 'apt-get install failed'
}

rdk_build() { # DIR: fills it with librdkafka.so, the package and their sums
  local dir=$1 work=$TMP/librdkafka started=$SECONDS
  # shellcheck disable=SC2046
  apt_install $(rdk_missing)
  say "building librdkafka $RDK_VERSION from source (about a minute, once)"
  mkdir -p "$work"
  cd "$work"
  run_logged npm pack --silent "$RDK_SOURCE" || die_with_log "npm has no $RDK_SOURCE"
  tar -xzf ./*.tgz --strip-components=3 package/deps/librdkafka
  run_logged ./configure --enable-ssl --enable-gssapi --enable-zstd --enable-zlib --enable-lz4-ext --enable-curl \
    --disable-debug-symbols || die_with_log 'librdkafka: configure failed'
  local feature
  for feature in SSL SASL_CYRUS SASL_SCRAM ZSTD ZLIB LZ4_EXT CURL; do
    grep -q "^#define WITH_$feature 1" config.h || die_with_log "librdkafka: configure left $feature out"
  done
  run_logged make -s -j"$(nproc)" -C src librdkafka.so.1 || die_with_log 'librdkafka: make failed'
  cp src/librdkafka.so.1 librdkafka.so
  strip --strip-unneeded librdkafka.so
  cd "$ROOT"
  run_logged dotnet pack eng/librdkafka/librdkafka.redist.csproj -o "$work/out" -p:LibrdkafkaVersion="$RDK_VERSION" \
    -p:LibrdkafkaFile="$work/librdkafka.so" -p:LibrdkafkaRid="$(rdk_rid)" || die_with_log 'librdkafka: packing failed'
  cp "$work/librdkafka.so" "$work/out/$RDK_PACKAGE" "$dir/"
  # The sums come last: without them the folder counts as unfinished.
  (cd "$dir" && sha256sum librdkafka.so "$RDK_PACKAGE" >sums.new && mv sums.new sha256sums)
  say "built librdkafka $RDK_VERSION in $((SECONDS - started)) s"
}

rdk_rid() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    *) die "the package registry lacks librdkafka.redist $RDK_VERSION, and it can only be built on Linux (x64, arm64), not $(uname -sm)" ;;
  esac
}

rdk_intact() { # DIR
  [ -f "$1/sha256sums" ] && (cd "$1" && sha256sum --status -c sha256sums)
}

rdk_loadable() { # FILE: its shared libraries are here, or could be installed
  [ -n "$(unresolved_libraries "$1")" ] || return 0
  # The development packages bring the libraries, under names that stay the same from one Debian to the next.
  # shellcheck disable=SC2046
  apt_install $(awk '$1 == "hdr" { print $3 }' <<<"$RDK_NEEDS")
  [ -z "$(unresolved_libraries "$1")" ]
}

rdk_in_place() { # the package was built here, and is unpacked and loads; on a new machine its libraries may be gone
  local unpacked
  unpacked=$(echo "$ROOT/.packages/librdkafka.redist/$RDK_VERSION"/runtimes/*/native/librdkafka.so)
  [ -f "$ROOT/eng/feed/$RDK_PACKAGE" ] && [ -f "$unpacked" ] && [ -z "$(unresolved_libraries "$unpacked")" ]
}

rdk_provide() { # puts the package into eng/feed, from the cache or built
  local rid os dir
  rid=$(rdk_rid)
  # It is linked to this system's libraries, so another system gets its own.
  os=$(. /etc/os-release 2>/dev/null && echo "${ID:-linux}${VERSION_ID:-}" || echo linux)
  dir=$CACHE/librdkafka-$RDK_VERSION-$os-$rid
  mkdir -p "$dir"
  with_lock "$dir.lock" rdk_fill_feed "$dir"
}

rdk_fill_feed() { # CACHE-FOLDER
  rdk_intact "$1" || rdk_build "$1"
  if ! rdk_loadable "$1/librdkafka.so"; then
    rdk_build "$1"
    rdk_loadable "$1/librdkafka.so" || die "librdkafka does not load here: $(unresolved_libraries "$1/librdkafka.so" | xargs)"
  fi
  local feed=$ROOT/eng/feed/$RDK_PACKAGE
  if ! cmp -s "$1/$RDK_PACKAGE" "$feed"; then
    # NuGet does not unpack the same version twice, so an earlier build has to go.
    rm -rf "$ROOT/.packages/librdkafka.redist"
    cp "$1/$RDK_PACKAGE" "$feed.new"
    mv "$feed.new" "$feed"
  fi
}
