"""One text source per notebook: code once, prose in English and Korean. Reads it and checks it.

A source is MyST markdown as jupytext reads it. A markdown cell's metadata says its language; code has none:

    +++ {"lang": "en"}
    Text.
    +++ {"lang": "ko"}
    글.
    ```{code-cell}
    show(image);
    ```
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from kernelspec import KERNELS

LANGUAGES = ("en", "ko")
MOST_LINES = 15  # of a code cell
EMPTY_ALT = re.compile(r"!\[\s*\]\(")
IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALT = re.compile(r"""\balt\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s])""", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A notebook's text source: its name (the file's, without .md), its text and its cells."""

    name: str
    text: str
    cells: tuple

    @property
    def code(self) -> list[str]:
        return [c.source for c in self.cells if c.cell_type == "code"]

    @property
    def digest(self) -> str:
        """Of all the text: a built file with another one is out of date."""
        return sha256(self.text)

    def code_digest(self, version: str) -> str:
        """Of the code and the library's version: outputs with another one are stale. Prose may change freely."""
        return sha256("\0".join([version, *self.code]))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path.stem, text, tuple(jupytext.reads(text, fmt="md:myst").cells))


def notebook(source: Source, language: str) -> nbformat.NotebookNode:
    """The notebook of one language, without outputs. Cell ids follow the order, so that a rebuild changes nothing."""
    cells = []
    for i, cell in enumerate(c for c in source.cells if c.metadata.get("lang", language) == language):
        make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        tags = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        cells.append(make(cell.source, metadata=tags, id=f"cell-{i:03d}"))
    info = {"name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source", "pygments_lexer": "java"}
    name, shown = KERNELS[language]
    kernel = {"name": name, "display_name": shown, "language": "java"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": info})


def problems(source: Source) -> list[str]:
    """What is wrong with a source, each with its place and its remedy."""
    found, gap, number = [], [], 0
    for cell in [*source.cells, None]:
        if cell is not None and cell.cell_type == "markdown":
            gap.append(cell)
            continue
        found += prose_problems(gap, f"before code cell {number + 1}")
        gap, number = [], number + 1
        if cell is not None and len(cell.source.splitlines()) > MOST_LINES:
            found.append(f"code cell {number} has {len(cell.source.splitlines())} lines: {MOST_LINES} at most, split it")
        if cell is not None and "lang" in cell.metadata:
            found.append(f"code cell {number} has a language: code is written once, drop it")
    return [f"src/{source.name}.md: {p}" for p in found]


def prose_problems(cells: list, place: str) -> list[str]:
    found = []
    for cell in cells:
        language = cell.metadata.get("lang")
        if language not in LANGUAGES:
            found.append(f'text {place} has language {language}: start it with +++ {{"lang": "en"}} or "ko"')
        found += [f"{place}: {p}" for p in alt_problems(cell.source)]
    counts = {lang: sum(c.metadata.get("lang") == lang for c in cells) for lang in LANGUAGES}
    if len(set(counts.values())) > 1:
        found.append(f"text {place}: {counts['en']} English and {counts['ko']} Korean cells, write both languages")
    return found


def alt_problems(text: str) -> list[str]:
    """Pictures in markdown or HTML that say nothing to those who cannot see them."""
    bare = [tag[:60] for tag in IMAGE.findall(text) if not ALT.search(tag)]
    bare += ["![]("] * len(EMPTY_ALT.findall(text))
    return [f"a picture has no alternative text ({tag}): say what it shows" for tag in bare]
