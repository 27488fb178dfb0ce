# expect: right
# why: the square as t * t, its two contributions added
x = 1.5
y = -4
t = x + y
z = t * t
dzdt = 0
dzdt += t  # left factor
dzdt += t  # right factor
dtdx = dtdy = 1.0
dzdx, dzdy = dzdt * dtdx, dzdt * dtdy
