# expect: wrong
# misconception: undefined-name
# why: xy is no name: the sign is missing
x = 4
y = -3
f = xy
dfdx = y
dfdy = x
