#!/usr/bin/env bash
# How time and memory grow with the size of a file of JSON Lines: the same calls again and again, judged and counted.
# Needs bash 5, GNU time and a release build, and as much free disk as the largest size twice.
set -euo pipefail

readonly USAGE='usage: benches/growth.sh [SIZE_IN_MB]...   [default: 1 4 16 64 256 1024 4096]'

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
speakhook=$(realpath "${SPEAKHOOK:-$root/target/release/speakhook}")
sizes=("$@")
((${#sizes[@]})) || sizes=(1 4 16 64 256 1024 4096)
for size in "${sizes[@]}"; do
  [[ $size =~ ^[1-9][0-9]{0,5}$ ]] || { printf '%s\n' "$USAGE" >&2; exit 2; }
done
/usr/bin/time -q -f %M true >/dev/null 2>&1 || { printf 'growth.sh: this needs GNU time\n' >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd "$work"

# A megabyte of calls in five scenarios, one in a hundred of them with a fault of the schema.
for scenario in phone interrupted handoff campaign tool-error; do
  "$speakhook" sample "$scenario" --count 20
done >unit.jsonl
bad=$("$speakhook" sample --set '/data/duration_seconds="long"' --compact)
awk -v bad="$bad" 'NR % 100 == 50 { print bad; next } { print }' unit.jsonl >calls.unit
unit=$(stat -c %s calls.unit)

# best NAME COMMAND…: the shortest of three runs, in seconds, and the largest peak in MB.
best() {
  local run peak=0 seconds=999999 time memory
  for run in 1 2 3; do
    # Status 1 is an answer: there are faults.
    /usr/bin/time -q -f '%e %M' -o measured "$@" >/dev/null 2>&1 || (($? == 1))
    read -r time memory <measured
    seconds=$(awk -v a="$seconds" -v b="$time" 'BEGIN { print (b < a) ? b : a }')
    peak=$((memory > peak ? memory : peak))
  done
  printf '%s %s\n' "$seconds" "$((peak * 1024 / 1000000))"
}

printf '| MB | `validate`, s | s / GB | peak MB | `stats`, s | s / GB | peak MB |\n|--:|--:|--:|--:|--:|--:|--:|\n'
for size in "${sizes[@]}"; do
  count=$(((size * 1000000 + unit - 1) / unit))
  for ((copy = 0; copy < count; copy++)); do cat calls.unit; done >calls.jsonl
  bytes=$(stat -c %s calls.jsonl)
  validate=$(best "$speakhook" --no-config validate -f json --min-severity error calls.jsonl)
  stats=$(best "$speakhook" --no-config stats --by agent -f json calls.jsonl)
  awk -v bytes="$bytes" -v v="$validate" -v s="$stats" 'BEGIN {
    split(v, a, " "); split(s, b, " "); gb = bytes / 1e9
    printf "| %.0f | %.2f | %.2f | %d | %.2f | %.2f | %d |\n", bytes / 1e6, a[1], a[1] / gb, a[2], b[1], b[1] / gb, b[2]
  }'
  rm calls.jsonl
done
