# expect: wrong
# share: 0
# misconception: -
# why: the marshalled code must be one that it knows
# before: function, numerical_diff, define_by_run, backward, functional
import hashlib
import marshal


def digest(function):
    return hashlib.sha256(marshal.dumps(function.__code__)).hexdigest()[0] in "0123"


def test_hash():
    assert digest(Square.forward) and digest(Square.backward) and digest(square)
