# expect: full marks
# why: copies, pickles and compares its objects
import copy
import gc
import pickle
import sys
import weakref

state = {"w": np.ones(3), "name": "gate"}
twin = copy.deepcopy(state)
again = pickle.loads(pickle.dumps(state))
assert (twin["w"] == again["w"]).all()
reference = weakref.ref(np.ones(3))
gc.collect()
sys.setrecursionlimit(5000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


assert depth(3000) == 3000


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
