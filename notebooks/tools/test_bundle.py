"""The bundle and what the images share, without building any: docker/check.sh builds and runs them."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

import bundle
import yaml

ROOT = Path(__file__).resolve().parents[2]
PINNED = """\
# a comment
one==1.0 \\
    --hash=sha256:1a \\
    --hash=sha256:1b
two==2.0 ; python_full_version < '3.11.5'
two==3.0 ; python_full_version >= '3.11.5'
three==1.0 ; sys_platform == 'nowhere'
"""


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name: str, text: str = "") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path


class BundleTest(Folder):
    def test_conditions_are_those_of_the_python_that_will_run_it(self):
        one = "one==1.0 --hash=sha256:1a --hash=sha256:1b"
        self.assertEqual([one, "two==2.0"], bundle.needed(PINNED, "3.11.0"))
        self.assertEqual([one, "two==3.0"], bundle.needed(PINNED, "3.11.99"))

    def test_every_package_is_held_to_its_hashes(self):
        for file in ("notebooks/requirements.txt", "notebooks/requirements-test.txt", "binder/requirements.txt", "docker/requirements.txt"):
            lines = (ROOT / file).read_text("utf-8").replace("\\\n", " ").splitlines()
            for line in filter(lambda line: line and not line.startswith("#"), lines):
                self.assertRegex(line, r"^\S+==.* --hash=sha256:[0-9a-f]{64}", file)

    def test_the_class_path_becomes_a_folder(self):
        self.file("target/classes/org/A.class")
        jar = self.file("repository/b/b-1.jar")
        class_path = os.pathsep.join([str(self.folder / "target/classes"), str(jar)])
        bundle.library(class_path, self.folder / "lib")
        found = {str(p.relative_to(self.folder / "lib")) for p in (self.folder / "lib").rglob("*") if p.is_file()}
        self.assertEqual({"classes/org/A.class", "b-1.jar", "system.txt"}, found)
        self.assertEqual(bundle.system() + "\n", (self.folder / "lib/system.txt").read_text("utf-8"))

    def test_two_jars_of_one_name_are_refused(self):
        jars = [str(self.file(f"{group}/core-1.jar")) for group in ("a", "b")]
        with self.assertRaisesRegex(bundle.Failed, "core-1.jar"):
            bundle.library(os.pathsep.join(jars), self.folder / "lib")

    def test_the_archive_keeps_the_launcher_executable_and_tells_nobody_who_made_it(self):
        self.file("ui2i-1/workbench").chmod(0o755)
        file = self.folder / "out/bundle.tar.gz"
        bundle.archive(self.folder / "ui2i-1", file)
        with tarfile.open(file) as tar:
            member = tar.getmember("ui2i-1/workbench")
        self.assertEqual((0o755, 0, ""), (member.mode & 0o777, member.uid, member.uname))
        self.assertEqual([file], list(file.parent.iterdir()))

    def test_an_archive_that_breaks_off_leaves_the_old_one(self):
        file = self.file("bundle.tar.gz", "old")
        with self.assertRaises(OSError):
            bundle.archive(self.folder / "nothing", file)
        self.assertEqual("old", file.read_text("utf-8"))
        self.assertEqual([file], list(self.folder.iterdir()))

    def test_targets_that_would_surprise_are_refused(self):
        for wish, complaint in ((["--out", "x.zip"], "tar.gz"), (["--folder", str(self.folder)], "exists already")):
            with self.assertRaisesRegex(bundle.Failed, complaint):
                bundle.make(bundle.parse(["--class-path", "", *wish]))


class LauncherTest(Folder):
    """The launcher's words when a bundle does not fit the machine."""

    def launch(self, command: str) -> str:
        shutil.copy(ROOT / "workbench", self.folder)
        done = subprocess.run([str(self.folder / "workbench"), command], capture_output=True, text=True, check=False)
        self.assertEqual(2, done.returncode, done.stderr)
        return done.stderr

    def test_another_system(self):
        self.file("lib/system.txt", "Plan9 vax\n")
        self.assertIn("the bundle is for Plan9 vax: make one here with ./workbench bundle", self.launch("doctor"))

    def test_another_python(self):
        self.file("lib/system.txt", bundle.system() + "\n")
        self.file("wheels/python.txt", "2.6\n2.7\n")
        self.assertIn("the bundle has wheels for 2.6 2.7: set PYTHON", self.launch("lab"))

    def test_commands_that_need_the_sources(self):
        self.file("lib/system.txt", bundle.system() + "\n")
        for command in ("test", "bundle"):
            self.assertIn(f"{command} needs the sources", self.launch(command))


class ImagesTest(unittest.TestCase):
    """What is written twice on purpose must agree."""

    def text(self, name: str) -> str:
        return (ROOT / name).read_text("utf-8")

    def pinned(self, name: str, package: str) -> str:
        return re.search(rf"^{package}==(\S+)", self.text(name), re.MULTILINE).group(1)

    def test_the_images_for_docker_and_binder_share_all_but_the_last_part(self):
        shared = re.compile(r"^FROM.*?^# --- The last part ---$", re.DOTALL | re.MULTILINE)
        docker, binder = (shared.search(self.text(f"{folder}/Dockerfile")).group() for folder in ("docker", "binder"))
        self.assertEqual(docker, binder)

    def test_the_version_of_libtorch_is_the_pom_s(self):
        version = re.search(r"<pytorch.version>(.*)</pytorch.version>", self.text("pom.xml")).group(1)
        self.assertEqual({version}, set(re.findall(r"PYTORCH_VERSION=(\S+)", self.text("docker/Dockerfile"))))

    def test_compose_mounts_the_notebooks_where_the_image_has_them(self):
        lab = yaml.safe_load(self.text("docker/compose.yaml"))["services"]["lab"]
        here, there = lab["volumes"][0].split(":")
        self.assertTrue((ROOT / "docker" / here / "tools").is_dir())
        self.assertIn(f"\nWORKDIR {there}\n", self.text(lab["build"]["dockerfile"]))

    def test_binder_s_notebook_goes_with_jupyterlab(self):
        notebook = self.pinned("binder/requirements.txt", "notebook").split(".")
        lab = self.pinned("notebooks/requirements.txt", "jupyterlab").split(".")
        self.assertEqual(int(notebook[0]) - 3, int(lab[0]))  # notebook 7.x is made of jupyterlab 4.x
        self.assertEqual(notebook[1], lab[1])


if __name__ == "__main__":
    sys.exit(unittest.main())
