# assignment: ps3
# why: files that were never handed in
# right: relu, sigmoid
# cells: FileNotFoundError

# %%
import numpy as np
import csv
rows = list(csv.reader(open('x.csv')))
print(rows[0])

# %%
data = np.load('weights.npz')
W = data['W']

# %%
with open('sample_weight.pkl', 'rb') as f:
    network = __import__('pickle').load(f)
class Relu:
    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, dout):
        return dout * self.positive

# %%
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
