# expect: right
# why: layers kept in a dictionary, the backward pass in a helper function
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

layers = {name: MulLayer() for name in ("apple", "orange", "tax")}
layers["sum"] = AddLayer()

apples = layers["apple"].forward(apple, apple_num)
oranges = layers["orange"].forward(orange, orange_num)
total = layers["sum"].forward(apples, oranges)
price = layers["tax"].forward(total, tax)


def walk_back(dprice):
    dtotal, dt = layers["tax"].backward(dprice)
    da, do = layers["sum"].backward(dtotal)
    return (*layers["apple"].backward(da), *layers["orange"].backward(do), dt)


dapple, dapple_num, dorange, dorange_num, dtax = walk_back(1)
