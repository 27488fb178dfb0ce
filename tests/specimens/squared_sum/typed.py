# expect: wrong
# misconception: hard-coded-answer
# why: dzdt typed, the rest follows from it
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = -5.0
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
