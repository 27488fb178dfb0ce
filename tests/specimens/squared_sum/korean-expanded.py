# expect: right
# why: gradients of the expanded square, Korean comments
x = 1.5
y = -4
t = x + y
# 전개: x² + 2xy + y²
z = x**2 + 2*x*y + y**2
dzdt = t + t
dtdx = 1
# 각 변수로 직접 미분해요
dzdx = 2*x + 2*y
dzdy = 2*y + 2*x
