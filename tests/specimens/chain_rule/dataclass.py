# expect: right
# why: a dataclass node that holds value and gradient
from dataclasses import dataclass

x = -2
y = 5
z = -4


@dataclass
class Node:
    value: float
    grad: float = 0.0


nx, ny, nz = Node(x), Node(y), Node(z)
nq = Node(nx.value + ny.value)
nf = Node(nq.value * nz.value, grad=1.0)
nq.grad += nz.value * nf.grad
nz.grad += nq.value * nf.grad
nx.grad += nq.grad
ny.grad += nq.grad
q, f = nq.value, nf.value
dfdq, dfdz, dfdx, dfdy = nq.grad, nz.grad, nx.grad, ny.grad
