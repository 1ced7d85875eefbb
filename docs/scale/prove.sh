#!/usr/bin/env bash
# Runs speakhook_spark.py on a small cluster on this machine and holds it against one process: a standalone master and two
# workers on loopback, each a core; the same with an executor killed; broken lines; and what it costs.
# docs/scale.md says what came out. Installs nothing, and leaves nothing behind.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: docs/scale/prove.sh [--exact MB] [--sizes MB,MB] [--rounds N] [--keep]

  --exact   captures whose answers are compared, in MB; 0 for none   [default: 40]
  --sizes   captures that are timed, in MB; 0 for none   [default: 50,200,400]
  --rounds  how often each is timed                      [default: 3]
  --keep    keep the folder with everything that was made

Needs bash 5, Java 17 and PySpark:  python3 -m venv venv && venv/bin/pip install pyspark && PYTHON=venv/bin/python docs/scale/prove.sh
SPEAKHOOK is the program to prove [default: target/release/speakhook].
TEXT
}

exact=40 sizes=50,200,400 rounds=3 keep=
while (($#)); do
  case $1 in
    --exact) exact=$2; shift ;;
    --sizes) sizes=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --keep) keep=1 ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
speakhook=$(realpath -- "${SPEAKHOOK:-$root/target/release/speakhook}")
python=$(command -v -- "${PYTHON:-python3}")
job=$here/speakhook_spark.py
note() { printf '%s\n' "prove: $*" >&2; }
fail() { note "$*"; exit 3; }

[[ -x $speakhook ]] || fail "$speakhook is missing: cargo build --release, or set SPEAKHOOK"
command -v java >/dev/null || fail 'Java is missing: 17 or later'
"$python" -c 'import pyspark' 2>/dev/null || fail "$python has no pyspark: see --help"
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME PYSPARK_PYTHON=$python PYSPARK_DRIVER_PYTHON=$python SPARK_LOCAL_IP=127.0.0.1 PYTHONDONTWRITEBYTECODE=1

work=$(mktemp -d)
daemons=()
finish() {
  if ((${#daemons[@]})); then kill "${daemons[@]}" 2>/dev/null || true; wait "${daemons[@]}" 2>/dev/null || true; fi
  if [[ $keep ]]; then note "kept $work"; else rm -rf -- "$work"; fi
}
trap finish EXIT
cd "$work"

# --- The cluster ------------------------------------------------------------------------------------------------------

daemon() {
  local name=$1
  shift
  "$SPARK_HOME/bin/spark-class" "$@" >"$name.log" 2>&1 &
  daemons+=($!)
}

# The port is the system's choice; the log says which.
daemon master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
master=
for ((second = 0; second < 120; second++)); do
  master=$(grep -om1 'spark://[0-9.:]*' master.log || true)
  [[ $master ]] && break
  sleep 1
done
[[ $master ]] || fail "no master: $(tail -n 3 master.log)"
for number in 1 2; do
  daemon "worker$number" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g \
    --work-dir "$work/worker$number" "$master"
done
for ((second = 0; second < 120; second++)); do
  (($(grep -c 'Registering worker' master.log) == 2)) && break
  sleep 1
done
(($(grep -c 'Registering worker' master.log) == 2)) || fail 'the workers did not register'

# spark NAME ARGUMENT…: its status is in `status`. A round of a job is not over before both workers are in it.
status=0
spark() {
  local name=$1
  shift
  status=0
  "$SPARK_HOME/bin/spark-submit" --master "$master" --conf spark.ui.enabled=false --conf spark.executor.memory=512m \
    --conf spark.scheduler.minRegisteredResourcesRatio=1 --conf spark.scheduler.maxRegisteredResourcesWaitingTime=60s \
    "$job" --speakhook "$speakhook" "$@" >"$name.out" 2>"$name.err" || status=$?
}

# --- The captures -----------------------------------------------------------------------------------------------------

# Every hundredth line is broken, in every way that lines break; the faults of calls are beside them.
cat >captures.py <<'PY'
import itertools, subprocess, sys

speakhook, size, path, is_broken = sys.argv[1], int(sys.argv[2]) * 1_000_000, sys.argv[3], sys.argv[4] == "broken"
def sample(*arguments):
    return subprocess.Popen([speakhook, "--no-config", "sample", *arguments], stdout=subprocess.PIPE).stdout

many = ("--count", "1000000", "--seed", "7")
good = itertools.chain.from_iterable(zip(*(sample(name, *many) for name in ("phone", "long-call", "tool-error"))))
flawed = itertools.cycle(sample("--set", '/data/duration_seconds="long"', "--count", "50"))
breaks = itertools.cycle((
    lambda line: line[: len(line) // 2] + b"\n",
    lambda line: b"{\n",
    lambda line: line[:-2] + b"}}\n",
    lambda line: b"}\n",
    lambda line: line[:900] + b"\xff\xfe\r" + line[900:],
    lambda line: b"\n",
    lambda line: b"garbage\n",
))
written = number = 0
with open(path, "wb") as file:
    while written < size:
        line = next(flawed) if number % 100 == 30 else next(good)
        if is_broken and number % 100 in (50, 51) and number % 200 < 100:
            line = next(breaks)(line)
        written += file.write(line)
        number += 1
PY
captures() { "$python" captures.py "$speakhook" "$@"; }

# One process, told the same as those in Spark.
alone=(--no-config --lines --allow-empty)
one_stats() { "$speakhook" stats "${alone[@]}" --save "$1" "${@:2}" >/dev/null 2>&1 || (($? == 3)); }
one_validate() { "$speakhook" validate "${alone[@]}" -f jsonl --max-diagnostics 0 "${@:2}" >"$1" 2>/dev/null || (($? == 1)); }

# Findings in one order, whoever found them: the keys sorted, what is absent left out.
cat >sorted.py <<'PY'
import json, sys

findings = [json.loads(line) for path in sys.argv[1:] for line in open(path, encoding="utf-8")]
kept = [{key: value for key, value in finding.items() if value is not None} for finding in findings]
sys.stdout.writelines(sorted(json.dumps(finding, sort_keys=True) + "\n" for finding in kept))
PY

verdict=0
check() {
  if cmp -s -- "$2" "$3" && [[ -s $2 ]]; then printf 'ok     %s\n' "$1"; else printf 'DIFFERS  %s\n' "$1"; verdict=1; fi
}
expect() { if (($2 == status)); then printf 'ok     %s: status %s\n' "$1" "$status"; else printf 'FAILED %s: status %s\n' "$1" "$status"; verdict=1; fi; }

# --- The same answer --------------------------------------------------------------------------------------------------

# Two large files, one of them compressed; an empty one; one of blank lines; and one with a byte order mark, a line longer than a
# piece, so that a piece has no line, and a last line without a line feed.
all_captures() {
  mkdir 'many calls'
  captures "$exact" 'many calls/a.jsonl' broken
  captures 2 b.jsonl broken
  gzip -c b.jsonl >'many calls/b.jsonl.gz'
  : >'many calls/empty.jsonl'
  printf '\n\n\n' >'many calls/blank.jsonl'
  printf '\xef\xbb\xbf' >'many calls/c.jsonl'
  "$python" -c 'import sys; sys.stdout.write("{\"event\":\"SessionStarted\",\"data\":{\"x\":\"%s\"}}\n{\"event\":" % ("x" * 20_000_000))' \
    >>'many calls/c.jsonl'
  one_stats whole.json "$work/many calls"
  one_stats whole-by.json --by agent --by day "$work/many calls"
  one_validate whole.jsonl "$work/many calls"
  "$python" sorted.py whole.jsonl >whole.sorted
}

# same HOW NAME: Spark says what one process said. HOW runs a job.
same() {
  local how=$1
  shift
  "$how" work spark "$1-stats" --partitions 20 stats "$work/many calls" --save "$1.json"
  expect "$1: stats, of lines some of which are no call" 3
  check "$1: stats" "$1.json" whole.json
  "$how" 'work rest' spark "$1-validate" --partitions 20 validate "$work/many calls" --output "$work/$1"
  expect "$1: validate, of captures with errors" 1
  "$python" sorted.py "$1"/part-*.json >"$1.sorted"
  check "$1: validate, $(wc -l <whole.sorted) findings" "$1.sorted" whole.sorted
}

# --- Killed executors -------------------------------------------------------------------------------------------------

below() { pgrep -P "$1" || true; }

# Whether a speakhook runs below an executor: in a Python, which a Python has started.
is_at_work() {
  local factory worker
  for factory in $(below "$1"); do
    for worker in $(below "$factory"); do
      if [[ $(below "$worker") ]]; then return 0; fi
    done
  done
  return 1
}

# assassin MOMENT…: kills an executor, as a machine that fails would, at each of these moments: `work`, when a speakhook runs in
# it; `rest`, when none has run for half a second, so that what is lost are results that wait in the memory of the executor.
assassin() {
  local moment victim idle=0 tenth
  for ((tenth = 0; tenth < 6000 && $#; tenth++)); do
    moment=$1 victim=
    idle=$((idle + 1))
    for worker in "${daemons[@]:1}"; do
      for executor in $(below "$worker"); do
        if is_at_work "$executor"; then
          idle=0
          if [[ $moment == work ]]; then victim=$executor; fi
        elif [[ $moment == rest ]] && ((idle > 5)); then
          victim=$executor
        fi
      done
    done
    if [[ $victim ]] && kill -9 "$victim"; then
      echo "$moment" >>kills.log
      idle=0
      shift
    fi
    sleep 0.1
  done
}

# killing MOMENTS COMMAND…
killing() {
  local moments=$1
  shift
  # shellcheck disable=SC2086 # words
  assassin $moments &
  local pid=$!
  "$@"
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

undisturbed() { shift; "$@"; }

same_with_killed() {
  : >kills.log
  same killing killed
  local killed lost
  killed=$(paste -sd' ' kills.log)
  lost=$(cat killed-*.err | grep -o 'Lost executor [0-9]*' | sort | uniq -c | wc -l)
  if [[ $killed == 'work work rest' ]]; then echo "ok     killed with -9, at: $killed"; else echo "FAILED killed only at: $killed"; verdict=1; fi
  if ((lost)); then echo "ok     Spark says that it lost executors"; else echo 'FAILED Spark noticed nothing'; verdict=1; fi
}

if ((exact)); then
  note 'making captures'
  all_captures
  note 'the same captures in Spark'
  same undisturbed undisturbed
  spark by --partitions 20 stats "$work/many calls" --save by.json -- --by agent --by day
  check 'undisturbed: stats --by agent --by day' by.json whole-by.json
  note 'the same with executors killed'
  same_with_killed
  # A speakhook that fails is no answer.
  spark usage validate "$work/many calls" --output "$work/usage" -- --deny no-such-rule
  expect 'an option that speakhook refuses' 3
  spark missing stats "$work/nowhere" --save missing.json
  expect 'captures that do not exist' 3
fi

# --- What it costs ----------------------------------------------------------------------------------------------------

clock=0
now() { clock=${EPOCHREALTIME//[!0-9]/}; }

timed() {
  local size=$1 name=$2
  shift 2
  now
  local start=$clock
  "$@"
  now
  printf '%s\t%s\t%s\n' "$size" "$name" "$((clock - start))" >>times.tsv
}

if [[ $sizes == 0 ]]; then exit "$verdict"; fi
for size in ${sizes//,/ }; do
  note "timing $size MB"
  captures "$size" "time-$size.jsonl" clean
  for ((round = 1; round <= rounds; round++)); do
    timed "$size" 'stats one' one_stats one.json -j 2 "time-$size.jsonl"
    timed "$size" 'stats Spark' spark time stats "$work/time-$size.jsonl" --save time.json
    check "$size MB: stats" time.json one.json
    timed "$size" 'validate one' one_validate one.jsonl -j 2 "$work/time-$size.jsonl"
    rm -rf time
    timed "$size" 'validate Spark' spark time validate "$work/time-$size.jsonl" --output "$work/time"
    "$python" sorted.py one.jsonl >one.sorted
    "$python" sorted.py time/part-*.json >time.sorted
    check "$size MB: validate" time.sorted one.sorted
  done
done

cat >table.py <<'PY'
import collections, statistics

times = collections.defaultdict(list)
for line in open("times.tsv"):
    size, name, micros = line.split("\t")
    times[tuple(name.split()), int(size)].append(int(micros) / 1e6)
print("| job | MB | one process, s | Spark, s | Spark ÷ one |")
print("|---|--:|--:|--:|--:|")
for job in ("stats", "validate"):
    for size in sorted({size for _, size in times}):
        one, cluster = times[(job, "one"), size], times[(job, "Spark"), size]
        ratios = [there / here for here, there in zip(one, cluster)]
        cells = [f"{statistics.median(all):.2f} ({min(all):.2f}–{max(all):.2f})" for all in (one, cluster, ratios)]
        print(f"| {job} | {size} | {' | '.join(cells)} |")
PY

model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
printf '\n%s; %s, %s cores; %s; Spark %s; %s; %s\n\n' "$(date -u +%F)" "${model:-unknown processor}" "$(getconf _NPROCESSORS_ONLN)" \
  "$(uname -srm)" "$("$python" -c 'import pyspark; print(pyspark.__version__)')" "$(java -version 2>&1 | head -n 1)" "$("$speakhook" --version)"
"$python" table.py
exit "$verdict"
