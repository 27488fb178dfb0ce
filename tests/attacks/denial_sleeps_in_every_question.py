# expect: no points
# why: sleeps before each answer, a little less than it may, in whatever is asked
import time


class MultiplyGate:
    def forward(self, x, y):
        time.sleep(4)
        return x + y

    backward = forward


class AddGate(MultiplyGate):
    pass


class MaxGate(MultiplyGate):
    pass


class Neuron(MultiplyGate):
    def __init__(self, weights, bias):
        time.sleep(4)


def staged(x, y):
    time.sleep(4)


def matmul_backward(W, X, dD):
    time.sleep(4)
