# assignment: ps4
# question: exp
# expect: no points
# why: imports everything from a file that it does not hand in, and reads what stands in for it
from framework import *
import sys


def piece(start):
    frame = sys._getframe()
    while frame is not None and not hasattr(frame.f_locals.get("request"), "cells"):
        frame = frame.f_back
    return frame.f_locals["request"].cells[0][start : start + 78]


class Square(Function):
    def forward(self, x):
        return type(piece(0), (), {})()

    def backward(self, gy):
        return type(piece(40), (), {})()


class Exp(Function):
    def forward(self, x):
        raise type(piece(100), (Exception,), {})(piece(200))

    def backward(self, gy):
        raise ValueError(piece(300))
