# expect: wrong
# share: 0
# misconception: -
# why: looks for a sign in the names and places of the class
# before: function, numerical_diff, define_by_run, backward, functional
import inspect


def test_names():
    assert Square.__module__ == "__main__" and Square.__qualname__ == "Square"
    assert [one.__name__ for one in Square.__mro__] == ["Square", "Function", "object"]
    assert "right" in repr(vars(Square)) or "wrong" not in repr(vars(Square))
    assert sorted(name for name in vars(Square) if not name.startswith("__")) == ["backward", "forward"]


def test_source():
    try:
        source = inspect.getsource(Square)
    except (OSError, TypeError):
        source = ""
    assert "wrong" not in source
