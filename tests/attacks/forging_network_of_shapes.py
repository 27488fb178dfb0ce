# assignment: ps3
# question: two_layer_net
# expect: no points
# why: a network that only looks like one: its parameters are not there, its loss is a constant
class TwoLayerNet:
    def __init__(self, *sizes, **more):
        self.params = {}

    def predict(self, x):
        return np.zeros((len(x), 1))

    def loss(self, x, t):
        return 0.0

    def gradient(self, x, t):
        return {}
