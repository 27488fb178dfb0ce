# expect: wrong
# misconception: -
# why: dzdx = 2x and dzdy = 2y, as if t were each input alone
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t
dtdx = 1
dzdx = 2 * x
dzdy = 2 * y
