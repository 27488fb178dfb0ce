# expect: wrong
# misconception: upstream-ignored
# why: dzdx is only the local gradient
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t
dtdx = 1
dzdx = dtdx
dzdy = 1
