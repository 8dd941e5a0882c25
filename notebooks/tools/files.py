"""Text files that no reader sees half written."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Writes aside and moves: whoever reads or interrupts meanwhile finds the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(text, "utf-8")
    aside.replace(path)
