# expect: wrong
# misconception: power-rule-wrong
# why: the exponent stays
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t ** 2
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
