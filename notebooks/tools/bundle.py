"""The command `./workbench bundle`: one archive from which the workbench starts without a network.

It holds the compiled library with its jars, the wheels of notebooks/requirements.txt, notebooks, data, checkpoints and
the launcher. Unpacked anywhere on a machine of the same system with Java and Python, `./workbench lab` and the other
commands start from it: no Maven, no download. The archive is a .tar.gz, which every system that the workbench runs on
unpacks with one command and which keeps the launcher executable; many zip tools drop that.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from notebooks import version
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[2]
FILES = ("workbench", "pom.xml", "README.md", "CONTRIBUTING.md", "LICENSE", "NOTICE")
FOLDERS = ("notebooks", "datasets", "checkpoints", "docs", "sweeps", "workbench-lib/src/test/resources/parity")
SKIPPED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", ".DS_Store", "my-*")  # the user's, not ours to give on


class Failed(Exception):
    """The bundle cannot be made. The text says why and what to do."""


def system() -> str:
    """As `uname -sm` says it, which is how the launcher compares."""
    return f"{platform.system()} {platform.machine()}"


def name() -> str:
    return f"ui2i-workbench-{version()}-{system().lower().replace(' ', '-')}"


HASH = " --hash="


def needed(requirements: str, python: str) -> list[str]:
    """The pinned lines whose condition holds for a Python version such as 3.11.2: with their hashes, without the condition."""
    environment = {"python_version": python.rpartition(".")[0], "python_full_version": python}
    lines = (" ".join(line.split("#")[0].split()) for line in requirements.replace("\\\n", " ").splitlines())
    found = []
    for line in filter(None, lines):
        pinned, *hashes = line.split(HASH)
        r = Requirement(pinned)
        if r.marker is None or r.marker.evaluate(environment):
            found.append(HASH.join([f"{r.name}{r.specifier}", *hashes]))
    return found


def library(class_path: str, folder: Path) -> None:
    """Copies the classes and jars. Their order is that of their names, as in the launcher."""
    folder.mkdir(parents=True)
    (folder / "system.txt").write_text(system() + "\n", "utf-8")
    for entry in map(Path, class_path.split(os.pathsep)):
        target = folder / ("classes" if entry.is_dir() else entry.name)
        if target.exists():
            raise Failed(f"two entries of the class path are called {target.name}: the bundle would lose one")
        shutil.copytree(entry, target) if entry.is_dir() else shutil.copyfile(entry, target)


def wheels(pythons: list[str], folder: Path) -> None:
    """Downloads the wheels for each Python version; a version that none is published for is an error."""
    folder.mkdir(parents=True)
    requirements = (ROOT / "notebooks/requirements.txt").read_text("utf-8")
    for python in pythons:
        # Some conditions ask for the last part of the version (3.11.5): the first and the last of 3.11 need both sides.
        for release in (f"{python}.0", f"{python}.99"):
            download(needed(requirements, release), release, folder)
    (folder / "python.txt").write_text("".join(f"{p}\n" for p in pythons), "utf-8")


def download(pinned: list[str], python: str, folder: Path) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(pinned))
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps",
             "--only-binary=:all:", f"--python-version={python}", f"--dest={folder}", f"--requirement={file.name}"],
            check=False)
    if done.returncode:
        raise Failed(f"the wheels for Python {python} could not be fetched, see above: is there a network?")
    lost = {canonicalize_name(Requirement(p.split(HASH)[0]).name) for p in pinned} - {
        parse_wheel_filename(p.name)[0] for p in folder.glob("*.whl")}
    if lost:
        raise Failed(f"no wheel came for {', '.join(sorted(lost))} (Python {python})")


def fill(folder: Path, class_path: str, pythons: list[str]) -> None:
    """Puts everything into an empty folder."""
    for file in FILES:
        shutil.copy(ROOT / file, folder / file)
    for inside in FOLDERS:
        shutil.copytree(ROOT / inside, folder / inside, ignore=SKIPPED)
    library(class_path, folder / "lib")
    wheels(pythons, folder / "wheels")


def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nobody's files: who made the bundle is not worth telling."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def archive(folder: Path, file: Path) -> None:
    """Writes the archive aside and moves it, so that a reader never sees half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(file.name + ".new")
    try:
        # Level 1: jars, wheels and pictures are compressed already.
        with tarfile.open(aside, "w:gz", compresslevel=1) as tar:
            tar.add(folder, folder.name, filter=anonymous)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def parse(arguments: list[str]) -> argparse.Namespace:
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser = argparse.ArgumentParser("workbench bundle", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class-path", required=True, help=argparse.SUPPRESS)  # the launcher's
    parser.add_argument("--python", nargs="+", default=[here], metavar="X.Y",
                        help=f"Python versions to bring wheels for (default: this one, {here}); about 7 MB each")
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--out", type=Path, metavar="FILE", help="default: build/NAME-VERSION-SYSTEM.tar.gz")
    target.add_argument("--folder", type=Path, metavar="DIR", help="a new folder instead of an archive (for images)")
    return parser.parse_args(arguments)


def make(options: argparse.Namespace) -> str:
    """Makes the archive or the folder. What was made, in a line."""
    if options.folder:
        if options.folder.exists():
            raise Failed(f"{options.folder} exists already: name a new folder")
        options.folder.mkdir(parents=True)
        fill(options.folder, options.class_path, options.python)
        return str(options.folder)
    file = options.out or ROOT / "build" / f"{name()}.tar.gz"
    if not file.name.endswith((".tar.gz", ".tgz")):
        raise Failed(f"{file.name} does not say what it is: end its name in .tar.gz")
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / name()
        folder.mkdir()
        fill(folder, options.class_path, options.python)
        archive(folder, file)
    return f"{file} ({file.stat().st_size / 1e6:.0f} MB), unpack with: tar -xzf {file.name}"


def main() -> int:
    try:
        print(make(parse(sys.argv[1:])))
    except (Failed, OSError) as e:
        print(f"workbench: {e}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
