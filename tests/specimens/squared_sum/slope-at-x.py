# expect: wrong
# misconception: derivative-at-another-value
# why: 2x, which is the slope of another square
x = 1.5
y = -4
t = x + y
z = t ** 2
dzdt = 2 * x
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt
