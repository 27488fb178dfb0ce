# expect: right
# why: abstract base class, static method, private helper
from abc import ABC, abstractmethod


class Node(ABC):
    @abstractmethod
    def forward(self, x, y): ...

    @abstractmethod
    def backward(self, dout): ...


class AddLayer(Node):
    @staticmethod
    def _total(numbers):
        total = 0
        for number in numbers:
            total = total + number
        return total

    def forward(self, x, y):
        return self._total([x, y])

    def backward(self, dout):
        # 덧셈 노드는 기울기를 그대로 흘려보낸다
        return dout, dout
