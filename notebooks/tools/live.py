"""One real kernel that a test drives message by message: nbclient only runs notebooks to their end."""

import time
from pathlib import Path

import outputs
from jupyter_client.manager import KernelManager

STARTING = 120  # seconds


class Silent(Exception):
    """The kernel did not end a cell in time, or died in it."""


class Cell:
    """A cell that was sent to a kernel."""

    def __init__(self, kernel: "Kernel", code: str):
        self.kernel, self.printed, self.html, self.error = kernel, "", [], ""
        self.sent = time.monotonic()
        self.id = kernel.client.execute(code)

    def end(self, seconds: float) -> "Cell":
        """Waits until the kernel is idle again."""
        self.until(lambda message: message["msg_type"] == "status" and message["content"]["execution_state"] == "idle", seconds)
        return self

    def until(self, seen, seconds: float) -> float:
        """Waits for a message of this cell, and keeps what it shows until then. The seconds since the cell was sent."""
        end = time.monotonic() + seconds
        while True:
            message = self.kernel.message(end)
            if message["parent_header"].get("msg_id") != self.id:
                continue
            self.keep(message["msg_type"], message["content"])
            if seen(message):
                return time.monotonic() - self.sent

    def keep(self, kind: str, content: dict) -> None:
        if kind == "stream":
            self.printed += outputs.ANSI.sub("", content["text"])
        elif kind in ("execute_result", "display_data"):
            self.html.append(content["data"].get("text/html", ""))
        elif kind == "error":
            self.error = outputs.ANSI.sub("", "\n".join(content["traceback"]))


class Kernel:
    """The English kernel, in `folder`."""

    def __init__(self, folder: Path):
        self.started = time.monotonic()
        self.manager = KernelManager(kernel_name="ui2i")
        self.manager.start_kernel(cwd=str(folder))
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=STARTING)

    def __enter__(self) -> "Kernel":
        return self

    def __exit__(self, *_) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def send(self, code: str) -> Cell:
        return Cell(self, code)

    def run(self, code: str, seconds: float = STARTING) -> Cell:
        return self.send(code).end(seconds)

    def interrupt(self) -> None:
        self.manager.interrupt_kernel()

    def message(self, end: float) -> dict:
        """The next one that all clients see."""
        while time.monotonic() < end:
            if not self.manager.is_alive():
                raise Silent("the kernel died: is there enough memory?")
            if self.client.iopub_channel.msg_ready():
                return self.client.get_iopub_msg(timeout=1)
            time.sleep(0.01)
        raise Silent("the kernel does not answer in time")
