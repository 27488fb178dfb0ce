# expect: right
# why: moves the data of x itself and puts it back at the end
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    kept = x.data
    values = []
    for step in (-eps, eps):
        x.data = as_array(kept + step)
        values.append(f(x).data)
    x.data = kept
    return (values[1] - values[0]) / (eps + eps)
