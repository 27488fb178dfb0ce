# expect: right
# why: as in the lecture, with objects
class MultiplyGate(object):
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self,x,y):
        z = x*y
        self.x = x # must keep these around!
        self.y = y
        return z
    def backward(self,dz):
        dx = self.y * dz # [dz/dx * dL/dz]
        dy = self.x * dz # [dz/dy * dL/dz]
        return [dx, dy]
