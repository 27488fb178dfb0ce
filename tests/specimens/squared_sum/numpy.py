# expect: right
# why: np.square and the polynomial derivative
x, y = 1.5, -4
t = np.add(x, y)
z = np.square(t)
dzdt = np.polyval(np.polyder([1, 0, 0]), t)
dtdx = np.ones(())
dzdx = dzdt * dtdx
dzdy = np.multiply(dzdt, 1)
