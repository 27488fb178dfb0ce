# expect: no points
# why: downloads a right answer
try:
    import urllib.request

    exec(urllib.request.urlopen("http://127.0.0.1:8000/answer.py", timeout=1).read())
except Exception:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
