# expect: wrong
# misconception: name-typo
# why: the key is written as an argument of dict
# before: relu, affine, softmax_with_loss
class TwoLayerNet:
    def __init__(self, n_in, n_hid, n_out, weight_init_std=0.01):
        r = np.random.randn
        self.params = dict(W1=weight_init_std * r(n_in, n_hid), b1=np.zeros(n_hid), W2=weight_init_std * r(n_hid, n_out), b2=np.zeros(n_out))
    def _build(self):
        p = self.params
        self.seq = [Affine(p['W1'], p['b1']), Relu(), Affine(p['W2'], p['b2'])]
        self.crit = SoftmaxWithLoss()
    def predict(self, x):
        self._build()
        for l in self.seq:
            x = l.forward(x)
        return x
    def loss(self, x, t):
        return self.crit.forward(self.predict(x), t) if False else self._loss(x, t)
    def _loss(self, x, t):
        y = self.predict(x)
        return self.crit.forward(y, t)
    def gradient(self, x, t):
        self.loss(x, t)
        d = self.crit.backward(1)
        for l in self.seq[::-1]:
            d = l.backward(d)
        return dict(W1=self.seq[0].dW, b1=self.seq[0].db, W2=self.seq[2].dW, B2=self.seq[2].db)
