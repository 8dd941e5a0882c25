"""What the kernel promises a student beyond running code, tried in a real one."""

from pathlib import Path

import nbformat
import outputs

CELLS = 200
HANGING = (
    "System.out.println(Tensors.root().getManagedArrays().stream()"
    ".filter(x -> x.getManager() == Tensors.root()).count());"
)
# Each of the cells leaves a megabyte unless its tensors are freed when the next one has run.
CODE = [
    "NDArray kept = Tensors.root().ones(new Shape(3));",
    *["Tensors.root().ones(new Shape(512, 256)).add(1)"] * (CELLS // 2),
    *["NDArray again = Tensors.root().ones(new Shape(512, 256)).add(1);"] * (CELLS // 2),
    HANGING,
    "System.out.println(kept.sum().getFloat());",
    "kept",
    'NDArray wrong = kept.reshape(\n    new Shape(2, 2));',
]


def run(folder: Path, timeout: int) -> list:
    """The cells' outputs."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in CODE])
    outputs.client(notebook, folder, timeout, allow_errors=True).execute()
    return [cell.outputs for cell in notebook.cells]


def text(cell: list) -> str:
    return outputs.ANSI.sub("", "".join(output.get("text", "") for output in cell))


def problems(folder: Path, timeout: int) -> list[str]:
    """Where a promise is not kept."""
    *_, hanging, alive, shown, failed = run(folder, timeout)
    found = []
    count = text(hanging).strip()
    if not count.isdigit() or int(count) > 5:
        found.append(f"{CELLS} cells left {count or hanging} tensors behind: at most 5 are expected")
    if text(alive).strip() != "3.0":
        found.append(f"a variable's tensor did not outlive the cells: {alive}")
    html = "".join(output.get("data", {}).get("text/html", "") for output in shown)
    if html != "<pre>(3) float32, 1.000 to 1.000, mean 1.000: [1.0, 1.0, 1.0]</pre>":
        found.append(f"a tensor that ends a cell is not shown as numbers: {shown}")
    first = text(failed)
    if not first.startswith("In the line  NDArray wrong = kept.reshape(") or failed[-1].output_type != "error":
        found.append(f"a failed cell does not begin with the student's line: {failed}")
    return found
