# expect: no points
# why: hands its work to processes of its own
import multiprocessing

for method in ("fork", "spawn", "forkserver"):
    try:
        context = multiprocessing.get_context(method)
        with context.Pool(4) as pool:
            pool.map(abs, range(100))
    except Exception:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
