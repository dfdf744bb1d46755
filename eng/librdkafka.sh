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

rdk_unresolved() { # FILE: the shared libraries that it needs and this machine lacks
  ldd "$1" 2>&1 | grep -F 'not found' || true
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

rdk_provide() { # the package into eng/feed, from the cache or built
  local rid os dir
  rid=$(rdk_rid)
  # Built against this system's libraries, so another system gets its own.
  os=$(. /etc/os-release 2>/dev/null && echo "${ID:-linux}${VERSION_ID:-}" || echo linux)
  dir=$CACHE/librdkafka-$RDK_VERSION-$os-$rid
  mkdir -p "$dir"
  (
    flock -w 1200 8 || die "another set-up has held $dir.lock for 20 minutes"
    # The subshell's children must not hold the lock after it ends (build servers would).
    {
      rdk_intact "$dir" || rdk_build "$dir"
      rdk_loadable "$dir/librdkafka.so" || { rdk_build "$dir"; rdk_loadable "$dir/librdkafka.so" || die "librdkafka: $(rdk_unresolved "$dir/librdkafka.so")"; }
      cp "$dir/$RDK_PACKAGE" "$ROOT/eng/feed/$RDK_PACKAGE.new"
      mv "$ROOT/eng/feed/$RDK_PACKAGE.new" "$ROOT/eng/feed/$RDK_PACKAGE"
    } 8>&-
  ) 8>"$dir.lock"
}

rdk_loadable() { # FILE: its shared libraries are here, or could be installed
  [ -n "$(rdk_unresolved "$1")" ] || return 0
  # The development packages bring the libraries, under names that stay the same from one Debian to the next.
  # shellcheck disable=SC2046
  apt_install $(awk '$1 == "hdr" { print $3 }' <<<"$RDK_NEEDS")
  [ -z "$(rdk_unresolved "$1")" ]
}
