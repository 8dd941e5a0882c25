"""Notebooks of figures, which are in one language and lie in a folder of their own: how the tools treat them."""

import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import bundle
import nbformat
import notebooks
import outputs
import source as sources

LESSON = '+++ {"lang": "en"}\n\n# Title\n\n+++ {"lang": "ko"}\n\n# 제목\n\n```{code-cell}\nint x = 1;\n```\n'
FIGURE = "# Figure 1\n\n```{code-cell}\nint x = 1;\n```\n\nWhat it shows.\n"


class FiguresTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file("src/01-name.md", LESSON)
        self.file("src/figures/name.md", FIGURE)
        self.ran = []
        for patch in (mock.patch.object(notebooks, "NOTEBOOKS", self.folder), mock.patch.object(outputs, "execute", self.execute)):
            patch.start()
            self.addCleanup(patch.stop)

    def file(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def execute(self, notebook, folder, timeout):
        self.ran.append(folder)
        outputs.code_cells(notebook)[0].outputs = [nbformat.v4.new_output("stream", name="stdout", text="1")]
        return 100.0

    def figure(self) -> sources.Source:
        return notebooks.named(["figures/name"])[0]

    def test_lessons_come_first_and_a_folder_s_name_names_all_in_it(self):
        self.assertEqual(["01-name", "figures/name"], [s.name for s in notebooks.named([])])
        self.assertEqual(["figures/name"], [s.name for s in notebooks.named(["figures/"])])
        self.assertEqual(["01-name"], [s.name for s in notebooks.named(["01"])])

    def test_an_unknown_name_is_refused_with_those_that_there_are(self):
        with self.assertRaises(SystemExit) as refused:
            notebooks.named(["name"])
        self.assertIn('no notebook "name": use one of 01-name, figures/name', str(refused.exception))

    def test_prose_needs_no_language_and_all_of_it_is_in_the_notebook(self):
        self.assertEqual([], sources.problems(self.figure()))
        book = sources.notebook(self.figure(), "en")
        self.assertEqual(["# Figure 1", "int x = 1;", "What it shows."], [c.source for c in book.cells])
        self.assertEqual("ui2i", book.metadata.kernelspec.name)

    def test_prose_that_says_a_language_is_found(self):
        self.file("src/figures/name.md", LESSON)
        found = sources.problems(self.figure())
        self.assertEqual(1, len(found), found)
        self.assertIn("src/figures/name.md: text before code cell 1 says a language: figures are in English only", found[0])

    def test_a_picture_without_text_is_found_in_a_figure_too(self):
        self.file("src/figures/name.md", FIGURE + "\n![](a.png)\n")
        self.assertIn("no alternative text", sources.problems(self.figure())[0])

    def test_it_is_built_once_and_run_in_its_folder(self):
        self.assertEqual(1, len(notebooks.check(self.figure())), "one file is missing")
        notebooks.build(self.figure(), True, 1)
        self.assertEqual([], notebooks.check(self.figure()))
        self.assertEqual([self.folder / "figures"], self.ran)
        self.assertEqual([self.folder / "figures/name.ipynb"], sorted(self.folder.rglob("*.ipynb")))

    def test_outputs_survive_a_change_of_prose_only(self):
        notebooks.build(self.figure(), True, 1)
        self.file("src/figures/name.md", FIGURE.replace("shows", "means"))
        self.assertIn("figures/name.ipynb is older than its source", notebooks.check(self.figure())[0])
        notebooks.build(self.figure(), False, 1)
        self.assertEqual([], notebooks.check(self.figure()))

    def test_it_runs_with_a_small_budget_and_its_memory_is_held(self):
        with mock.patch("builtins.print"), mock.patch.dict(os.environ):
            self.assertEqual([], notebooks.run(self.figure(), 1))
            self.assertEqual("2", os.environ["UI2I_MAX_STEPS"])
            with mock.patch.object(outputs, "execute", lambda *_: 1500.0):
                self.assertRegex(notebooks.run(self.figure(), 1)[0], "figures/name: the kernel held 1500 MB")

    def test_the_papers_part_runs_in_a_home_and_says_so_if_it_does_not(self):
        code = "FunitProtocol.paper(k); MunitProtocol.paper();"
        self.file("src/figures/name.md", FIGURE.replace("int x = 1;", code))
        ran = []

        def execute(notebook, *_):
            cell = outputs.code_cells(notebook)[0]
            ran.append(cell.source)
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="1\nnot run: needs runs/x")]
            return 1.0

        with mock.patch("builtins.print"), mock.patch.dict(os.environ), mock.patch.object(outputs, "execute", execute):
            found = notebooks.run(self.figure(), 1, self.folder)
            none = notebooks.run(self.figure(), 1, self.folder / "none")
            self.file("src/figures/name.md", FIGURE.replace("int x = 1;", "f(FunitProtocol::paper);"))
            large = notebooks.run(self.figure(), 1, self.folder)
        home = f'System.setProperty("UI2I_HOME", "{self.folder}");\n'
        self.assertEqual(home + "new FunitProtocol(4, k, 2, 1); new MunitProtocol(2, 2, 2, 1);", ran[0])
        self.assertEqual(["code cell 1 with the papers' data in miniature: not run: needs runs/x"], found)
        self.assertRegex(none[0], "none is not there: Java's PaperHomeTest makes it")
        self.assertRegex(large[0], "has a paper's count or width that the test does not make small")

    def test_one_whose_source_is_gone_is_found_and_no_other(self):
        notebooks.build(self.figure(), True, 1)
        self.assertEqual([], notebooks.strays())
        (self.folder / "figures/old.ipynb").touch()
        (self.folder / "en").mkdir()
        (self.folder / "en/name.ipynb").touch()  # a figure's name, but no lesson's
        self.assertEqual(["en/name.ipynb has no source: delete it", "figures/old.ipynb has no source: delete it"], notebooks.strays())

    def test_its_slides_lie_in_a_folder_of_figures(self):
        notebooks.build(self.figure(), True, 1)
        with mock.patch.object(notebooks, "ROOT", self.folder):
            self.assertEqual([], notebooks.slides_of(self.figure(), None))
        self.assertIn("Figure 1", (self.folder / "build/slides/figures/name.html").read_text("utf-8"))

    def test_a_bundle_carries_it_without_the_user_s_photos_and_weights(self):
        notebooks.build(self.figure(), True, 1)
        self.file("my-photos/me.png", "")
        self.file("my-weights/theirs.pt", "")
        shutil.copytree(self.folder, self.folder / "copy", ignore=bundle.SKIPPED)
        self.assertTrue((self.folder / "copy/figures/name.ipynb").is_file())
        self.assertEqual([], list((self.folder / "copy").glob("my-*")))


if __name__ == "__main__":
    sys.exit(unittest.main())
