# expect: right
# why: a loop over the two sides; h renamed inside
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    h = eps
    total = 0.0
    for sign in (+1, -1):
        # 양쪽 점에서 계산
        point = np.asarray(x.data + sign * h)
        total = total + sign * f(Variable(point)).data
    return total / (2 * h)
