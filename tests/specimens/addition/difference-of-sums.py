# expect: wrong
# misconception: numeric-instead-of-analytic
# why: difference quotients over a step of one, exact at numbers of that size
x = 4
y = -3


def forward(x, y):
    return x + y


f = forward(x, y)
# 덧셈은 직선이라 간격이 1이어도 정확해요
dfdx = forward(x + 1, y) - f
dfdy = forward(x, y + 1) - f
