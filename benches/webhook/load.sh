#!/usr/bin/env bash
# Load from wrk, signature and --save on: deliveries a second, and that as many are kept as were
# answered. Needs wrk (Debian's package of that name).
#
#     SPEAKHOOK=target/release/speakhook benches/webhook/load.sh [SECONDS] [CONNECTIONS]
set -euo pipefail
seconds=${1:-5} connections=${2:-16}
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${SPEAKHOOK:-$root/target/debug/speakhook}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SPEAKHOOK_SECRET='a secret of this script'
"$program" sample --compact | head -c -1 > "$folder/body.json"
python3 - "$folder" <<'PYTHON'
import hashlib, hmac, os, sys
body = open(sys.argv[1] + "/body.json", "rb").read()
mac = hmac.new(os.environ["SPEAKHOOK_SECRET"].encode(), body, hashlib.sha256).hexdigest()
with open(sys.argv[1] + "/load.lua", "w") as lua:
    lua.write(f"""
local file = io.open("{sys.argv[1]}/body.json", "rb")
wrk.method, wrk.body = "POST", file:read("*a")
wrk.headers["X-Signature"] = "{mac}"
local threads = {{}}
function setup(thread) table.insert(threads, thread) end
function init() taken, other = 0, 0 end
function response(status) if status == 200 then taken = taken + 1 else other = other + 1 end end
function done(summary, latency)
    local taken, other = 0, 0
    for _, thread in ipairs(threads) do
        taken, other = taken + thread:get("taken"), other + thread:get("other")
    end
    print(string.format("answered with 200: %d, with other: %d", taken, other))
    print(string.format("p50 %.1f ms, p99 %.1f ms, max %.1f ms", latency:percentile(50) / 1000,
        latency:percentile(99) / 1000, latency.max / 1000))
end
""")
PYTHON
: > "$folder/said"
"$program" listen --addr 127.0.0.1:0 --no-config --save "$folder/captures" -f jsonl \
    --header X-Signature --secret-env SPEAKHOOK_SECRET > "$folder/told.jsonl" 2> "$folder/said" &
listener=$!
until grep -q listening "$folder/said"; do sleep 0.05; done
url=$(sed -n '1s/listening on //p' "$folder/said")
wrk -t2 -c"$connections" -d"${seconds}s" -s "$folder/load.lua" "$url" | tee "$folder/wrk" | grep -E 'Requests/sec|answered|p50|Socket errors' || true
kill -INT $listener
wait $listener || true
tail -1 "$folder/said"
find "$folder/captures" -name '*.json' > "$folder/files"
kept=$(grep -vc 'headers.json' "$folder/files" || true)
headers=$(grep -c 'headers.json' "$folder/files" || true)
told=$(wc -l < "$folder/told.jsonl")
taken=$(sed -n 's/answered with 200: \([0-9]*\),.*/\1/p' "$folder/wrk")
same=$(find "$folder/captures" -name '*.json' ! -name '*.headers.json' -print0 | xargs -0 sha256sum | cut -c1-64 | sort -u | wc -l)
# wrk ends with deliveries under way: those are kept, and never counted by it.
echo "kept: $kept bodies ($same different), $headers headers; told: $told lines; answered and lost: $((taken > kept ? taken - kept : 0))"
[ "$taken" -le "$kept" ] && [ "$kept" = "$headers" ] && [ "$same" = 1 ] && [ "$told" -le "$kept" ]
