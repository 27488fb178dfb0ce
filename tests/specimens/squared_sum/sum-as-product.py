# expect: wrong
# misconception: add-as-mul
# why: dtdx is y
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t
dtdx = y
dzdx = dzdt * dtdx
dzdy = dzdt * 1
