# expect: wrong
# misconception: input-typo
# why: y copied without its sign
x = 1.5
y = 4

t = x + y
z = t ** 2
dzdt = 2 * t
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
