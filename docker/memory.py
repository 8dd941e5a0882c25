"""How much memory JupyterLab and one kernel hold after a notebook, run cell by cell through the server as a browser does.

In an image:      docker run --rm -i ui2i-workbench python3 - [NOTEBOOK] < docker/memory.py
In a set-up clone or bundle (./workbench lab --version): cd notebooks && ../.venv/bin/python ../docker/memory.py [NOTEBOOK]
NOTEBOOK is below notebooks/ (default en/00-start-here.ipynb). Linux only: the numbers are read from /proc.
"""

import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import nbformat
import websocket

PORT, TOKEN = 8899, uuid.uuid4().hex


def call(method: str, path: str, body: dict | None = None) -> dict:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/api{path}", method=method, headers={"Authorization": f"token {TOKEN}"},
        data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"{}")


def wait() -> None:
    for _ in range(120):
        try:
            call("GET", "/status")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
    sys.exit("JupyterLab did not answer within 120 s")


def execute(channel: websocket.WebSocket, session: str, code: str) -> None:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": session, "username": "", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    channel.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content,
                             "buffers": [], "channel": "shell"}))
    while True:
        message = json.loads(channel.recv())
        if message["parent_header"].get("msg_id") == header["msg_id"] and message["msg_type"] == "execute_reply":
            if message["content"]["status"] != "ok":
                sys.exit(f"a cell failed: {message['content'].get('evalue')}\n{code}")
            return


def family(root: int) -> list[Path]:
    """A process and all that it started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            pass  # it has just ended
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return [Path("/proc", str(p)) for p in found]


def report(title: str, root: int) -> None:
    total = 0
    for process in family(root):
        fields = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        now, most = (int(fields[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
        total += now
        print(f"  {fields['Name'].strip():16} {now:5} MiB, at most {most} MiB")
    print(f"{title}: {total} MiB in all")


highest = 0


def grown(number: int, cell: str, root: int) -> None:
    """Tells of a cell that took the peak up by 20 MiB or more."""
    global highest
    peak = sum(int(line.split()[1]) for process in family(root) for line in (process / "status").read_text().splitlines()
               if line.startswith("VmHWM")) // 1024
    if peak >= highest + 20:
        print(f"  {peak:5} MiB at most up to code cell {number}: {cell.splitlines()[0]}", flush=True)
        highest = peak


def main() -> None:
    notebook = sys.argv[1] if len(sys.argv) > 1 else "en/00-start-here.ipynb"
    cells = [c.source for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
    with tempfile.TemporaryFile() as log:
        lab = subprocess.Popen(
            [Path(sys.prefix, "bin/jupyter-lab"), "--no-browser", "--allow-root", f"--port={PORT}", f"--IdentityProvider.token={TOKEN}"],
            stdout=log, stderr=log)
        try:
            wait()
            report("JupyterLab alone", lab.pid)
            kernel = call("POST", "/kernels", {"name": "ui2i", "path": str(Path(notebook).parent)})["id"]
            session = uuid.uuid4().hex
            channel = websocket.create_connection(
                f"ws://127.0.0.1:{PORT}/api/kernels/{kernel}/channels?session_id={session}&token={TOKEN}", timeout=1800)
            execute(channel, session, "1 + 1")
            report("with an idle kernel", lab.pid)
            for number, cell in enumerate(cells, 1):
                execute(channel, session, cell)
                grown(number, cell, lab.pid)
            report(f"after {notebook}", lab.pid)
            channel.close()
            call("DELETE", f"/kernels/{kernel}")
        finally:
            lab.terminate()
            lab.wait()


if __name__ == "__main__":
    main()
