#!/usr/bin/env bash
# A throw-away PostgreSQL on loopback, for tests.
#   postgres.sh up [--port P] [--dir D]      starts one; the last line is its connection string
#   postgres.sh restart --dir D [--crash]    stops it and starts it again on the same port
#   postgres.sh wipe --dir D                 stops it and deletes the folder
# The newest server of PATH and /usr/lib/postgresql/*/bin is taken. It refuses to run as root, so for root the user 'postgres' runs it.
set -euo pipefail

die() {
  echo "postgres.sh: $*" >&2
  exit 1
}

find_binaries() { # the folder with the newest initdb
  { compgen -G '/usr/lib/postgresql/*/bin' || true; dirname "$(command -v initdb || echo /none/initdb)"; } | while read -r folder; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && echo "$("$folder/initdb" --version | grep -oE '[0-9]+' | head -1) $folder"
  done | sort -n | tail -1 | cut -d' ' -f2-
}

as_server() { # COMMAND...: as the user that runs the server
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
  else
    "$@"
  fi
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((25000 + RANDOM % 5000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
  done
  die 'no free port'
}

start() {
  # Nothing here outlives the machine: without fsync the tests are quicker, and a killed server still recovers.
  as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 -o "-p $(cat "$dir/port") -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60 -c timezone=UTC" start >&2 </dev/null \
    || { tail -5 "$dir/server.log" >&2; die 'the server did not start'; }
}

command=${1:-} dir='' port='' mode=fast
shift || true
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:?}; shift ;;
    --dir) dir=${2:?}; shift ;;
    --crash) mode=immediate ;;
    *) die "no option $1" ;;
  esac
  shift
done

bin=$(find_binaries)
[ -n "$bin" ] || die 'no PostgreSQL server is installed (Debian: apt-get install postgresql)'
[ "$(id -u)" != 0 ] || id -u postgres >/dev/null 2>&1 || die "the server does not run as root, and there is no user 'postgres'"

case $command in
  up)
    dir=${dir:-$(mktemp -d)} port=${port:-$(free_port)}
    mkdir -p "$dir"
    [ "$(id -u)" != 0 ] || chown postgres "$dir"
    password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
    echo "$port" >"$dir/port"
    (umask 077 && echo "$password" >"$dir/password")
    [ "$(id -u)" != 0 ] || chown postgres "$dir/password"
    as_server "$bin/initdb" -D "$dir/data" --username=tester --pwfile="$dir/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >/dev/null
    start
    echo "Host=127.0.0.1;Port=$port;Username=tester;Password=$password;Database=postgres"
    ;;
  restart)
    as_server "$bin/pg_ctl" -D "$dir/data" -w -m $mode stop >&2
    start
    ;;
  wipe)
    [ ! -e "$dir/data/postmaster.pid" ] || as_server "$bin/pg_ctl" -D "$dir/data" -w -m immediate stop >&2
    rm -rf "$dir"
    ;;
  *) die 'up, restart or wipe' ;;
esac
