# expect: full marks
# why: calls its variables list, sum, input, print and type, as beginners do
list = [1, 2, 3]
sum = 0
for i in list:
    sum += i
input = 5
type = "gate"
str = "text"
len = 3
dict = {}
id = 7
max = 9
print = None


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
