# expect: wrong
# misconception: forward-wrong-op
# why: a price that no bank knows
# before: mul_layer add_layer
apple, apple_num, orange, orange_num, tax = 100, 2, 150, 3, 1.1
left, right, both, last = MulLayer(), MulLayer(), AddLayer(), MulLayer()
sums = both.forward(left.forward(apple, apple_num), right.forward(orange, orange_num))
price = last.forward(sums, tax - 1)
dsums, dtax = last.backward(1)
dleft, dright = both.backward(dsums)
dapple, dapple_num = left.backward(dleft)
dorange, dorange_num = right.backward(dright)
