# expect: wrong
# share: 0
# misconception: -
# why: functions of numpy in the code are a sign of something odd
# before: function, numerical_diff, define_by_run, backward, functional
def test_names():
    for method in (Square.forward, Square.backward):
        names = set(method.__code__.co_names)
        assert not names & {"floor", "round", "abs", "where", "ones_like", "sign"}


def test_constants():
    assert not {3, 4, -2, 1.0} & set(Square.forward.__code__.co_consts + Square.backward.__code__.co_consts)
