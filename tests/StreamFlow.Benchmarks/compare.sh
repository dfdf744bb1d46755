#!/usr/bin/env bash
# StreamFlow beside its peers on the same topics of a real Kafka, in turn, in one run. The machine's mood changes by the hour: only ratios within a run mean anything.
#
#   compare.sh verify  BOOTSTRAP               iot-data-processing over every topic, checked exactly; once more stopped and restarted in the middle
#   compare.sh cost    BOOTSTRAP [ROUNDS=3]    CPU, wall and memory for `avg` and `map` over 2 M and 10 M readings: librdkafka alone, StreamFlow, Flink, Kafka Streams;
#                                              DEVICES="1000" leaves the run over 100,000 devices out
#   compare.sh guarantee BOOTSTRAP [ROUNDS=3]  iot-data-processing exactly once and at least once in turn over 10 M readings, in epochs of 500,000 and of 20,000 rows;
#                                              and what the checkpoint directory holds after it
#
# STREAMFLOW_BENCH is the yardstick script (load, verify, limit, peer, cost), STREAMFLOW_TEST_KAFKA its Kafka's start script.
# Marginal CPU a record = (CPU of 10 M - CPU of 2 M) / 8 M: what start-up costs is left out.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd); home=$(cd "$here/../.." && pwd)
: "${STREAMFLOW_BENCH:?the yardstick script}" "${STREAMFLOW_TEST_KAFKA:?the start script of a Kafka}"
bench=$STREAMFLOW_BENCH kafka=$STREAMFLOW_TEST_KAFKA
what=${1:?verify, cost or guarantee}; broker=${2:?BOOTSTRAP}; rounds=${3:-3}
export STREAMFLOW_NO_BUILD=1

topic() { "$kafka" tool topics --bootstrap-server "$broker" --create --if-not-exists --topic "$1" --partitions 2 >/dev/null; }
fresh() { "$kafka" tool topics --bootstrap-server "$broker" --delete --if-exists --topic "$1" >/dev/null; topic "$1"; }
input() { echo "iot-$1-$2"; }   # readings devices
load() { "$bench" load "$broker" "$(input "$1" "$2")" "$1" "$2" >/dev/null; }
job() { # JOB IN OUT [ARGS…]
  local name=$1 in=$2 out=$3; shift 3
  "$home/streamflow" run "$name" --bootstrap-servers "$broker" --set Source="$in" --set Sink="$out" --trigger available-now --from earliest --quiet "$@"
}

load_once() {
  for n in 2000000 10000000; do for d in 1000 100000; do
    "$kafka" tool topics --bootstrap-server "$broker" --list | grep -qx "$(input $n $d)" || load $n $d
  done; done
}

verify() {
  load_once
  for n in 2000000 10000000; do for d in 1000 100000; do
    checkpoint=$(mktemp -d); out=verify-$n-$d; fresh "$out"
    job iot-data-processing "$(input $n $d)" "$out" --checkpoint "$checkpoint"
    echo "$n readings, $d devices: $("$bench" verify "$broker" "$out" $n $d)"
    rm -rf "$checkpoint"
    checkpoint=$(mktemp -d); out=verify-stopped-$n-$d; fresh "$out"
    timeout --signal=INT 2 "$home/streamflow" run iot-data-processing --bootstrap-servers "$broker" --set Source="$(input $n $d)" --set Sink="$out" \
      --trigger available-now --from earliest --quiet --checkpoint "$checkpoint" --max-rows-per-epoch 200000 || true
    job iot-data-processing "$(input $n $d)" "$out" --checkpoint "$checkpoint"
    echo "$n readings, $d devices, stopped after 2 s and restarted: $("$bench" verify "$broker" "$out" $n $d)"
    rm -rf "$checkpoint"
  done; done
}

cost() {
  load_once
  run=$(date +%s)
  for round in $(seq "$rounds"); do for d in ${DEVICES:-1000 100000}; do for n in 2000000 10000000; do
    in=$(input $n $d)
    echo "$round $n $d limit $("$bench" limit "$broker" "$in" 2>&1 | grep '^cost' || true)"
    for mode in avg map; do
      [ $mode = map ] && [ $d = 100000 ] && continue
      name=iot-data-processing; [ $mode = map ] && name=iot-fahrenheit
      checkpoint=$(mktemp -d); out=$mode-streamflow-$run-$round-$n-$d; topic "$out"
      echo "$round $n $d streamflow-$mode $("$bench" cost "$home/streamflow" run $name --bootstrap-servers "$broker" --set Source="$in" --set Sink="$out" \
        --trigger available-now --from earliest --quiet --checkpoint "$checkpoint" 2>&1 | grep '^cost')"
      rm -rf "$checkpoint"
      for peer in flink kstreams; do
        out=$mode-$peer-$run-$round-$n-$d; topic "$out"
        echo "$round $n $d $peer-$mode $("$bench" peer $peer "$broker" "$in" "$out" $n $mode 2>&1 | grep '^cost')"
      done
    done
  done; done; done
}

bytes() { # DIR PATTERN
  find "$1" -name "$2" -printf '%s\n' | awk '{ n += $1 } END { print n + 0 }'
}

guarantee() {
  load_once
  run=$(date +%s)
  for round in $(seq "$rounds"); do for d in ${DEVICES:-1000 100000}; do for rows in 500000 20000; do for promise in exactly-once at-least-once; do
    checkpoint=$(mktemp -d); out=$promise-$run-$round-$d-$rows; topic "$out"
    echo "$round $d devices, epochs of $rows, $promise: $("$bench" cost "$home/streamflow" run iot-data-processing --bootstrap-servers "$broker" --set Source="$(input 10000000 $d)" \
      --set Sink="$out" --trigger available-now --from earliest --quiet --checkpoint "$checkpoint" --guarantee $promise --max-rows-per-epoch $rows 2>&1 | grep '^cost')" \
      "log $(bytes "$checkpoint" '*.epochs') B, pages $(bytes "$checkpoint" '*.pages') B, manifests $(bytes "$checkpoint" '*.manifest') B"
    rm -rf "$checkpoint"
  done; done; done; done
}

case $what in verify) verify;; cost) cost;; guarantee) guarantee;; *) sed -n '2,12p' "$0"; exit 2;; esac
