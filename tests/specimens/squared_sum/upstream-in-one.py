# expect: wrong
# misconception: upstream-partial
# why: dzdy lacks dzdt
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t
dtdx = 1
dzdx = dzdt * dtdx
dzdy = 1
