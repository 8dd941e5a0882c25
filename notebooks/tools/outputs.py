"""Runs a notebook's code in a real kernel, and makes its outputs fit to commit."""

import base64
import io
import math
import re
from copy import deepcopy
from pathlib import Path

import files
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from source import alt_problems

MOST_LINES = 120  # of one stream
MOST_BYTES = 3_000_000  # of one notebook
MEAN_ERROR, LARGE_ERROR, RARE = 0.8, 14, 0.0005  # of a committed picture's values, and the share of larger errors
PICTURE = re.compile(r"(?<=data:image/png;base64,)[A-Za-z0-9+/=]+")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Failed(Exception):
    """A cell failed. The text says which and how."""


def client(notebook: nbformat.NotebookNode, folder: Path, timeout: int, allow_errors: bool = False) -> NotebookClient:
    """Runs a notebook's cells in `folder` when it is told to execute; the kernel, the English one, is shut down in any case."""
    return NotebookClient(
        notebook,
        timeout=timeout,
        startup_timeout=120,
        kernel_name="ui2i",
        shutdown_kernel="immediate",
        record_timing=False,
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(folder)}},
    )


def execute(notebook: nbformat.NotebookNode, folder: Path, timeout: int) -> float:
    """Runs all cells in `folder` and leaves the outputs in the notebook. The most memory that the kernel held, in MB, or NaN."""
    folder.mkdir(parents=True, exist_ok=True)
    runs, peaks = client(notebook, folder, timeout), [math.nan]
    runs.on_cell_executed = lambda **_: peaks.append(peak_mb(runs.km.provisioner.pid))
    try:
        runs.execute()
        return max((mb for mb in peaks if not math.isnan(mb)), default=math.nan)  # the library may begin to count anew
    except CellExecutionError as e:
        raise Failed(f"code cell {cell_number(notebook)} failed:\n{message(notebook) or e.evalue}") from None
    except CellTimeoutError:
        raise Failed(f"code cell {cell_number(notebook)} ran over {timeout} s: see --timeout") from None
    except DeadKernelError:
        raise Failed(f"the kernel died in code cell {cell_number(notebook)}: is there enough memory?") from None


def peak_mb(pid: int) -> float:
    """The most memory that a process has held so far; NaN where there is no /proc."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8")) if status.is_file() else None
    return int(found.group(1)) / 1024 if found else math.nan


def message(notebook: nbformat.NotebookNode) -> str:
    """The kernel's own words; nbclient's text shows the kernel's inner stack instead."""
    errors = [o for c in code_cells(notebook) for o in c.outputs if o.output_type == "error"]
    return ANSI.sub("", "\n".join(errors[-1].traceback)).rstrip() if errors else ""


def cell_number(notebook: nbformat.NotebookNode) -> int:
    """The cell that was reached: nbclient numbers a cell when its reply comes, a failed one included."""
    reached = [i for i, c in enumerate(code_cells(notebook)) if c.outputs or c.execution_count]
    return reached[-1] + 1 if reached else 1


def code_cells(notebook: nbformat.NotebookNode) -> list:
    return [c for c in notebook.cells if c.cell_type == "code"]


def hints(folder: Path) -> dict[str, str]:
    """What an unsolved exercise prints, in English and in Korean, from the library's Hints*.properties."""
    english, korean = (properties(folder / f"Hints{end}.properties") for end in ("", "_ko"))
    numbers = [key for key in english if key[0].isdigit()]
    return {f"{english['unsolved']} {english[n]}": f"{korean['unsolved']} {korean[n]}" for n in numbers}


def properties(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text("utf-8").splitlines() if " = " in line and not line.startswith("#")]
    return dict(line.split(" = ", 1) for line in lines)


def copy(source: nbformat.NotebookNode, target: nbformat.NotebookNode, words: dict[str, str]) -> None:
    """Puts the outputs of one language's notebook into another's, with `words` in the other's. Their code is the same."""
    for a, b in zip(code_cells(source), code_cells(target), strict=True):
        b.outputs, b.execution_count = translated(a.outputs, words), a.execution_count


def translated(outputs: list, words: dict[str, str]) -> list:
    result = deepcopy(outputs)
    for output in result:
        if output.output_type == "stream":
            for word, other in words.items():
                output.text = output.text.replace(word, other)
    return result


def tidy(notebook: nbformat.NotebookNode, root: Path) -> None:
    """Leaves only what is worth keeping: no timings, no counts of past runs, no paths of this machine, no floods."""
    for number, cell in enumerate(code_cells(notebook), 1):
        cell.metadata.pop("execution", None)
        cell.execution_count = number
        cell.outputs = merged(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "stream":
                output.text = short(settled(ANSI.sub("", output.text))).replace(str(root), ".")
            if "data" in output:
                output.metadata = {}
                output.data = {k: without(v, root) for k, v in sorted(output.data.items())}
            if "execution_count" in output:
                output.execution_count = number


def light(notebook: nbformat.NotebookNode) -> None:
    """Pictures with a palette in place of full colour, where that is smaller: a third of the bytes, hardly to be seen."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            html = output.get("data", {}).get("text/html")
            if html:
                output.data["text/html"] = PICTURE.sub(lambda found: lighter(found.group()), html)


def lighter(picture: str) -> str:
    """A PNG in base64 with the palette that takes the fewest bytes of those that show the same: 64 to 256 colours."""
    from PIL import Image  # only who builds notebooks needs it

    image = Image.open(io.BytesIO(base64.b64decode(picture)))
    if image.mode != "RGB":
        return picture  # it has a palette already
    mixed = image.quantize(256, dither=Image.Dither.FLOYDSTEINBERG)  # where none shows the same, neighbours mix colours
    found = [picture, encoded(mixed)]
    for method in (Image.Quantize.MEDIANCUT, Image.Quantize.MAXCOVERAGE, Image.Quantize.FASTOCTREE):
        for colours in (64, 128, 256):
            small = image.quantize(colours, method=method, dither=Image.Dither.NONE)
            if alike(image, small.convert("RGB")):
                found.append(encoded(small))
    return min(found, key=len)


def encoded(image) -> str:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return base64.b64encode(written.getvalue()).decode()


def alike(one, other) -> bool:
    """Whether values of 0 to 255 differ by less than MEAN_ERROR on average, and hardly any by more than LARGE_ERROR."""
    from PIL import ImageChops

    histogram = ImageChops.difference(one, other).histogram()
    counts = [sum(histogram[channel * 256 + error] for channel in range(3)) for error in range(256)]
    mean = sum(error * count for error, count in enumerate(counts)) / sum(counts)
    return mean < MEAN_ERROR and sum(counts[LARGE_ERROR + 1 :]) <= RARE * sum(counts)


def without(value, root: Path):
    return value.replace(str(root), ".") if isinstance(value, str) else value


def merged(outputs: list) -> list:
    """Streams come in pieces that depend on timing: neighbours of one name become one."""
    result = []
    for output in outputs:
        last = result[-1] if result else None
        if last is not None and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            result.append(output)
    return result


def settled(text: str) -> str:
    """What a terminal shows in the end of a line that was overwritten with carriage returns."""
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in text.split("\n"))


def short(text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= MOST_LINES:
        return text
    half = MOST_LINES // 2
    return "\n".join([*lines[:half], f"... {len(lines) - 2 * half} lines left out ...", *lines[-half:]])


def problems(notebook: nbformat.NotebookNode, most_bytes: float = MOST_BYTES) -> list[str]:
    """Outputs that must not be committed."""
    found = []
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"code cell {number} ended in an error: {output.ename}")
            data = output.get("data", {})
            found += [f"code cell {number}: {p}" for p in alt_problems(str(data.get("text/html", "")))]
            if "image/png" in data and "text/html" not in data:
                found.append(f"code cell {number} shows a bare PNG, which has no alternative text: use show(image, text)")
    size = len(nbformat.writes(notebook).encode("utf-8"))
    if size > most_bytes:
        found.append(f"it has {size / 1e6:.1f} MB, at most {most_bytes / 1e6:.1f}: show fewer or smaller pictures")
    return found


def write(notebook: nbformat.NotebookNode, path: Path) -> None:
    files.write(path, nbformat.writes(notebook).rstrip("\n") + "\n")
