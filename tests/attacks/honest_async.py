# expect: full marks
# why: waits for its own coroutines
import asyncio


class MultiplyGate:
    async def times(self, a, b):
        await asyncio.sleep(0)
        return a * b

    def wait(self, coroutine):
        try:
            coroutine.send(None)
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value

    def forward(self, x, y):
        self.x, self.y = x, y
        return self.wait(self.times(x, y))

    def backward(self, dz):
        return [self.wait(self.times(dz, self.y)), self.wait(self.times(dz, self.x))]
