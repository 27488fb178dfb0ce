# expect: full marks
# why: shows progress bars
from tqdm import tqdm, trange
from tqdm.auto import tqdm as auto_tqdm
from tqdm.notebook import tqdm as notebook_tqdm

total = 0
for i in tqdm(range(10), desc="warm up"):
    total += i
for i in trange(10):
    total += i
for bar in (auto_tqdm, notebook_tqdm):
    total += sum(bar([1, 2, 3], total=3))
with tqdm(total=10) as bar:
    bar.update(5)
    bar.set_postfix(loss=0.1)
assert total == 102


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
