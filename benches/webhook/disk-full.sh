#!/usr/bin/env bash
# A disk that is full: 507 and a sentence, nothing that is half there, and what was answered with 2xx is
# there. The disk is a tmpfs of 1 MiB, which needs a mount of our own (root, or unshare); where there is
# none, a limit on the size of files stands in for it.
#
#     benches/webhook/disk-full.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" != inside ] && unshare --mount --map-root-user true 2>/dev/null; then
    exec unshare --mount --map-root-user "$0" inside
fi
folder=$(mktemp -d)
trap 'umount "$folder" 2>/dev/null || true; rm -rf "$folder"' EXIT
if mount -t tmpfs -o size=1m tmpfs "$folder" 2>/dev/null; then
    echo "a tmpfs of 1 MiB"
    export DISK_FULL_BODY=50000
else
    echo "a limit of 40 KiB on every file"
    trap '' XFSZ
    ulimit -f 40
    export DISK_FULL_BODY=50000
fi
cd "$here"
python3 - "$folder" <<'PYTHON'
import os, pathlib, sys
from listener import SIGNED, Listener, call, deliver

folder, size = pathlib.Path(sys.argv[1]), int(os.environ["DISK_FULL_BODY"])
listener = Listener("--save", str(folder), *SIGNED)
taken, refused = [], []
for number in range(40):
    body = call(size if number % 2 else 1000)
    status = deliver(listener.port, body)
    (taken if status == 200 else refused).append((status, body))
    if number == 30:
        # Somebody makes room: the next delivery is taken again.
        for path in sorted(folder.glob("*.json"))[:8]:
            path.unlink()
        taken.clear()
said = listener.end()
kept = {path.read_bytes() for path in folder.glob("*.json") if not path.name.endswith(".headers.json")}
lost = [body for _, body in taken if body not in kept]
strange = {status for status, _ in refused} - {507}
hidden = [path.name for path in folder.iterdir() if path.name.startswith(".")]
sentences = [line for line in said.splitlines() if "error: cannot write" in line]
print(f"{len(refused)} refused, all with 507: {not strange}; taken since there was room: {len(taken)}, of them lost: {len(lost)}")
print(f"left behind that is not whole: {len(hidden)}")
print(f"sentences: {len(sentences)}, such as: {sentences[0] if sentences else None}")
print(f"exit status {listener.process.returncode}; {said.splitlines()[-1]}")
sys.exit(bool(lost or strange or hidden or not refused or not sentences))
PYTHON
