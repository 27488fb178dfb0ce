# expect: wrong
# misconception: missing-variable
# why: dtdx under another name
x = 1.5
y = -4

t = x + y
z = t ** 2
dzdt = 2 * t
dt_dx = 1
dzdx = dzdt * dt_dx
dzdy = dzdt * 1
