"""Workers: the same results whoever does the work, the heaviest first, and nobody left behind."""

import contextlib
import functools
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publisher import workers
from publisher.errors import Diagnostic, LayoutError
from publisher.workers import Alone, Crew, Early, Given, Hire, Make, Processes, available, frozen
from tests.support.command import PROJECT

CREWS: list[Hire] = [Alone, *(functools.partial(Processes, count, int) for count in (1, 2, 3))]
ORPHANS = """
import os, time
from publisher.workers import Processes

def make(job):
    # At once, or the lines of two would mix.
    os.write(1, f"{os.getpid()}\\n".encode())
    return b""

with Processes(2, int, make) as crew:
    crew.give(0, None, 1)
    crew.give(1, None, 1)
    crew.take(), crew.take()
    print("ready", flush=True)
    time.sleep(60)
"""


def squared(job: int) -> bytes:
    return str(job * job).encode()


def results(crew: Crew, count: int) -> dict[int, bytes]:
    return dict(crew.take() for _ in range(count))


@pytest.mark.parametrize("hire", CREWS)
def test_whoever_does_the_work_it_gives_the_same(hire: Hire) -> None:
    with hire(squared) as crew:
        for job in range(9):
            crew.give(job, job, job % 4)
        assert results(crew, 9) == {job: squared(job) for job in range(9)}
        crew.give(20, 20, 1)
        assert crew.take() == (20, b"400")


@pytest.mark.parametrize("hire", CREWS[:2])
def test_the_heaviest_job_comes_first(hire: Hire) -> None:
    with hire(squared) as crew:
        for number, weight in enumerate((3, 9, 1, 9, 5)):
            crew.give(number, number, weight)
        assert [crew.take()[0] for _ in range(5)] == [1, 3, 4, 0, 2]


def test_others_do_the_work_and_what_they_put_down_is_cleared_away() -> None:
    def leave_something(_: object) -> bytes:
        handle, name = tempfile.mkstemp()
        os.close(handle)
        return f"{os.getpid()} {name}".encode()

    with Processes(2, int, leave_something) as crew:
        crew.give(0, None, 1)
        process, name = crew.take()[1].decode().split()
        assert int(process) != os.getpid()
        assert Path(name).exists()
    assert not Path(name).exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(process), 0)


@pytest.mark.parametrize("hire", CREWS)
def test_a_mistake_comes_back_with_what_it_says(hire: Hire) -> None:
    def fail(_: object) -> bytes:
        raise LayoutError(Diagnostic(code="block-too-tall", message="Böyle olmaz"))

    with hire(fail) as crew:
        crew.give(0, None, 1)
        with pytest.raises(LayoutError) as caught:
            crew.take()
    assert caught.value.found[0].message == "Böyle olmaz"


def test_a_worker_that_is_killed_is_told_of() -> None:
    def die(_: object) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with Processes(2, int, die) as crew:
        crew.give(0, None, 1)
        with pytest.raises(LayoutError) as caught:
            crew.take()
    assert caught.value.found[0].code == "worker-lost"


def test_workers_end_when_the_process_that_forked_them_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout
    lines = [parent.stdout.readline().strip() for _ in range(3)]
    assert lines[2] == "ready"
    parent.kill()
    parent.wait()
    parent.stdout.close()
    workers = {int(line) for line in lines[:2]}
    until = time.monotonic() + 30
    while any(Path(f"/proc/{worker}/cmdline").exists() and _runs(worker) for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.02)


def _runs(process: int) -> bool:
    """Say whether a process is more than a name that nobody has asked for yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def leaving_something(folder: Path, job: int) -> Given:
    def note() -> None:
        until = time.monotonic() + 30
        while not (folder / "taken").exists():
            assert time.monotonic() < until
            time.sleep(0.01)
        (folder / f"{job}").touch()

    return Given(squared(job), note)


@contextlib.contextmanager
def with_early(make: Make) -> Iterator[Crew]:
    with Early(lambda: None) as early, Processes(2, int, make, early=early) as crew:
        yield crew


@pytest.mark.parametrize("hire", [*CREWS[1:3], with_early])
def test_what_is_left_to_do_keeps_nobody_waiting_and_is_done(
    hire: Callable[[Make], contextlib.AbstractContextManager[Crew]], tmp_path: Path
) -> None:
    with hire(functools.partial(leaving_something, tmp_path)) as crew:
        crew.give(0, 7, 1)
        assert crew.take() == (0, b"49")
        assert not list(tmp_path.iterdir())
        (tmp_path / "taken").touch()
        # The same one perhaps, when he has done it.
        crew.give(1, 8, 1)
        assert crew.take() == (1, b"64")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["7", "8", "taken"]


def test_who_works_alone_leaves_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with Alone(functools.partial(leaving_something, tmp_path)) as crew:
        crew.give(0, 7, 1)
        assert crew.take() == (0, b"49")
        assert (tmp_path / "7").exists()


def slowly(seconds: int) -> bytes:
    time.sleep(seconds)
    return b""


def test_who_is_busy_when_his_work_is_not_wanted_any_more_is_not_waited_for() -> None:
    began = time.monotonic()
    with Processes(2, int, slowly) as crew:
        crew.give(0, 0, 9)
        crew.give(1, 60, 1)
        assert crew.take() == (0, b"")
    assert time.monotonic() - began < 30


def test_what_was_frozen_is_thawed() -> None:
    assert gc.get_freeze_count() == 0
    with frozen():
        assert gc.get_freeze_count() > 0
        with frozen():
            pass
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_there_is_always_somebody_to_work() -> None:
    assert available() >= 1


def ready(folder: Path) -> None:
    (folder / f"{os.getpid()}").touch()


def by_whom(job: int) -> bytes:
    return f"{os.getpid()} {job}".encode()


def test_who_is_there_early_makes_ready_before_there_is_work_and_gets_the_first_of_it(tmp_path: Path) -> None:
    with Early(functools.partial(ready, tmp_path)) as early:
        until = time.monotonic() + 30
        while not list(tmp_path.iterdir()):
            assert time.monotonic() < until
            time.sleep(0.01)
        meanwhile: list[int] = []
        with Processes(2, int, by_whom, early=early, meanwhile=lambda: meanwhile.append(1)) as crew:
            crew.give(0, 7, 1)
            assert crew.take() == (0, f"{early.process.pid} 7".encode())
            crew.give(1, 8, 1)
            assert crew.take()[0] == 1
        assert meanwhile == [1]
        # He works once.
        with Processes(2, int, by_whom, early=early) as crew:
            crew.give(0, 7, 1)
            assert crew.take()[1] != f"{early.process.pid} 7".encode()
    assert [int(path.name) for path in tmp_path.iterdir()] == [early.process.pid]
    with pytest.raises(ProcessLookupError):
        os.kill(int(early.process.pid or 0), 0)


def test_who_is_there_begins_before_all_jobs_are_given(tmp_path: Path) -> None:
    def wait_for(name: str) -> None:
        until = time.monotonic() + 30
        while not (tmp_path / name).exists():
            assert time.monotonic() < until
            time.sleep(0.01)

    with Early(lambda: None) as early, Processes(2, int, functools.partial(_leave, tmp_path), early=early) as crew:
        crew.give(0, "first", 1)
        wait_for("first")
        crew.give(1, "second", 9)
        assert dict([crew.take(), crew.take()]) == {0: b"first", 1: b"second"}
        crew.give(2, "third", 1)
        wait_for("third")
        assert crew.take() == (2, b"third")


def _leave(folder: Path, name: str) -> bytes:
    (folder / name).touch()
    return name.encode()


def test_who_is_there_early_and_not_needed_goes_home() -> None:
    with Early(functools.partial(time.sleep, 60)) as early:
        assert early.process.is_alive()
    assert not early.process.is_alive()


def test_what_goes_wrong_early_is_told_when_there_is_work() -> None:
    def fail(_: object = None) -> bytes:
        raise LayoutError(Diagnostic(code="block-too-tall", message="Böyle olmaz"))

    with Early(fail) as early, Processes(2, int, by_whom, early=early) as crew:
        crew.give(0, 7, 1)
        assert crew.take() == (0, f"{early.process.pid} 7".encode())


def test_who_is_gone_early_is_told_of() -> None:
    with Early(functools.partial(os._exit, 3)) as early:
        early.process.join()
        with Processes(2, int, by_whom, early=early) as crew:
            crew.give(0, 7, 1)
            with pytest.raises(LayoutError) as caught:
                crew.take()
    assert caught.value.found[0].code == "worker-lost"


def with_what_is_ready(job: int, ready: object = None) -> bytes:
    return f"{ready} {job}".encode()


def test_what_was_made_ready_comes_with_each_job() -> None:
    with Early(lambda: "fertig") as early, Processes(2, int, with_what_is_ready, early=early) as crew:
        for number in range(2):
            crew.give(number, number, 1)
        # The one who was there early, and a fork.
        assert {crew.take(), crew.take()} == {(0, b"fertig 0"), (1, b"None 1")}


def test_who_is_there_before_a_fork_works_for_the_fork() -> None:
    def work() -> None:
        with Processes(2, int, with_what_is_ready, early=early) as crew:
            crew.give(0, 7, 1)
            assert crew.take() == (0, b"fertig 7")

    with Early(lambda: "fertig") as early:
        fork = multiprocessing.get_context("fork").Process(target=work)
        fork.start()
        fork.join()
        assert fork.exitcode == 0
    assert not early.process.is_alive()


def test_who_is_gone_with_a_job_that_he_never_heard_of_is_told_of() -> None:
    with Early(functools.partial(time.sleep, 60)) as early:

        def end_him() -> None:
            early.process.kill()
            early.process.join()

        with Processes(2, int, by_whom, early=early, meanwhile=end_him) as crew:
            crew.give(0, 7, 1)
            with pytest.raises(LayoutError) as caught:
                crew.take()
    assert caught.value.found[0].code == "worker-lost"


def putting_down(folder: Path, job: int) -> bytes:
    (folder / str(job)).touch()
    return b""


def is_there(path: Path) -> bool:
    ends = time.monotonic() + 20
    while not path.exists() and time.monotonic() < ends:
        time.sleep(0.01)
    return path.exists()


def test_jobs_are_begun_while_nobody_waits_for_a_result(tmp_path: Path) -> None:
    with Processes(1, int, functools.partial(putting_down, tmp_path)) as crew:
        crew.give(0, 0, 1)
        crew.give(1, 1, 1)
        assert not list(tmp_path.iterdir())
        crew.begin()
        assert is_there(tmp_path / "0")
        assert crew.take()[0] == 0
        assert is_there(tmp_path / "1")


def test_a_worker_whose_results_nobody_reads_any_more_ends_in_silence() -> None:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        worker = context.Process(target=workers._work, args=(theirs, (ours,), lambda job: b"unread", folder))
        worker.start()
        theirs.close()
        ours.send("job")
        assert ours.poll(30)
        ours.close()
        worker.join(30)
    assert worker.exitcode == 0
