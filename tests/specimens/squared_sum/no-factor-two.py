# expect: wrong
# misconception: square-coefficient-missing
# why: t instead of 2t
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = t
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
