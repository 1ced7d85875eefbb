#!/usr/bin/env bash
# Runs every fuzz target for some seconds: fuzz/run.sh [SECONDS] [TARGET]...
#
# Needs cargo-fuzz. On stable Rust the instrumentation is switched on by RUSTC_BOOTSTRAP; there is no unsafe code to
# look at, so no sanitizer is. What is found is kept in artifacts/, and what was tried in corpus/: neither is
# committed. Each crash becomes a test of its own.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
if [ $# -eq 0 ]; then
    set -- $(sed -n 's/^path = "fuzz_targets\/\(.*\)\.rs"$/\1/p' Cargo.toml)
fi
export RUSTC_BOOTSTRAP=1
python3 seeds.py
cargo fuzz build -s none
status=0
for target in "$@"; do
    printf '\n== %s\n' "$target"
    log=$(mktemp)
    # Targets that put their words in every place of a payload have them many times over.
    case $target in redact) longest=512 ;; words) longest=1024 ;; *) longest=16384 ;; esac
    if ! cargo fuzz run -s none "$target" -- -max_total_time="$seconds" -timeout=60 -rss_limit_mb=1024 \
        -max_len="$longest" -print_final_stats=1 >"$log" 2>&1; then
        status=1
        grep -E 'panicked|ERROR|Test unit written|left:|right:' "$log" || tail -n 20 "$log"
    fi
    grep -E 'stat::number_of_executed_units|stat::peak_rss_mb|DONE' "$log" || true
    rm -f "$log"
done
exit $status
