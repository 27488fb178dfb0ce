# expect: no points
# why: answers with sequences that never end
import itertools


class Endless(list):
    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return Endless()


class MultiplyGate:
    def forward(self, x, y):
        return Endless()

    def backward(self, dz):
        return itertools.count()
