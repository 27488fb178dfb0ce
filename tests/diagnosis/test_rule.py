"""A table of rules: the first that is true of what is seen is told, with what looks the same."""

from autograder.diagnosis.rule import Rule, always, first

TABLE: tuple[Rule[int], ...] = (
    Rule("even", lambda n: n % 2 == 0, "", ("round",)),
    Rule("large", lambda n: n > 10, ""),
    Rule("odd", always, ""),
)


def test_the_first_that_is_true_is_told() -> None:
    told = {n: first(TABLE, n) for n in (12, 13, 1)}
    assert {n: rule and rule.ids for n, rule in told.items()} == {
        12: ("even", "round"),
        13: ("large",),
        1: ("odd",),
    }
    assert first(TABLE[:2], 1) is None


def test_what_comes_after_is_not_asked() -> None:
    def unasked(_: int) -> bool:
        raise AssertionError

    found = first((TABLE[0], Rule("never", unasked, "")), 2)
    assert found is TABLE[0]
