# expect: wrong
# misconception: stray-comma
# why: t is a tuple of one
x = 1.5
y = -4
t = x + y,
z = t ** 2
dzdt = 2 * t
dtdx = 1
dzdx = dzdt
dzdy = dzdt
