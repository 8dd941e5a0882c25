"""The command `./workbench notebooks`: builds, checks and runs the lessons and figures from notebooks/src.

  build [--execute] [NAME...]  write en/NAME.ipynb and ko/NAME.ipynb; --execute runs the code once for both;
                               figures, whose names begin with figures/, have one file, figures/NAME.ipynb
  check [NAME...]              are the built files and their outputs up to date, equal and readable?
  run [NAME...]                run the code with a small budget (UI2I_MAX_STEPS), write nothing
  start [--times N]            seconds from a kernel's start to the first tensor and to the first picture of 00
  slides [--packages FOLDER] [NAME...]  write build/slides/en/NAME.html and ko (or figures): reveal.js slides of the built files
  test [--long]                what `./workbench test` runs after Maven
NAME is a source's file name or its beginning, such as 05 or figures/funit. Without a name: all.
"""

import argparse
import math
import os
import re
import sys
import time
import unittest
from pathlib import Path

import kernel
import kernel_faults
import nbformat
import outputs
import papers
import slides
import source as sources
from source import FIGURES, LANGUAGES, Source

MOST_MB = 1060  # of a kernel: with JupyterLab below 1.2 GB, as small hubs give
NOTEBOOKS = Path(__file__).resolve().parents[1]
ROOT = NOTEBOOKS.parent


def version() -> str:
    """The library's, which the root pom states first."""
    return re.search(r"<version>(.*?)</version>", (ROOT / "pom.xml").read_text("utf-8")).group(1)


def words(language: str) -> dict[str, str]:
    """What outputs, which are made once and in English, say in another language: the exercises' hints."""
    return {} if language == "en" else outputs.hints(ROOT / "workbench-lib/src/main/resources/org/ui2i/notebook")


def named(names: list[str]) -> list[Source]:
    folder = NOTEBOOKS / "src"
    found = [sources.read(path, folder) for path in sources.paths(folder)]
    for name in names:
        if not any(s.name.startswith(name) for s in found):
            sys.exit(f"there is no notebook \"{name}\": use one of {', '.join(s.name for s in found)}")
    return [s for s in found if not names or any(s.name.startswith(n) for n in names)]


def built(source: Source, language: str) -> Path:
    return NOTEBOOKS / f"{source.built(language)}.ipynb"


def fresh_outputs(source: Source):
    """The built notebook whose outputs still belong to the code, or None."""
    path = built(source, source.languages[0])
    if not path.is_file():
        return None
    notebook = nbformat.read(path, as_version=4)
    return notebook if notebook.metadata.get("ui2i", {}).get("outputs") == source.code_digest(version()) else None


def build(source: Source, execute: bool, timeout: int) -> None:
    """Writes all languages. Without `execute`, outputs that still belong to the code are kept, others dropped."""
    notebooks = {lang: sources.notebook(source, lang) for lang in source.languages}
    filled = fresh_outputs(source)
    if execute:
        filled = notebooks[source.languages[0]]
        outputs.execute(filled, built(source, source.languages[0]).parent, timeout)
        outputs.tidy(filled, ROOT)
        found = outputs.problems(filled)
        if found:
            raise outputs.Failed("\n".join(found))
    if filled is not None:
        outputs.light(filled)
    for language, notebook in notebooks.items():
        stamp = {"language": language, "source": source.digest, "library": version()}
        if filled is not None:
            outputs.copy(filled, notebook, words(language))
            stamp["outputs"] = source.code_digest(version())
        notebook.metadata["ui2i"] = stamp
        outputs.write(notebook, built(source, language))


def check(source: Source) -> list[str]:
    """What is wrong with a source and its built files."""
    found = sources.problems(source)
    remedy = f"run ./workbench notebooks build --execute {source.name}"
    shown = []
    for language in source.languages:
        path = built(source, language)
        name = f"{source.built(language)}.ipynb"
        if not path.is_file():
            found.append(f"{name} is missing: {remedy}")
            continue
        notebook = nbformat.read(path, as_version=4)
        stamp = notebook.metadata.get("ui2i", {})
        if stamp.get("source") != source.digest:
            found.append(f"{name} is older than its source: run ./workbench notebooks build {source.name}")
        if stamp.get("outputs") != source.code_digest(version()):
            found.append(f"{name} has no outputs, or those of other code or another library version: {remedy}")
        if [c.source for c in outputs.code_cells(notebook)] != source.code:
            found.append(f"{name} has other code than its source: {remedy}")
        found += [f"{name}: {p}" for p in outputs.problems(notebook)]
        shown.append([c.outputs for c in outputs.code_cells(notebook)])
    if len(shown) == 2 and [outputs.translated(o, words(LANGUAGES[1])) for o in shown[0]] != shown[1]:
        found.append(f"{source.name}: the outputs differ between the languages: {remedy}")
    return found


def slides_of(source: Source, packages: str | None) -> list[str]:
    """Writes a notebook's slides in all its languages. What is missing, if anything."""
    missing = [built(source, lang) for lang in source.languages if not built(source, lang).is_file()]
    if missing:
        return [f"{path.relative_to(NOTEBOOKS)} is missing: run ./workbench notebooks build {source.name}" for path in missing]
    for language in source.languages:
        notebook = nbformat.read(built(source, language), as_version=4)
        slides.write(notebook, ROOT / f"build/slides/{source.built(language)}.html", packages)
    return []


def first_lesson() -> list[str]:
    """The cells of 00-start-here."""
    return named(["00"])[0].code


def strays() -> list[str]:
    """Built notebooks whose source is gone."""
    known = {built(source, language) for source in named([]) for language in source.languages}
    files = [p for folder in (*LANGUAGES, FIGURES) for p in sorted((NOTEBOOKS / folder).glob("*.ipynb"))]
    return [f"{p.relative_to(NOTEBOOKS)} has no source: delete it" for p in files if p not in known]


def run(source: Source, timeout: int, home: Path | None = None) -> list[str]:
    """Runs the code with a small budget. What went wrong, if anything: too much memory, too. In `home` all must run that needs data."""
    language = source.languages[0]
    notebook = sources.notebook(source, language)
    if home and not home.is_dir():
        return [f"{source.name}: {home} is not there: Java's PaperHomeTest makes it"]
    if home:
        papers.move_in(notebook, home)
    os.environ.setdefault("UI2I_MAX_STEPS", "2")
    try:
        peak = outputs.execute(notebook, built(source, language).parent, timeout)
    except outputs.Failed as e:
        return [f"{source.name}: {e}"]
    print(f"{source.name}: the kernel held {peak:.0f} MB at most")
    too_much = [f"{source.name}: the kernel held {peak:.0f} MB, {MOST_MB} are allowed"] if peak > MOST_MB else []
    if not home:
        return too_much + outputs.problems(notebook)
    return too_much + outputs.problems(notebook, math.inf) + papers.problems(notebook)  # noise is large, and nobody commits it


def report(title: str, found: list[str], started: float) -> bool:
    print(f"{'FAILED' if found else 'ok':6} {title} ({time.monotonic() - started:.1f} s)")
    for problem in found:
        print("       " + problem.replace("\n", "\n       "))
    sys.stdout.flush()
    return not found


def maven_counts(log: str) -> tuple[int, int, int, int]:
    """(run, failures, errors, skipped) over the modules, from Surefire's closing lines, which name no class."""
    lines = re.findall(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)\s*$", log, re.MULTILINE)
    return tuple(sum(int(line[i]) for line in lines) for i in range(4))


def test(arguments: argparse.Namespace) -> bool:
    ran, failures, errors, skipped = maven_counts(Path(arguments.maven_log).read_text("utf-8", "replace"))
    failed = failures + errors
    maven_broke = failed == 0 and (arguments.maven_failed != "0" or ran == 0)
    print("\nThe notebooks' tools")
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent), pattern="test_*.py")
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
    results = [result.wasSuccessful() and result.testsRun > 0]
    print("\nThe notebooks, each checked and executed once in a real kernel")
    results.append(report("built notebooks have sources", strays(), time.monotonic()))
    started = time.monotonic()
    results.append(report("the kernel keeps its promises", kernel.problems(NOTEBOOKS, arguments.timeout), started))
    started = time.monotonic()
    figures = ROOT / "workbench-lib/target/reliability.txt"
    faults = kernel_faults.problems(NOTEBOOKS, first_lesson(), arguments.long, figures)
    results.append(report("kernels survive interrupts, each other and a full heap", faults, started))
    for source in named([]):
        started = time.monotonic()
        results.append(report(f"{source.name} is up to date", check(source), started))
        started = time.monotonic()
        home = papers.HOME if source.is_figure else None
        results.append(report(f"{source.name} runs", run(source, arguments.timeout, home), started))
    import browser  # its needs are there for tests only

    started = time.monotonic()
    seen = browser.problems(ROOT / "workbench")
    results.append(report("Lab in a browser: 00 runs, the live plot of 05 redraws, stop stops it, and it goes on", seen, started))
    print(f"\nTests run: {ran}, Failures: {failures}, Errors: {errors}, Skipped: {skipped}")
    if maven_broke:
        print("Maven failed outside the tests, or no test ran: see its messages above")
    failed += maven_broke + results.count(False)
    print(f"{ran - failures - errors - skipped + results.count(True)} passed, {failed} failed")
    return failed == 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("workbench notebooks", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--timeout", type=int, default=int(os.environ.get("UI2I_CELL_TIMEOUT", "3600")),
                        help="seconds a cell may take (default: UI2I_CELL_TIMEOUT, else 3600)")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("build", "check", "run", "slides"):
        commands.add_parser(name).add_argument("names", nargs="*", metavar="NAME")
    commands.choices["build"].add_argument("--execute", action="store_true", help="run the code once, keep its outputs")
    commands.choices["slides"].add_argument(
        "--packages", metavar="FOLDER", help="node_modules with reveal.js, requirejs, jquery, mathjax@2, for rooms without network")
    starts = commands.add_parser("start")
    starts.add_argument("--times", type=int, default=3, help="default: 3")
    tests = commands.add_parser("test")
    tests.add_argument("--long", action="store_true", help="repeat the kernels' faults in full")
    tests.add_argument("--maven-log", required=True)
    tests.add_argument("--maven-failed", default="0")
    return parser.parse_args()


def build_all(arguments: argparse.Namespace) -> bool:
    ok = True
    for source in named(arguments.names):
        started, found = time.monotonic(), sources.problems(source)
        try:
            build(source, arguments.execute, arguments.timeout)
        except outputs.Failed as e:
            found.append(str(e))
        ok &= report(source.name, found, started)
    return ok


def main() -> int:
    arguments = parse()
    if arguments.command == "test":
        return 0 if test(arguments) else 1
    if arguments.command == "build":
        return 0 if build_all(arguments) else 1
    if arguments.command == "start":
        print(kernel_faults.starts(NOTEBOOKS, first_lesson(), arguments.times))
        return 0
    works = {"check": check, "run": lambda source: run(source, arguments.timeout),
             "slides": lambda source: slides_of(source, arguments.packages)}
    work = works[arguments.command]
    ok = True
    for source in named(arguments.names):
        started = time.monotonic()
        ok &= report(source.name, work(source), started)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
