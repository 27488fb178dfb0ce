# expect: wrong
# misconception: grad-transposed
# why: dW transposed and db not summed: each is told of its own item
class Affine:
    def __init__(self, W, b):
        self.params = {'W': W, 'b': b}
    def forward(self, x):
        self.x = x
        return x @ self.params['W'] + self.params['b']
    def backward(self, dout):
        self.dW = (self.x.T @ dout).T
        self.db = dout
        return dout @ self.params['W'].T
