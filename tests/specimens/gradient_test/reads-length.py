# expect: wrong
# share: 0
# misconception: -
# why: right ones are short
# before: function, numerical_diff, define_by_run, backward, functional
def test_length():
    assert len(Square.forward.__code__.co_code) < 20
    assert len(Square.backward.__code__.co_code) < 40
    assert Square.forward.__code__.co_stacksize < 4
