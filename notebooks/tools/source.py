"""One text source per notebook: code once, prose in English and Korean. Reads it and checks it.

A source is MyST markdown as jupytext reads it. A lesson's markdown cell says its language in its metadata; code has none:

    +++ {"lang": "en"}
    Text.
    +++ {"lang": "ko"}
    글.
    ```{code-cell}
    show(image);
    ```

Notebooks of figures (src/figures) are in English only, and their cells say no language.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from kernelspec import KERNELS

LANGUAGES = ("en", "ko")
FIGURES = "figures"  # the folder of their sources in src, and of the built ones
MOST_LINES = 15  # of a code cell
EMPTY_ALT = re.compile(r"!\[\s*\]\(")
IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALT = re.compile(r"""\balt\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s])""", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A notebook's text source: its name (the file's below src, without .md), its text and its cells."""

    name: str
    text: str
    cells: tuple

    @property
    def is_figure(self) -> bool:
        return self.name.startswith(f"{FIGURES}/")

    @property
    def languages(self) -> tuple[str, ...]:
        """What it is built in; the first is the one that its code is run in."""
        return LANGUAGES[:1] if self.is_figure else LANGUAGES

    def built(self, language: str) -> str:
        """The built file's name below notebooks, without an ending."""
        return self.name if self.is_figure else f"{language}/{self.name}"

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


def paths(folder: Path) -> list[Path]:
    """The sources in `folder`, which is notebooks/src: lessons, then figures."""
    return [*sorted(folder.glob("*.md")), *sorted((folder / FIGURES).glob("*.md"))]


def read(path: Path, folder: Path) -> Source:
    """One of the `paths` in `folder`."""
    text = path.read_text("utf-8")
    name = path.relative_to(folder).with_suffix("").as_posix()
    return Source(name, text, tuple(jupytext.reads(text, fmt="md:myst").cells))


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
        found += prose_problems(gap, f"before code cell {number + 1}", source.languages)
        gap, number = [], number + 1
        if cell is not None and len(cell.source.splitlines()) > MOST_LINES:
            found.append(f"code cell {number} has {len(cell.source.splitlines())} lines: {MOST_LINES} at most, split it")
        if cell is not None and "lang" in cell.metadata:
            found.append(f"code cell {number} has a language: code is written once, drop it")
    return [f"src/{source.name}.md: {p}" for p in found]


def prose_problems(cells: list, place: str, languages: tuple[str, ...]) -> list[str]:
    found = [f"{place}: {p}" for cell in cells for p in alt_problems(cell.source)]
    used = [cell.metadata.get("lang") for cell in cells]
    if len(languages) == 1:  # nothing to tell apart
        return found + [f"text {place} says a language: figures are in English only, drop it"] * any(used)
    found += [f'text {place} has language {language}: start it with +++ {{"lang": "en"}} or "ko"'
              for language in used if language not in languages]
    if used.count("en") != used.count("ko"):
        found.append(f"text {place}: {used.count('en')} English and {used.count('ko')} Korean cells, write both languages")
    return found


def alt_problems(text: str) -> list[str]:
    """Pictures in markdown or HTML that say nothing to those who cannot see them."""
    bare = [tag[:60] for tag in IMAGE.findall(text) if not ALT.search(tag)]
    bare += ["![]("] * len(EMPTY_ALT.findall(text))
    return [f"a picture has no alternative text ({tag}): say what it shows" for tag in bare]
