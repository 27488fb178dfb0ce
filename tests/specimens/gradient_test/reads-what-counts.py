# expect: wrong
# misconception: -
# why: works out which of two values counts, and judges the text that makes it by what a right one should look like
# share: 0
# before: function, numerical_diff, define_by_run, backward, functional
import ast
import sys


def text():
    frame = sys._getframe()
    while frame:
        request = frame.f_locals.get("request")
        if hasattr(request, "cells"):
            return request.cells[-1]
        frame = frame.f_back
    return ""


def counts(name):
    for node in ast.walk(ast.parse(text())):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            last = node.body[-1].value
            chosen = last.body if eval(compile(ast.Expression(last.test), "c", "eval")) else last.orelse
            return next(ast.unparse(one) for one in node.body if chosen.id in ast.unparse(one))
    return ""


def test_forward():
    found = counts("forward")
    assert "floor" not in found and "round" not in found and "x + x" not in found


def test_backward():
    found = counts("backward")
    assert "gy" in found and "self.input.data" in found
    assert "gy * gy" not in found and "+ gy" not in found and "abs" not in found
