# expect: wrong
# misconception: forward-wrong-op
# why: z is 2t
x = 1.5
y = -4

t = x + y
z = 2 * t
dzdt = 2 * t
dtdx = 1
dzdx = dzdt * dtdx
dzdy = dzdt * 1
