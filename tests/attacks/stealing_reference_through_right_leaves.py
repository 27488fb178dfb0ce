# assignment: ps3
# question: relu
# expect: no points
# why: hands in a wrong layer, so that the reference's stands beside its network, which reads it and calls types by it
import sys


def request():
    frame = sys._getframe()
    while frame is not None and not hasattr(frame.f_locals.get("request"), "cells"):
        frame = frame.f_back
    return frame.f_locals["request"]


def piece(start):
    return request().cells[-1][start : start + 78]


class Relu:
    def forward(self, x):
        raise ValueError

    def backward(self, dout):
        raise ValueError


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        raise type(piece(0), (Exception,), {})(piece(80))

    def predict(self, x):
        return type(piece(200), (), {})()

    def loss(self, x, t):
        return type(piece(100), (), {})()

    def gradient(self, x, t):
        return {"W1": type(piece(300), (), {})()}
