"""The papers' protocols at the end of the figure notebooks, run with tiny data, runs and networks (Java's PaperHomeTest)."""

import re
from pathlib import Path

import outputs

HOME = Path(__file__).resolve().parents[2] / "workbench-lib/target/paper-home"
SMALL = {  # the papers' counts and widths, too many for a test, and a few
    r"FunitProtocol\.paper\(([^()]*)\)": r"new FunitProtocol(4, \1, 2, 1)",
    r"MunitProtocol\.paper\(\)": "new MunitProtocol(2, 2, 2, 1)",
    r"UnitAdaptation\.Config\.paper\(\)": "UnitAdaptation.Config.lab()",
}
NOT_RUN = "not run"  # in a line: how a part says that what it needs is not there


def move_in(notebook, home: Path) -> None:
    """Lets a notebook's code find its user's data, runs and networks in `home`, and draw a few images where papers draw thousands."""
    cells = outputs.code_cells(notebook)
    for cell in cells:
        for paper, few in SMALL.items():
            cell.source = re.sub(paper, few, cell.source)
    cells[0].source = f'System.setProperty("UI2I_HOME", "{home.as_posix()}");\n{cells[0].source}'


def problems(notebook) -> list[str]:
    """Parts that did not run, and counts that are still the papers'."""
    found = []
    for number, cell in enumerate(outputs.code_cells(notebook), 1):
        if re.search(r"(Protocol|Adaptation\.Config)(\.|::)paper\b", cell.source):
            found.append(f"code cell {number} has a paper's count or width that the test does not make small: add it to papers.SMALL")
        lines = "".join(output.get("text", "") for output in cell.outputs if output.output_type == "stream").splitlines()
        found += [f"code cell {number} with the papers' data in miniature: {line}" for line in lines if NOT_RUN in line]
    return found
