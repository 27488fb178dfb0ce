# expect: right
# why: comparison turned into a number
x = 4
y = -3
# 큰 쪽만 기울기를 받아요
f = x if x > y else y
dfdx = int(x > y)
dfdy = 1 - dfdx
