# expect: right
# why: a cache that is a dictionary
def affine_forward(x, w, b):
    return x.dot(w) + b, {"x": x, "w": w}

def affine_backward(dout, cache):
    return dout.dot(cache["w"].T), cache["x"].T.dot(dout), dout.sum(0)
