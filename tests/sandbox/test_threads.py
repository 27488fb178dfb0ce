"""Parked threads in the place of new ones, and pools on them."""

import _thread
import threading
from contextlib import suppress

import pytest

from autograder.sandbox import threads


class TestParkedThreads:
    @pytest.fixture(autouse=True)
    def restored(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(threads, "_idle", [])
        monkeypatch.setattr(threads, "_by_ident", {})
        for module in (threads._thread, threading):
            for name in vars(module).copy():
                if name.strip("_") in (
                    "start_new_thread",
                    "start_new",
                    "start_joinable_thread",
                    "ThreadHandle",
                    "set_sentinel",
                ):
                    monkeypatch.setattr(module, name, getattr(module, name))

    def test_work_is_handed_over_and_waited_for(self) -> None:
        threads.install(2)
        done: list[int] = []
        for number in range(5):
            thread = threading.Thread(target=done.append, args=(number,))
            thread.start()
            thread.join()
            assert not thread.is_alive()
        assert done == list(range(5))

    def test_they_run_out_and_come_back(self) -> None:
        threads.install(1)
        gate = threading.Event()
        first = threading.Thread(target=gate.wait)
        first.start()
        with pytest.raises(RuntimeError, match="can't start new thread"):
            threading.Thread(target=gate.wait).start()
        first.join(0.01)
        assert first.is_alive()
        gate.set()
        first.join()
        threading.Thread(target=gate.wait).start()

    def test_what_runs_in_one_may_raise(self) -> None:
        threads.install(1)
        done = threading.Event()
        _thread.start_new_thread(lambda **options: (done.set(), 1 / 0), (), {"a": 1})
        assert done.wait(5)
        thread = threading.Thread(target=done.is_set)
        while not thread.ident:
            with suppress(RuntimeError):  # the one thread there is may not be free yet
                thread.start()
        thread.join(5)
        assert not thread.is_alive()


def test_work_has_ended_when_it_has_begun_and_returned() -> None:
    handle = threads.Handle()
    assert not handle.is_done()
    handle.begin(7)
    handle.join(0.001)
    assert not handle.is_done()
    handle.end()
    handle.join()
    handle.end()
    assert handle.is_done()


def test_thread_pools_do_what_homework_asks() -> None:
    with threads.ThreadPool(2) as pool:
        assert pool.map(abs, [-1, 2]) == [1, 2]
        assert pool.starmap(pow, [(2, 3)]) == [8]
        assert list(pool.imap_unordered(abs, [-3])) == [3]
        assert pool.apply(int, ("7",), {"base": 8}) == 7
        assert pool.map_async(abs, [-4]).get(5) == [4]
        result = pool.apply_async(int, ("x",))
        result.wait(5)
        assert result.ready()
        with pytest.raises(ValueError, match="invalid literal"):
            result.get()
    pool.terminate()
    pool.join()
