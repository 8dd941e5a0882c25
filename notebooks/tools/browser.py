"""`./workbench lab` in a real browser: what a student does, and what must then be seen.

Usage: browser.py WORKBENCH [PICTURES]

Opens 00-start-here and 05-unit-shared-latent with a small budget, runs them, sees pictures appear and the live plot
redraw, presses stop, sees the training stop, and go on when its cell is run again. PICTURES is a folder for screenshots.
Needs Chromium and ChromeDriver.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import kernelspec
from selenium import webdriver
from selenium.webdriver.common.by import By

BUDGET = 400  # steps: half a minute of training to stop in, also where the browser is slow to look
SLOW = 600  # seconds that anything may take
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/lab\S*token=\w+")
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden) "  # Lab opens the last session's tabs, too, behind the one asked for
LIVE = "div.jp-OutputArea-output img[alt^='UNIT, regular to bold italic']"
CONNECTED = """
const widget = window.jupyterapp?.shell.currentWidget;
return widget?.context?.path === arguments[0] && widget.sessionContext?.session?.kernel?.connectionStatus"""
TRAINING = "training.run(data, left,"
SELECT = """
const book = window.jupyterapp.shell.currentWidget.content;
const found = book.widgets.findIndex(cell => cell.model.sharedModel.getSource().includes(arguments[0]));
book.activeCellIndex = found; // Lab makes 0 of -1
return found"""
ABOVE_DONE = """
const book = window.jupyterapp.shell.currentWidget.content;
return book.widgets.slice(0, book.activeCellIndex).every(cell => cell.model.type !== "code" || cell.model.executionCount)"""
PROMPTS = "return [...document.querySelectorAll(arguments[0])].map(prompt => prompt.textContent)"


class Missing(Exception):
    """Something that a student must see was not there. The text says what."""


def until(what: str, seen, seconds: float = SLOW):
    """Waits until `seen` returns something true, and returns it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = seen()
        if found:
            return found
        time.sleep(0.3)
    raise Missing(f"not seen within {seconds:.0f} s: {what}")


@contextmanager
def lab(workbench: Path, folder: str):
    """A running Lab's address. It shows a copy of the notebooks in `folder`, since Lab saves what runs in it."""
    shutil.copytree(workbench.parent / "notebooks/en", Path(folder) / "en")
    environment = {**os.environ, "UI2I_MAX_STEPS": str(BUDGET)}
    command = [workbench, "lab", "--no-browser", "--ServerApp.port=0", "--ip=127.0.0.1", "--expose-app-in-browser"]
    workspaces = Path(folder) / "workspaces"  # not those of whoever uses this Lab
    kernelspec.first_look(workspaces)
    command += [f"--ServerApp.root_dir={folder}", f"--LabApp.workspaces_dir={workspaces}"]
    log = Path(folder) / "lab.log"  # a file: a pipe that nobody reads any more would stop Lab when it is full
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)

    def address() -> re.Match | None:
        said = log.read_text("utf-8")
        if server.poll() is not None:
            raise Missing(f"Lab's address; it ended and said:\n{said}")
        return ADDRESS.search(said)

    try:
        yield until("Lab's address", address).group()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


@contextmanager
def chromium(width: int = 1280, height: int = 900):
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        raise Missing("chromium and chromedriver, both: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for option in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--window-size={width},{height}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield browser
    finally:
        browser.quit()


class Page:
    """One notebook in Lab."""

    def __init__(self, browser, address: str, notebook: str, pictures: Path | None):
        self.browser, self.notebook, self.pictures = browser, notebook, pictures
        browser.get(re.sub("/lab[^?]*", f"/lab/tree/{notebook}", address))
        until(f"{notebook} and its kernel", self.ready)

    def ready(self) -> bool:
        """At first Lab may show a tab of its last session, whose kernel is connected, too."""
        return self.browser.execute_script(CONNECTED, self.notebook) == "connected" and bool(self.prompts())

    def command(self, name: str) -> None:
        """One of Lab's own commands, as its menus give it. It is not waited for."""
        self.browser.execute_script("window.jupyterapp.commands.execute(arguments[0]); return true", name)

    def insist(self, name: str, what: str, done) -> None:
        """Gives a command until it is done, and again as long as nothing runs: what is run before the kernel is connected, or
        on one that Lab has started twice, is dropped without a word, and a student presses again."""
        end = time.monotonic() + SLOW
        while not done():
            if time.monotonic() > end:
                raise Missing(f"not seen within {SLOW} s: {what}; cells {' '.join(self.prompts())}, errors {self.errors()}")
            if not self.running():
                self.command(name)
            again = time.monotonic() + 5
            while time.monotonic() < again and not done():
                time.sleep(0.3)

    def clear(self) -> None:
        """All cells without outputs and counts, as if they had never run. Lab drops the command, too, while it still opens."""
        self.insist("editmenu:clear-all", "all cells cleared", lambda: set(self.prompts()) == {"[ ]:"})

    def choose(self, code: str) -> None:
        """Makes the first cell with this code the active one."""
        until(f"a cell with {code}", lambda: self.browser.execute_script(SELECT, code) >= 0, 60)

    def prompts(self) -> list[str]:
        return self.browser.execute_script(PROMPTS, PANEL + ".jp-CodeCell .jp-InputPrompt")

    def running(self) -> int:
        return sum("*" in prompt for prompt in self.prompts())

    def done(self) -> bool:
        return bool(self.prompts()) and not self.running() and "[ ]:" not in self.prompts()

    def headings(self) -> list[str]:
        return [item.text for item in self.browser.find_elements(By.CSS_SELECTOR, ".jp-tocItem") if item.is_displayed()]

    def errors(self) -> list[str]:
        """Lab shows a cell's error as it shows what goes to standard error."""
        return [element.text for element in self.all(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']")]

    def all(self, selector: str) -> list:
        return self.browser.find_elements(By.CSS_SELECTOR, PANEL + selector)

    def sources(self, selector: str) -> list[str]:
        return [element.get_attribute("src") for element in self.all(selector)]

    def show(self, selector: str) -> None:
        element = self.all(selector)[-1]
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        time.sleep(0.5)

    def picture(self, name: str) -> None:
        if self.pictures:
            self.browser.save_screenshot(str(self.pictures / name))


def start_page(browser, address: str, pictures: Path | None) -> None:
    page = Page(browser, address, "en/00-start-here.ipynb", pictures)
    until("the table of contents of 00", page.headings)
    page.clear()
    page.insist("notebook:run-all-cells", "all cells of 00 have run", page.done)
    if page.errors():
        raise Missing(f"00 without an error: {page.errors()[0]}")
    pictures_seen = page.sources("div.jp-OutputArea-output img[alt]")
    if not pictures_seen:
        raise Missing("a picture in 00")
    page.show("div.jp-OutputArea-output img[alt]")
    page.picture("lab-start.png")


def stop_and_go_on(browser, address: str, pictures: Path | None) -> None:
    page = Page(browser, address, "en/05-unit-shared-latent.ipynb", pictures)
    page.clear()
    page.choose(TRAINING)
    page.insist("notebook:run-all-above", "the cells above 05's training done", lambda: browser.execute_script(ABOVE_DONE))
    page.choose(TRAINING)
    page.insist("notebook:run-cell", "the live plot of 05", lambda: page.sources(LIVE))
    first = page.sources(LIVE)[-1]
    until("the live plot redrawn", lambda: [s for s in page.sources(LIVE) if s != first])
    page.show(LIVE)
    page.picture("lab-training.png")
    page.all("[data-jp-item-name='interrupt'] jp-button")[0].click()
    until("the training stopped", lambda: not page.running(), 60)
    time.sleep(3)
    still = page.sources(LIVE)[-1]
    time.sleep(5)
    if page.sources(LIVE)[-1] != still:
        raise Missing("a training that stands still after stop")
    page.picture("lab-stopped.png")
    page.command("notebook:run-cell")
    until("the training gone on", lambda: [s for s in page.sources(LIVE) if s != still])
    until("the training done", lambda: any(f"{BUDGET} steps in" in area.text for area in page.all(".jp-OutputArea")))


def off_site(browser, address: str) -> list[str]:
    """Addresses that the page asked for and that are not Lab's."""
    home = address.split("/lab")[0]
    asked = re.findall(r'"url":"((?:https?|wss?)://[^"]+)"', " ".join(e["message"] for e in browser.get_log("performance")))
    return sorted({u for u in asked if not u.startswith((home, home.replace("http", "ws", 1)))})


def problems(workbench: Path, pictures: Path | None = None) -> list[str]:
    """What a student would miss."""
    try:
        with TemporaryDirectory() as folder, lab(workbench, folder) as address, chromium() as browser:
            start_page(browser, address, pictures)
            stop_and_go_on(browser, address, pictures)
            asked = off_site(browser, address)
        return [f"the page asked others than Lab: {asked}"] if asked else []
    except Missing as e:
        return [str(e)]


def main() -> int:
    workbench = Path(sys.argv[1]).resolve()
    found = problems(workbench, Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None)
    print("\n".join(found) or "00 runs, the live plot of 05 redraws, stop stops it, and it goes on")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
