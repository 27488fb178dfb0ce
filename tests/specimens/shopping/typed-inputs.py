# expect: wrong
# misconception: hard-coded-answer
# why: figures typed into forward instead of the variables
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

a, o, s, t = MulLayer(), MulLayer(), AddLayer(), MulLayer()
price = t.forward(s.forward(a.forward(100, 2), o.forward(150, 3)), 1.1)
dsum, dtax = t.backward(1)
da, do = s.backward(dsum)
dapple, dapple_num = a.backward(da)
dorange, dorange_num = o.backward(do)
