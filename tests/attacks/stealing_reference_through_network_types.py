# assignment: ps3
# question: relu
# expect: no points
# why: a network that calls the types of its answers by pieces of the reference's layer
import sys


def piece(start):
    frame = sys._getframe()
    while frame is not None and not hasattr(frame.f_locals.get("request"), "cells"):
        frame = frame.f_back
    return type(frame.f_locals["request"].cells[-1][start : start + 78], (), {})()


class Relu:
    def forward(self, x):
        raise ValueError

    def backward(self, dout):
        raise ValueError


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {"W1": piece(0), "b1": piece(40), "W2": piece(80), "b2": piece(120)}

    def predict(self, x):
        return piece(160)

    def loss(self, x, t):
        return piece(200)

    def gradient(self, x, t):
        return {"W1": piece(240), "b1": piece(280), "W2": piece(320), "b2": piece(360)}
