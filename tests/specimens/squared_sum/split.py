# expect: wrong
# misconception: add-splits-gradient
# why: half of dzdt to each
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t
dtdx = 1
dzdx = dzdt / 2
dzdy = dzdt / 2
