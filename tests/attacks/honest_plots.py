# expect: full marks
# why: draws a plot beside its answer
import matplotlib.pyplot as plt
from matplotlib import cm
from mpl_toolkits.mplot3d import Axes3D

xs = np.linspace(-3, 3, 50)
plt.figure(figsize=(6, 4))
plt.plot(xs, xs**2, label="square")
(line,) = plt.plot(xs, xs)
counts, edges, patches = plt.hist(xs)
np.linspace(*plt.xlim(), 5)
fig, axes = plt.subplots(1, 2)
for ax in axes:
    ax.plot(xs, 2 * xs, color=cm.viridis(0.5))
fig, ax = plt.subplots()
ax.set_title("a gate")
plt.legend()
plt.tight_layout()
plt.savefig("gate.png")
plt.show()


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
