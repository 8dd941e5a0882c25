"""Writes the kernel "UI2I (Java)" and JupyterLab's settings into .venv.

Usage: kernelspec.py CLASSES JAVA FLAG... -cp CLASS_PATH

The kernel starts Java directly: JJava's own launcher is a second JVM (44 MB) that only passes signals on. The library,
the engine and the kernel share ONE class path, because a second class loader cannot load the native library again.
"""

import json
import os
import sys
from pathlib import Path

NAME = "ui2i"
LOGGING = "java.util.logging.config.file"
TOOLS = Path(__file__).resolve().parent
PACKAGES = ("core", "tensor", "data", "nn", "loss", "models", "train", "eval", "plot", "io")


def startup(classes: Path) -> str:
    """The start-up script: an import for each package of the library that a lesson uses, then startup.jsh."""
    found = [p for p in PACKAGES if list((classes / "org/ui2i" / p).glob("[!p]*.class"))]
    return "".join(f"import org.ui2i.{p}.*;\n" for p in found) + (TOOLS / "startup.jsh").read_text("utf-8")


def spec(prefix: Path, classes: Path, java: list[str]) -> dict:
    """The content of kernel.json. `java` is the command line up to and with the class path."""
    jar = prefix / "share/jupyter/kernels/java/jjava.jar"
    logging = prefix / "share/jupyter/kernels" / NAME / "logging.properties"
    command = [*java[:-1], java[-1] + os.pathsep + str(jar), "org.dflib.jjava.distro.JJava", "{connection_file}"]
    return {
        "argv": [command[0], "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED", f"-D{LOGGING}={logging}", *command[1:]],
        "display_name": "UI2I (Java)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            "JJAVA_STARTUP_SCRIPT": startup(classes),
            "OPT_OUT_TRACKING": "true",
            "DJL_CACHE_DIR": os.environ.get("DJL_CACHE_DIR", str(Path.home() / ".djl.ai")),
            "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
        },
    }


def write(path: Path, content: dict) -> None:
    """Writes JSON, aside first, so that a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    aside.replace(path)


def main() -> None:
    prefix = Path(sys.prefix)
    write(prefix / f"share/jupyter/kernels/{NAME}/kernel.json", spec(prefix, Path(sys.argv[1]), sys.argv[2:]))
    (prefix / f"share/jupyter/kernels/{NAME}/logging.properties").write_text(
        "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n", "utf-8"
    )
    # Only our kernel in the launcher: JJava's bare one and Python's know nothing of the library.
    write(
        prefix / "etc/jupyter/jupyter_server_config.json",
        {
            "KernelSpecManager": {"allowed_kernelspecs": [NAME], "ensure_native_kernel": False},
            "MultiKernelManager": {"default_kernel_name": NAME},
        },
    )
    write(
        prefix / "share/jupyter/lab/settings/overrides.json",
        {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}},
    )


if __name__ == "__main__":
    main()
