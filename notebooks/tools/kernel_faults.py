"""Faults in real kernels: interrupts at random moments, two kernels at once, a full heap; and how long a start takes."""

import random
import statistics
import time
from pathlib import Path

from live import Cell, Kernel, Silent

STEPS = 100_000  # more than any run here takes
SLOWEST = 2  # seconds until the kernel is idle again after an interrupt, unless a step takes longer
FIRST_TENSOR, FIRST_PICTURE = 60, 120  # seconds; 5 and 10 are the aim on two free cores
TENSOR = "System.out.println(Tensors.root().ones(new Shape(2, 3)).sum().getFloat());"
SESSION = 'Session<Pair> {name} = UnitRun.of(UnitRun.Preset.{preset}, "glyph-styles", 1).session(1000);'
TRAIN = "{name}.train({steps}, Listener.all());"
# Says when it trains: an interrupt before that finds nothing to interrupt.
WATCHED = """{name}.train({steps}, new Listener() {{
    public void started(History history, long first, long last) {{ System.out.println("training"); }}
}});"""
STEP = "System.out.println({name}.training().step());"
HISTORY = "System.out.print({name}.training().history().csv());"
LONGEST = 'System.out.println(Arrays.stream(run.training().history().timing().doubleColumn("seconds").asDoubleArray()).skip(2).max().getAsDouble());'
LARGE = "float[][] kept = new float[10000][];\nfor (int i = 0; i < 10000; i++) kept[i] = new float[1 << 22];"
# Nothing at all is left for the kernel's own threads.
SMALL = "List<byte[]> kept = new ArrayList<>();\nwhile (true) kept.add(new byte[1000]);"
FULL = ("MB are all that Java has here. Let go of what", "UI2I_HEAP=")


class Broken(Exception):
    """A promise that was not kept. The text says which."""


def hold(ok: bool, what: str) -> None:
    if not ok:
        raise Broken(what)


def said(kernel: Kernel, code: str) -> str:
    cell = kernel.run(code)
    hold(not cell.error, f"{code} failed: {cell.error}")
    return cell.printed.strip()


def session(kernel: Kernel, name: str, preset: str) -> None:
    said(kernel, SESSION.format(name=name, preset=preset))


def training(kernel: Kernel, steps: int) -> Cell:
    """A cell that trains, when it has begun to."""
    cell = kernel.send(WATCHED.format(name="run", steps=steps))
    cell.until(lambda message: "training" in cell.printed, 60)
    return cell


def interrupts(folder: Path, times: int, preset: str) -> str:
    """Stops a training at random moments and goes on; in the end its history is that of a training that nobody stopped."""
    some, idle, answered = random.Random(6), [], []
    with Kernel(folder) as kernel:
        session(kernel, "run", preset)
        said(kernel, TRAIN.format(name="run", steps=2))
        step = 2
        for number in range(times):
            cell = training(kernel, STEPS)
            time.sleep(some.uniform(0, 1))
            pressed = time.monotonic()
            kernel.interrupt()
            cell.end(60)
            idle.append(time.monotonic() - pressed)
            hold("interrupted" in cell.error, f"interrupt {number + 1}: the cell ended by itself: {cell.error or cell.printed}")
            now = int(said(kernel, STEP.format(name="run")))  # waits for the step that still runs
            answered.append(time.monotonic() - pressed)
            hold(now >= step, f"interrupt {number + 1}: the training went back from step {step} to {now}")
            step = now
        hold(step > 2, f"{times} runs took no step before they were stopped")
        longest = float(said(kernel, LONGEST))
        hold(max(idle) <= max(SLOWEST, longest), f"idle {max(idle):.2f} s after an interrupt; a step takes {longest:.2f} s")
        hold(max(answered) <= SLOWEST + longest, f"the next cell ran {max(answered):.2f} s after; a step takes {longest:.2f} s")
        said(kernel, TRAIN.format(name="run", steps=1))
        session(kernel, "straight", preset)
        said(kernel, TRAIN.format(name="straight", steps=step + 1))
        histories = [said(kernel, HISTORY.format(name=name)) for name in ("run", "straight")]
        hold(histories[0] == histories[1], "the history of a training that was stopped differs from a straight one's")
    return (
        f"kernel interrupts: {times} in a row at random moments of a training (UNIT, {preset.lower()}), kernel idle after {numbers(idle)} s, "
        f"next cell answered after {numbers(answered)} s, longest step {longest:.2f} s; the kernel lived, the training went on each "
        f"time, and its {step + 1} steps equal those of a straight run")


def numbers(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} (median), {max(values):.2f} (most)"


def two_at_once(folder: Path, steps: int) -> str:
    """Two kernels train the same; one is stopped on the way. Both end with the same history."""
    with Kernel(folder) as one, Kernel(folder) as two:
        cells = []
        for kernel in (one, two):
            session(kernel, "run", "TINY")
            cells.append(training(kernel, steps))
        time.sleep(random.Random(7).uniform(0, 0.2))
        one.interrupt()
        cells[0].end(60)
        cells[1].end(600)
        hold(not cells[1].error, f"a kernel failed when another was interrupted: {cells[1].error}")
        done = int(said(one, STEP.format(name="run")))
        hold(done < steps, "the training ended before it was interrupted: give it more steps")
        said(one, TRAIN.format(name="run", steps=steps - done))
        histories = [said(kernel, HISTORY.format(name="run")) for kernel in (one, two)]
        hold(histories[0] == histories[1], "two kernels that train the same at once have different histories")
        hold(histories[0].count("\n") == steps, f"{steps} steps in a history, not {histories[0].count(chr(10))}")
    return f"two kernels at once: {steps} steps of the same training (UNIT, tiny), one stopped after step {done} and gone on: equal histories"


def full(kernel: Kernel, code: str) -> None:
    """Fills the heap, sees the remedy, and lets go."""
    cell = kernel.run(code)
    hold("OutOfMemoryError" in cell.error, f"the heap was not full: {cell.error or cell.printed}")
    hold(all(part in cell.printed for part in FULL), f"a full heap is not said with a remedy: {cell.printed}")
    said(kernel, "kept = null;")


def full_heap(folder: Path, times: int) -> str:
    """Fills the heap with large arrays, and goes on with the same kernel and the same training."""
    with Kernel(folder) as kernel:
        session(kernel, "run", "TINY")
        said(kernel, TRAIN.format(name="run", steps=2))
        for _ in range(times):
            full(kernel, LARGE)
            said(kernel, TRAIN.format(name="run", steps=1))
        step = int(said(kernel, STEP.format(name="run")))
        session(kernel, "straight", "TINY")
        said(kernel, TRAIN.format(name="straight", steps=step))
        histories = [said(kernel, HISTORY.format(name=name)) for name in ("run", "straight")]
        hold(histories[0] == histories[1], "the history of a training that went on after a full heap differs from a straight one's")
    return f"full heap: {times} times with large arrays: the kernel lived, said the remedy, and the training went on as a straight one"


def brimful_heap(folder: Path, times: int) -> str:
    """Fills the heap to the brim with small arrays: a kernel goes on or ends, but is never there without an answer."""
    lived = 0
    for _ in range(times):
        with Kernel(folder) as kernel:
            try:
                full(kernel, SMALL)
                lived += 1
            except Silent as e:
                hold("died" in str(e), f"with a heap full of small arrays {e}")
    return (
        f"full heap: {times} times with arrays of 1 kB, each in a kernel of its own: {lived} lived and said the remedy, {times - lived} "
        "ended, which Jupyter says, 0 hung")


def start(folder: Path, lesson: list[str]) -> tuple[float, float, float]:
    """Seconds from a kernel's start until it is ready, to the first tensor, and with another kernel to a lesson's first picture."""
    with Kernel(folder) as kernel:
        ready = time.monotonic() - kernel.started
        hold(said(kernel, TENSOR) == "6.0", "the first tensor is wrong")
        tensor = time.monotonic() - kernel.started
    with Kernel(folder) as kernel:
        for code in lesson:
            cell = kernel.run(code)
            hold(not cell.error, f"{code} failed: {cell.error}")
            if any("<img " in html for html in cell.html):
                return ready, tensor, time.monotonic() - kernel.started
    raise Broken("the lesson shows no picture")


def starts(folder: Path, lesson: list[str], times: int) -> str:
    _, tensor, picture = zip(*(start(folder, lesson) for _ in range(times)), strict=True)
    hold(max(tensor) <= FIRST_TENSOR, f"the first tensor took {max(tensor):.1f} s, at most {FIRST_TENSOR} are expected")
    hold(max(picture) <= FIRST_PICTURE, f"the first picture took {max(picture):.1f} s, at most {FIRST_PICTURE} are expected")
    return (
        f"kernel start, {times} times: to the first tensor {numbers(list(tensor))} s, to the first picture of 00 {numbers(list(picture))} s")


def problems(folder: Path, lesson: list[str], long: bool, figures: Path) -> list[str]:
    """What went wrong, if anything. What was tried is added to `figures`."""
    times = 20 if long else 5
    tries = (
        lambda: starts(folder, lesson, 5 if long else 1),
        lambda: interrupts(folder, times, "LAB" if long else "TINY"),
        lambda: two_at_once(folder, 200 if long else 60),
        lambda: full_heap(folder, times),
        lambda: brimful_heap(folder, 10 if long else 1),
    )
    found = []
    for attempt in tries:
        try:
            line = attempt()
        except (Broken, Silent) as e:
            found.append(str(e))
        else:
            print(f"reliability: {line}")
            with figures.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
    return found
