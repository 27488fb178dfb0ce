# expect: wrong
# misconception: square-derivative-drops-x
# why: 2 instead of 2t
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
