# expect: no points
# why: changes the answers from a second thread while they are observed
import threading

box = np.zeros(3)


def change():
    while True:
        box[...] = np.random.rand(3)


try:
    threading.Thread(target=change, daemon=True).start()
except RuntimeError:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return box if np.ndim(x) else box[0]

    def backward(self, dz):
        return [box, box]
