"""Work on many things at once gives what it gives one after the other."""

from __future__ import annotations

import os
from concurrent.futures.process import BrokenProcessPool

import pytest

from treaty_registry.cache.cache import LostError
from treaty_registry.parallel import chunks, parallel_map


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("at_once", [1, 7])
def test_results_come_in_order_and_from_other_processes(at_once: int) -> None:
    found = list(parallel_map(squared, range(50), 2, at_once))
    assert [square for square, _ in found] == [number * number for number in range(50)]
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize(("count", "jobs"), [(3, 2), (50, 1), (0, 2)])
def test_a_few_things_are_done_here(count: int, jobs: int) -> None:
    assert {process for _, process in parallel_map(squared, range(count), jobs)} <= {os.getpid()}


class OddError(Exception):
    """What can be sent and not received: it needs two values and is known by one."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("error", [LostError("key"), ValueError("value"), KeyError("key")])
def test_what_the_work_raises_is_raised_here(error: Exception, jobs: int) -> None:
    def work(number: int) -> int:
        if number == 13:
            raise error
        return number

    found = parallel_map(work, range(20), jobs)
    assert [next(found) for _ in range(13)] == list(range(13))
    with pytest.raises(type(error), match=str(error.args[0])):
        next(found)
    assert list(parallel_map(work, range(13), jobs)) == list(range(13)), "nothing is left of the work that failed"


def test_a_process_that_was_killed_is_not_waited_for() -> None:
    with pytest.raises(BrokenProcessPool):
        list(parallel_map(lambda _: os._exit(1), range(20), 2))


def test_an_error_that_cannot_be_sent_is_not_waited_for() -> None:
    def work(number: int) -> int:
        raise OddError(number, number)

    with pytest.raises(BrokenProcessPool):
        list(parallel_map(work, range(20), 2))


def test_things_are_cut_into_pieces() -> None:
    assert list(chunks(range(7), 3)) == [range(3), range(3, 6), range(6, 7)]
    assert list(chunks((), 3)) == []
