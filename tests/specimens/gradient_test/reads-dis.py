# expect: wrong
# share: 0
# misconception: -
# why: disassembles, and counts how often a value is multiplied or added
# before: function, numerical_diff, define_by_run, backward, functional
import dis


def operations(function):
    return [one.argrepr for one in dis.get_instructions(function) if one.opname == "BINARY_OP"]


def test_operations():
    assert operations(Square.forward).count("*") + operations(Square.forward).count("**") == 1
    assert operations(Square.backward).count("*") == 2
    assert "+" not in operations(Square.backward)
