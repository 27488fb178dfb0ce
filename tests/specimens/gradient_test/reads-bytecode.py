# expect: wrong
# share: 0
# misconception: -
# why: compares the bytecode with that of right functions
# before: function, numerical_diff, define_by_run, backward, functional
def right(self, x):
    return x**2


def right_too(self, x):
    return x * x


def test_forward_code():
    assert Square.forward.__code__.co_code in (right.__code__.co_code, right_too.__code__.co_code)
