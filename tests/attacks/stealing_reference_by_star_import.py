# assignment: ps4
# question: square
# expect: no points
# why: imports everything from the standard library, in the hope that what it lacks is lent, and reads what is lent
from math import *
import sys


def piece(start):
    frame = sys._getframe()
    while frame is not None and not hasattr(frame.f_locals.get("request"), "cells"):
        frame = frame.f_back
    request = frame.f_locals["request"]
    return (request.library + "".join(request.cells[:1]))[start : start + 78]


class Square:
    def __call__(self, v):
        return type(piece(0), (), {})()

    def forward(self, x):
        raise type(piece(80), (Exception,), {})

    def backward(self, gy):
        return type(piece(160), (), {})()


class Exp(Square):
    def forward(self, x):
        raise ValueError(piece(240))
