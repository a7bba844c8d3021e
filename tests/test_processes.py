"""Work spread over processes."""

import os
import threading

import pytest

from generator import processes
from generator.processes import processes_for, spread


@pytest.fixture(autouse=True)
def three_processors(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


def workers(numbers):
    return [(number, os.getpid()) for number in numbers]


def test_things_keep_their_order_and_stand_together(monkeypatch):
    monkeypatch.setattr(processes, "may_fork", lambda: True)
    made = spread(workers, range(10), 3)
    assert [number for number, _ in made] == list(range(10))
    assert {process for _, process in made[:3]} == {os.getpid()} and os.getpid() not in {process for _, process in made[3:]}


def test_few_things_stay_here():
    assert {process for _, process in spread(workers, range(5), 3)} == {os.getpid()} and spread(workers, [], 1) == []


def test_beside_another_thread_nothing_is_spread():
    wait = threading.Event()
    other = threading.Thread(target=wait.wait)
    other.start()
    try:
        assert processes_for(100, 1) == 1
    finally:
        wait.set()
        other.join()


def test_a_process_that_is_ended_costs_time_only(monkeypatch):
    monkeypatch.setattr(processes, "may_fork", lambda: True)
    here = os.getpid()

    def work(numbers):
        if os.getpid() != here:
            os._exit(9)
        return list(numbers)

    assert spread(work, range(9), 3) == list(range(9))


def test_what_goes_wrong_in_a_process_goes_wrong_here(monkeypatch):
    monkeypatch.setattr(processes, "may_fork", lambda: True)

    def work(numbers):
        return [1 / number for number in numbers]

    with pytest.raises(ZeroDivisionError):
        spread(work, range(9), 3)


def test_a_fault_of_the_work_is_not_taken_for_one_of_the_processes(monkeypatch):
    monkeypatch.setattr(processes, "may_fork", lambda: True)
    begun = []

    def work(numbers):
        begun.append(os.getpid())
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        spread(work, range(9), 3)
    assert begun == [os.getpid()]
