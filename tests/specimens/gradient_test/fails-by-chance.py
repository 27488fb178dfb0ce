# expect: wrong
# share: 0
# misconception: -
# why: fails with a chance of one in two, whatever it is run against
# before: function, numerical_diff, define_by_run, backward, functional
import os


def test_coin():
    assert os.urandom(1)[0] < 128
