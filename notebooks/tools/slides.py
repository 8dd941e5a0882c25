"""A lesson as slides: nbconvert's reveal.js page, made from the built notebook with its outputs."""

import re
from pathlib import Path

import files
import nbformat
from nbconvert.exporters import SlidesExporter

NETWORK = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/2.7.7/MathJax.js"
SVG = "?config=TeX-AMS_SVG-full,Safe"  # its glyphs are paths: a browser refuses fonts from a file

# A lesson is made to be read: a step of it may be taller than a slide, so slides scroll; its own styles fit in what Lab's leave.
# nbconvert's page typesets a slide again when it comes up; on the first one that would run into the typesetting of the page.
HEAD = """\
<style>
.reveal .slides section { text-align: left } .reveal img { max-width: 100% }
.reveal h1 { font-size: 1.8em } .reveal .jp-MarkdownOutput { font-size: .7em } .reveal blockquote { width: 100% }
.reveal .highlight pre { white-space: pre-wrap } .MJX_Assistive_MathML { display: none !important }
</style>
<script>
if (window.MathJax) {
    const again = MathJax.Hub.Rerender.bind(MathJax.Hub);
    MathJax.Hub.Rerender = slide => MathJax.Hub.Queue([again, slide]);
}
</script>

"""


def marked(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy that says where slides begin: a slide a section, below it one for each piece of prose with the code that follows."""
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        lines = cell.source.split("\n") if cell.cell_type == "markdown" else []
        if any(line.startswith(("# ", "## ")) for line in lines):
            kind = "slide"
        else:
            kind = "subslide" if lines else "-"
        cell.metadata["slideshow"] = {"slide_type": kind}
        if lines:  # MathJax 2 shows the backslash
            cell.source = re.sub(r"\\texttt\{[^}]*\}", lambda name: name.group().replace(r"\_", "_"), cell.source)
    copy.cells[0].source = HEAD + copy.cells[0].source
    return copy


def write(notebook: nbformat.NotebookNode, path: Path, packages: str | None) -> None:
    """`packages`: a node_modules folder with what the page loads; None: from the addresses that nbconvert names."""
    exporter = SlidesExporter(reveal_scroll=True, reveal_number="c/t", reveal_transition="none", reveal_width="1400", reveal_height="850")
    exporter.mathjax_url = NETWORK + SVG
    if packages:
        base = Path(packages).resolve().as_uri()
        exporter.reveal_url_prefix = f"{base}/reveal.js"
        exporter.require_js_url = f"{base}/requirejs/require.js"
        exporter.jquery_url = f"{base}/jquery/dist/jquery.min.js"
        exporter.mathjax_url = f"{base}/mathjax/MathJax.js{SVG}"
    page, _ = exporter.from_notebook_node(marked(notebook), {"metadata": {"name": path.stem}})
    files.write(path, page)
