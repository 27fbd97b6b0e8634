"""Give out what is to be set, and keep what comes of it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from publisher.errors import PublisherError
from publisher.pdf.keeping import unpack
from publisher.pdf.requests import Asking, Failed, Request, Result
from publisher.pdf.workshop import Kit, Trace
from publisher.store import Store
from publisher.workers import Crew

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of a task, whether all of it was kept, and the trace of what it asked for last."""

    result: T
    kept: bool
    trace: Trace


@dataclass(frozen=True, slots=True)
class Foreman:
    """Answers requests out of the store, and has a crew do the rest, the longest first.

    Args:
        kit: What everything is set with.
        store: Keeps results from one build to the next.
        crew: Does what the store has not got.
    """

    kit: Kit
    store: Store
    crew: Crew

    def do(self, tasks: Sequence[Asking[T]]) -> list[Done[T]]:
        """Do tasks of which none waits for another.

        Args:
            tasks: What is to be done.

        Returns:
            What they give, in their order.

        Raises:
            PublisherError: What was found wrong by all of them, in their order.
        """
        results: dict[int, Done[T]] = {}
        last: dict[int, Request] = {}
        made: set[int] = set()
        problems: dict[int, PublisherError] = {}
        keys: dict[int, str] = {}
        found: deque[tuple[int, bytes]] = deque()

        def go_on(index: int, result: Result | None) -> None:
            try:
                request = last[index] = tasks[index].send(result) if result is not None else next(tasks[index])
            except StopIteration as end:
                results[index] = Done(end.value, index not in made, self.kit.trace(last[index]))
            except PublisherError as problem:
                problems[index] = problem
            else:
                ask(index, request)

        def ask(index: int, request: Request) -> None:
            key = self.kit.key(request)
            kept = self.store.get(key)
            if kept is not None:
                found.append((index, kept))
            else:
                keys[index] = key
                made.add(index)
                self.crew.give(index, request, len(request.html))

        for index in range(len(tasks)):
            go_on(index, None)
        self.crew.begin()
        # What was kept is unpacked while the crew is at work on what was not.
        while found or keys:
            if found:
                index, data = found.popleft()
            else:
                index, data = self.crew.take()
            result = unpack(data)
            key = keys.pop(index, None)
            if key is not None and not (isinstance(result, Failed) and result.is_final):
                self.store.put(key, data)
            go_on(index, result)
        if problems:
            raise _all_of([problems[index] for index in sorted(problems)])
        return [results[index] for index in range(len(tasks))]


def _all_of(problems: Sequence[PublisherError]) -> PublisherError:
    return type(problems[0])(*(item for problem in problems for item in problem.found))
