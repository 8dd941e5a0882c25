"""Writes the kernels "UI2I (Java)", one a language of the lessons, and JupyterLab's settings into .venv.

Usage: kernelspec.py [--ijava FOLDER] CLASSES JAVA FLAG... -cp CLASS_PATH

The kernel starts Java directly: JJava's own launcher is a second JVM (44 MB) that only passes signals on. The library,
the engine and the kernel share ONE class path, because a second class loader cannot load the native library again.
FOLDER is an unpacked IJava 1.3, the kernel that JJava comes from, to be used instead.
"""

import json
import os
import sys
from pathlib import Path

import files

KERNELS = {"en": ("ui2i", "UI2I (Java)"), "ko": ("ui2i-ko", "UI2I (Java, 한국어)")}  # name, what Lab shows
LOGGING = "java.util.logging.config.file"
WORKSPACE = "default-37a8.jupyterlab-workspace"  # as Lab names the one that it opens by itself
CONTENTS = {
    "collapsed": False,
    "visible": True,
    "current": "@jupyterlab/toc:plugin",
    "widgets": ["filebrowser", "running-sessions", "@jupyterlab/toc:plugin", "extensionmanager.main-view"],
}


def ijava_jars(folder: Path) -> list[str]:
    """All jars of an unpacked IJava."""
    jars = sorted(str(path.resolve()) for path in folder.rglob("*.jar"))
    if not any(Path(jar).name.startswith("ijava-") for jar in jars):
        sys.exit(f"{folder} holds no ijava-*.jar: unpack IJava's release there, or leave --kernel out to use JJava")
    return jars


def ijava_startup(classes: Path) -> str:
    """What JJava's extension does by itself."""
    return (classes / "org/ui2i/notebook/imports.jsh").read_text("utf-8") + "Notebook.start();\n"


def spec(prefix: Path, classes: Path, java: list[str], language: str, ijava: Path | None = None) -> dict:
    """The content of kernel.json. `java` is the command line up to and with the class path, `language` that of hints."""
    if ijava:
        jars, main = ijava_jars(ijava), "io.github.spencerpark.ijava.IJava"
        own = {"IJAVA_STARTUP_SCRIPT": ijava_startup(classes)}
    else:
        jars, main = [str(prefix / "share/jupyter/kernels/java/jjava.jar")], "org.dflib.jjava.distro.JJava"
        own = {}
    name, shown = KERNELS[language]
    logging = prefix / "share/jupyter/kernels" / name / "logging.properties"
    options = [f"-D{LOGGING}={logging}", f"-Dui2i.language={language}"]
    command = [*java[:-1], os.pathsep.join([java[-1], *jars]), main, "{connection_file}"]
    return {
        "argv": [command[0], "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED", *options, *command[1:]],
        "display_name": shown,
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            **own,
            "OPT_OUT_TRACKING": "true",
            "DJL_CACHE_DIR": os.environ.get("DJL_CACHE_DIR", str(Path.home() / ".djl.ai")),
            # glibc keeps freed tensors below this many bytes for itself. With 4 MB steps are faster, but the kernel grows
            # by another 170 MB (lesson 04)
            "MALLOC_MMAP_THRESHOLD_": "1048576",
            "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
        },
    }


def write(path: Path, content: dict) -> None:
    files.write(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def first_look(workspaces: Path) -> None:
    """Lab's first start shows the table of contents; later ones show what Lab remembers of the last."""
    path = workspaces / WORKSPACE
    if not path.exists():
        write(path, {"data": {"layout-restorer:data": {"left": CONTENTS}}, "metadata": {"id": "default"}})


def main() -> None:
    prefix, arguments = Path(sys.prefix), sys.argv[1:]
    ijava = Path(arguments[1]) if arguments[0] == "--ijava" else None
    classes, *java = arguments[2:] if ijava else arguments
    for language, (name, _) in KERNELS.items():
        folder = prefix / "share/jupyter/kernels" / name
        write(folder / "kernel.json", spec(prefix, Path(classes), java, language, ijava))
        (folder / "logging.properties").write_text(
            "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n", "utf-8"
        )
    # Only our kernels in the launcher: JJava's bare one and Python's know nothing of the library.
    write(
        prefix / "etc/jupyter/jupyter_server_config.json",
        {
            "KernelSpecManager": {"allowed_kernelspecs": [name for name, _ in KERNELS.values()], "ensure_native_kernel": False},
            "MultiKernelManager": {"default_kernel_name": KERNELS["en"][0]},
        },
    )
    write(
        prefix / "share/jupyter/lab/settings/overrides.json",
        {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}},
    )
    first_look(Path(os.environ["JUPYTER_CONFIG_DIR"]) / "lab/workspaces")


if __name__ == "__main__":
    main()
