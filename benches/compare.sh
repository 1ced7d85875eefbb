#!/usr/bin/env bash
# Times whole commands of speakhook against other programs that do a part of the same work, on calls that
# `speakhook sample` makes, and checks that they come to the same answer. docs/performance.md says how to read it.
#
# Needs bash 5, python3 and a release build; GNU time for the peak memory. Peers that are missing are skipped.
set -euo pipefail

readonly USAGE='usage: benches/compare.sh [--size MB] [--rounds N] [--jobs LIST]

  --size MB    size of the JSON Lines, in millions of bytes [default: 200]
  --rounds N   measured rounds, after one that is not [default: 5]
  --jobs LIST  some of lines,files,one,stats [default: all]

Environment: SPEAKHOOK, the program [target/release/speakhook]; PYTHON, an interpreter with the
packages to compare with [python3]; NODE_PATH, where ajv and ajv-formats are.'

size=200 rounds=5 jobs=lines,files,one,stats
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
speakhook=${SPEAKHOOK:-$root/target/release/speakhook}
python=${PYTHON:-python3}

die() { printf 'compare.sh: %s\n' "$1" >&2; exit 2; }
note() { printf '%s\n' "$1" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
number() { [[ ${2-} =~ ^[1-9][0-9]{0,5}$ ]] || die "$1 wants a number from 1 to 999999"; }

while (($#)); do
  case $1 in
    --size) number "$1" "${2-}"; size=$2; shift 2 ;;
    --rounds) number "$1" "${2-}"; rounds=$2; shift 2 ;;
    --jobs) [[ ${2-} =~ ^(lines|files|one|stats)(,(lines|files|one|stats))*$ ]] || die "$USAGE"; jobs=$2; shift 2 ;;
    -h | --help) printf '%s\n' "$USAGE"; exit 0 ;;
    *) die "$USAGE" ;;
  esac
done

[[ -n ${EPOCHREALTIME-} ]] || die 'this needs bash 5'
has "$speakhook" || die "no $speakhook; build it with cargo build --release, or set SPEAKHOOK"
has "$python" || die "no $python"
speakhook=$(realpath "$(command -v "$speakhook")")
python=$(command -v "$python")
[[ $python == /* ]] || python=$PWD/$python
time_program=
if /usr/bin/time -q -f %M true >/dev/null 2>&1; then time_program=/usr/bin/time; fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd "$work"
mkdir files peers

# --- The peers that are no command of their own -----------------------------------------------------------------------

# No script has the name of the package that it imports: it would hide it.

# Arguments: schema, then `lines` or `files`, then paths. Prints how many payloads are invalid.
cat >peers/with_jsonschema_rs.py <<'PY'
import sys
import jsonschema_rs
import orjson

def payloads(kind, paths):
    for path in paths:
        with open(path, "rb") as file:
            yield from file if kind == "lines" else [file.read()]

with open(sys.argv[1], "rb") as file:
    schema = orjson.loads(file.read())
is_valid = jsonschema_rs.validator_for(schema, validate_formats=True).is_valid
print(sum(not is_valid(orjson.loads(text)) for text in payloads(sys.argv[2], sys.argv[3:])))
PY

cat >peers/with_ajv.js <<'JS'
const fs = require("fs"), readline = require("readline");
const Ajv = require("ajv/dist/2020"), formats = require("ajv-formats");
const [schema, kind, ...paths] = process.argv.slice(2);
const ajv = new Ajv({ strict: false });
(formats.default || formats)(ajv);
const isValid = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")));
(async () => {
  let invalid = 0;
  for (const path of paths) {
    const payloads = kind === "lines"
      ? readline.createInterface({ input: fs.createReadStream(path) })
      : [fs.readFileSync(path, "utf8")];
    for await (const text of payloads) if (!isValid(JSON.parse(text))) invalid += 1;
  }
  console.log(invalid);
})();
JS

# These print agent, n, p50 and p95 (nearest rank) with tabs between.
cat >peers/with_duckdb.py <<'PY'
import sys
import duckdb

shape = "STRUCT(agent_name VARCHAR, history STRUCT(metrics STRUCT(e2e_latency DOUBLE))[])"
rows = duckdb.sql(f"""
    SELECT agent, count(*), quantile_disc(e2e, 0.5), quantile_disc(e2e, 0.95)
    FROM (SELECT data.agent_name AS agent, unnest(data.history).metrics.e2e_latency AS e2e
          FROM read_json('{sys.argv[1]}', format = 'newline_delimited', columns = {{data: '{shape}'}}))
    WHERE e2e IS NOT NULL GROUP BY agent""").fetchall()
for row in rows:
    print(*row, sep="\t")
PY

cat >peers/with_polars.py <<'PY'
import sys
import polars as pl

item = pl.Struct({"metrics": pl.Struct({"e2e_latency": pl.Float64})})
shape = {"data": pl.Struct({"agent_name": pl.String, "history": pl.List(item)})}
data = pl.col("data").struct
e2e = pl.col("e2e").sort()
rank = lambda percent: (pl.len().cast(pl.Int64) * percent + 99) // 100 - 1
rows = (
    pl.scan_ndjson(sys.argv[1], schema=shape)
    .select(data.field("agent_name").alias("agent"), data.field("history").alias("item"))
    .explode("item")
    .select("agent", pl.col("item").struct.field("metrics").struct.field("e2e_latency").alias("e2e"))
    .drop_nulls("e2e")
    .group_by("agent")
    .agg(pl.len(), e2e.get(rank(50)).alias("p50"), e2e.get(rank(95)).alias("p95"))
    .collect()
)
for row in rows.iter_rows():
    print(*row, sep="\t")
PY

cat >peers/with_chdb.py <<'PY'
import sys
import chdb

shape = "data Tuple(agent_name String, history Array(Tuple(metrics Tuple(e2e_latency Nullable(Float64)))))"
print(chdb.query(f"""
    SELECT agent, count(), quantileExact(0.5)(e2e), quantileExact(0.95)(e2e)
    FROM (SELECT data.agent_name AS agent, arrayJoin(data.history.metrics.e2e_latency) AS e2e
          FROM file('{sys.argv[1]}', JSONEachRow, '{shape}'))
    WHERE e2e IS NOT NULL GROUP BY agent
    SETTINGS input_format_skip_unknown_fields = 1""", "TSV"), end="")
PY

cat >peers/percentiles.jq <<'JQ'
def rank($percent): .[((length * $percent + 99) / 100 | floor) - 1][1];
[inputs.data | .agent_name as $agent | .history[]?.metrics.e2e_latency | values | [$agent, .]]
| group_by(.[0])[] | sort_by(.[1]) | [.[0][0], length, rank(50), rank(95)] | @tsv
JQ

# --- The corpus -------------------------------------------------------------------------------------------------------

# Five scenarios in turn; every hundredth payload is replaced by one with a fault of the schema, of four kinds in turn.
# No fault touches an agent's name or a latency, so that percentiles are the same with and without them.
cat >peers/corpus.py <<'PY'
import itertools
import json
import subprocess
import sys

program, size = sys.argv[1], int(sys.argv[2]) * 1_000_000
count = ["--count", str(max(2_000, size // 10_000))]

def sample(*arguments):
    process = subprocess.Popen([program, "sample", *arguments], stdout=subprocess.PIPE)
    yield from process.stdout
    if process.wait():
        sys.exit("speakhook sample failed")

scenarios = ("phone", "interrupted", "handoff", "campaign", "tool-error")
good = itertools.chain.from_iterable(zip(*(sample(name, *count) for name in scenarios)))
faults = [sample(*count, "--set", change) for change in
          ('/data/duration_seconds="long"', "/data/agent_id=no-uuid", "/data/duration_seconds=-1")]
faults.append(itertools.repeat(next(sample("--invalid", "schema/required", "--compact"))))
bad = itertools.chain.from_iterable(zip(*faults))
written, planted = 0, {"lines": 0, "files": 0, "one": 0}
with open("calls.jsonl", "wb") as lines:
    for number, payload in enumerate(good):
        if number >= 2_000 and written >= size:
            break
        is_bad = number % 100 == 50
        payload = next(bad) if is_bad else payload
        if number < 2_000:
            planted["files"] += is_bad
            with open(f"files/{number:04}.json", "wb") as file:
                file.write(payload)
        if written < size:
            planted["lines"] += is_bad
            written += lines.write(payload)
with open("planted.json", "w") as file:
    json.dump(planted, file)
PY

note "making $size MB of calls in $work"
"$speakhook" --no-config schema >schema.json
"$python" peers/corpus.py "$speakhook" "$size"
"$speakhook" --no-config sample --turns 21 --compact -o one.json
files=(files/*.json)

# --- What is run ------------------------------------------------------------------------------------------------------

row_job=() row_name=() row_command=() row_answer=() row_repeats=()

# add JOB NAME ANSWER COMMAND…: ANSWER says how to read what the command prints.
add() {
  row_job+=("$1") row_name+=("$2") row_answer+=("$3")
  shift 3
  row_command+=("$(printf '%q ' "$@")")
}

skip() { note "skipped: $1 ($2)"; }
module() { "$python" -c "import $1" 2>/dev/null; }
validate=("$speakhook" --no-config validate -f json --min-severity error)
have_rs='' have_ajv=''
if module 'jsonschema_rs, orjson'; then have_rs=1; fi
if has node && node -e 'require("ajv/dist/2020"); require("ajv-formats")' 2>/dev/null; then have_ajv=1; fi

# scripts KIND JOB PATH…: the validators that are scripts of ours.
scripts() {
  local kind=$1 job=$2
  shift 2
  if [[ $have_rs ]]; then
    add "$job" 'jsonschema_rs + orjson (python)' number "$python" peers/with_jsonschema_rs.py schema.json "$kind" "$@"
  else skip 'jsonschema_rs + orjson' 'pip install jsonschema-rs orjson'; fi
  if [[ $have_ajv ]]; then add "$job" 'ajv (node)' number node peers/with_ajv.js schema.json "$kind" "$@"
  else skip ajv 'npm install ajv ajv-formats, and NODE_PATH'; fi
}

# validators JOB PATH…: the validators that are commands and take files.
validators() {
  local job=$1 path instances=()
  shift
  for path in "$@"; do instances+=(-i "$path"); done
  if has jsonschema-cli; then
    add "$job" jsonschema-cli jsonschema-cli jsonschema-cli validate schema.json --assert-format "${instances[@]}"
  else skip jsonschema-cli 'cargo install jsonschema-cli'; fi
  if has boon; then add "$job" boon boon boon --assert-format --quiet schema.json "$@"
  else skip boon 'cargo install boon-cli'; fi
  if has check-jsonschema; then
    add "$job" check-jsonschema check-jsonschema check-jsonschema --schemafile schema.json -o json "$@"
  else skip check-jsonschema 'pip install check-jsonschema'; fi
}

jq_parse() {
  local job=$1
  shift
  # shellcheck disable=SC2016 # jq's variables
  if has jq; then add "$job" 'jq, parsing only' none jq -n 'reduce inputs as $call (0; . + 1)' "$@"
  else skip jq 'its package'; fi
}

job_lines() {
  add lines 'speakhook validate, all rules' speakhook "${validate[@]}" calls.jsonl
  add lines 'speakhook validate --schema-only' speakhook "${validate[@]}" --schema-only calls.jsonl
  add lines 'speakhook validate --schema-only -j 1' speakhook "${validate[@]}" --schema-only -j 1 calls.jsonl
  scripts lines lines calls.jsonl
  jq_parse lines calls.jsonl
  add lines 'wc -l, counting only' none wc -l calls.jsonl
}

job_files() {
  add files 'speakhook validate, all rules' speakhook "${validate[@]}" files
  add files 'speakhook validate --schema-only' speakhook "${validate[@]}" --schema-only files
  add files 'speakhook validate --schema-only -j 1' speakhook "${validate[@]}" --schema-only -j 1 files
  scripts files files "${files[@]}"
  validators files "${files[@]}"
  jq_parse files "${files[@]}"
  add files 'wc -l, counting only' none wc -l "${files[@]}"
}

job_one() {
  add one 'speakhook validate, all rules' speakhook "${validate[@]}" one.json
  add one 'speakhook validate --schema-only' speakhook "${validate[@]}" --schema-only one.json
  scripts files one one.json
  validators one one.json
  jq_parse one one.json
  add one 'true, which does nothing' none "$(type -P true)"
}

job_stats() {
  local stats=("$speakhook" --no-config stats --by agent --metric e2e -f json)
  if ! "$speakhook" stats --help >/dev/null 2>&1; then skip 'job stats' 'this speakhook has no stats'; return; fi
  add stats 'speakhook stats --by agent' stats "${stats[@]}" calls.jsonl
  add stats 'speakhook stats --by agent -j 1' stats "${stats[@]}" -j 1 calls.jsonl
  if module duckdb; then add stats 'duckdb (python)' percentiles "$python" peers/with_duckdb.py calls.jsonl
  else skip duckdb 'pip install duckdb'; fi
  if module polars; then add stats 'polars (python)' percentiles "$python" peers/with_polars.py calls.jsonl
  else skip polars 'pip install polars'; fi
  if module chdb; then add stats 'chdb (python)' percentiles "$python" peers/with_chdb.py calls.jsonl
  else skip chdb 'pip install chdb'; fi
  if has jq; then add stats jq percentiles jq -n -r -f peers/percentiles.jq calls.jsonl
  else skip jq 'its package'; fi
}

for job in ${jobs//,/ }; do "job_$job"; done

# --- Running ----------------------------------------------------------------------------------------------------------

# run ROW [PREFIX]: its output is in out.ROW. Of a validator that is a command, status 1 is an answer too.
run() {
  local status=0 highest=1
  case ${row_answer[$1]} in
    number | stats | percentiles) highest=0 ;;
    boon) highest=2 ;;
  esac
  eval "${2-}${row_command[$1]}" >"out.$1" 2>"err.$1" </dev/null || status=$?
  ((status <= highest)) || { note "${row_name[$1]} failed with status $status: $(tail -c 300 "err.$1")"; exit 3; }
}

# Sets `clock` to the time in microseconds, whatever the decimal sign of the locale, without a process of its own.
clock=0
now() { clock=${EPOCHREALTIME//[!0-9]/}; }

# Unmeasured: warms the cache, takes the peak, and finds how often a short command is repeated for 0.2 s.
for row in "${!row_name[@]}"; do
  note "first run: ${row_job[row]}, ${row_name[row]}"
  now
  start=$clock
  run "$row" "${time_program:+$time_program -q -f %M -o peak.$row }"
  now
  repeats=$((200000 / (clock - start + 1) + 1))
  row_repeats+=("$((repeats > 50 ? 50 : repeats))")
  cp "out.$row" "answer.$row"
  printf '%s\t%s\t%s\t%s\n' "$row" "${row_job[row]}" "${row_name[row]}" "${row_answer[row]}" >>rows.tsv
done

average() { uptime | sed 's/.*average[s]*: *//; s/,* .*//'; }
before=$(average)
for ((round = 1; round <= rounds; round++)); do
  for job in ${jobs//,/ }; do
    note "round $round of $rounds: $job"
    rows=()
    for row in "${!row_name[@]}"; do
      if [[ ${row_job[row]} == "$job" ]]; then rows+=("$row"); fi
    done
    # Whoever is first after another job pays for what that one left in the caches: every round begins elsewhere.
    for ((place = 0; place < ${#rows[@]}; place++)); do
      row=${rows[(place + round) % ${#rows[@]}]}
      now
      start=$clock
      for ((repeat = 0; repeat < row_repeats[row]; repeat++)); do run "$row"; done
      now
      printf '%s\t%s\t%s\n' "$row" "$round" "$(((clock - start) / row_repeats[row]))" >>times.tsv
    done
  done
done

after=$(average)

# --- The table --------------------------------------------------------------------------------------------------------

cat >peers/table.py <<'PY'
import csv
import glob
import json
import os
import statistics
import sys

def read(path):
    with open(path, newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

def text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()

def groups(document):
    for group in json.loads(document)["groups"]:
        e2e = group["metrics"]["e2e"]
        if e2e["n"]:
            yield group["group"]["agent"], (e2e["n"], e2e["p50_seconds"], e2e["p95_seconds"])

def percentiles(lines):
    for line in lines.splitlines():
        agent, n, p50, p95 = line.split("\t")
        yield agent, (int(n), float(p50), float(p95))

ANSWERS = {
    "speakhook": lambda out: json.loads(out)["summary"]["failed_payloads"],
    "number": int,
    "jsonschema-cli": lambda out: sum(" - INVALID" in line for line in out.splitlines()),
    "boon": lambda out: sum(line.startswith("instance ") and line.endswith(": failed") for line in out.splitlines()),
    "check-jsonschema": lambda out: len({error["filename"] for error in json.loads(out)["errors"]}),
    "stats": lambda out: dict(groups(out)),
    "percentiles": lambda out: dict(percentiles(out)),
    "none": lambda out: None,
}

def near(one, other):
    """Within 0.1 %; a percentile that speakhook withholds, of few values, agrees with any."""
    return one is None or abs(one - other) <= 0.001 * abs(other)

def agree(ours, theirs):
    if not isinstance(ours, dict):
        return ours == theirs
    return ours.keys() == theirs.keys() and all(
        ours[agent][0] == n and near(ours[agent][1], p50) and near(ours[agent][2], p95)
        for agent, (n, p50, p95) in theirs.items())

def off(ours, theirs):
    return max((abs(ours[a][i] - theirs[a][i]) / theirs[a][i] for a in theirs for i in (1, 2) if ours[a][i]), default=0)

def said(ours, theirs):
    if theirs is None:
        return "–"
    if not agree(ours, theirs):
        return "**differs**" if isinstance(theirs, dict) else f"**differs: {theirs} invalid**"
    if not isinstance(theirs, dict):
        return f"{theirs} invalid"
    return "exact" if ours is theirs else f"within {100 * off(ours, theirs):.3f} %"

def peak(row):
    path = f"peak.{row}"
    return f"{int(text(path).split()[-1]) * 1024 / 1e6:.0f}" if os.path.exists(path) else "–"

times = {}
for row, round_number, micros in read("times.tsv"):
    times.setdefault(row, {})[round_number] = int(micros) / 1e6
singles = sum(map(os.path.getsize, glob.glob("files/*.json")))
sizes = {"lines": os.path.getsize("calls.jsonl"), "files": singles, "one": os.path.getsize("one.json")}
sizes["stats"] = sizes["lines"]

print("| job | command | time ÷ speakhook's | median s | MB/s | peak MB | answer |")
print("|---|---|--:|--:|--:|--:|---|")
planted = json.loads(text("planted.json"))
first, differing, lines = {}, [], []
for row, job, name, answer in read("rows.tsv"):
    result = ANSWERS[answer](text(f"answer.{row}"))
    base, ours = first.setdefault(job, (row, planted.get(job, result)))
    ratios = [seconds / times[base][number] for number, seconds in times[row].items()]
    median, ratio = statistics.median(times[row].values()), statistics.median(ratios)
    shown = "1" if row == base else f"{ratio:.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    verdict = said(ours, result) if row != base or job != "stats" else f"{len(result)} agents"
    if "differs" in verdict:
        differing.append(f"{job}: {name}")
    rate = "–" if job == "one" else f"{sizes[job] / 1e6 / median:,.0f}"
    seconds = f"{median:.4f}" if median < 0.1 else f"{median:.3f}"
    lines.append((list(first).index(job), ratio,
                  f"| {job} | {name} | {shown} | {seconds} | {rate} | {peak(row)} | {verdict} |"))
for _, _, line in sorted(lines, key=lambda entry: entry[:2]):
    print(line)
print()
print(f"lines, stats: {sizes['lines'] / 1e6:.1f} MB; files: {singles / 1e6:.1f} MB in 2,000; one: {sizes['one']:,} bytes")
if differing:
    sys.exit("answers differ: " + "; ".join(differing))
PY

version() { "$python" -c 'import importlib.metadata as m, sys
for name in sys.argv[1:]:
    try: print(f"{name} {m.version(name)}", end=", ")
    except m.PackageNotFoundError: pass' jsonschema_rs orjson check-jsonschema duckdb polars; }

printf '%s; %s\n' "$(date -u +%F)" "$(uname -srm)"
model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
printf '%s, %s cores; load of the last minute %s before the rounds, %s after\n' "${model:-unknown processor}" "$(getconf _NPROCESSORS_ONLN)" \
  "$before" "$after"
peers=$(version)
if has jq; then peers+="$(jq --version), "; fi
if has node; then peers+="node $(node --version), "; fi
printf '%s; %sbash %s; %s rounds\n\n' "$("$speakhook" --version)" "$peers" "$BASH_VERSION" "$rounds"
"$python" peers/table.py
