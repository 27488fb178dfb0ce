# expect: wrong
# share: 0
# misconception: -
# why: tells by the state of the random generator, by addresses and by process ids
# before: function, numerical_diff, define_by_run, backward, functional
import os


def test_state():
    assert np.random.get_state()[1][0] % 2 == 0


def test_place():
    assert id(Square) // 16 % 2 == 0 or os.getpid() % 2 == 0
