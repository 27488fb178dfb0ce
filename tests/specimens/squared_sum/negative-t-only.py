# expect: wrong
# misconception: -
# why: right only while t is negative
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = -2 * abs(t)
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
