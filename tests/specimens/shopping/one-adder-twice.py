# expect: right
# before: mul_layer add_layer
# why: an AddLayer remembers nothing, so one may serve two sums
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1
a, o, t, plus = MulLayer(), MulLayer(), MulLayer(), AddLayer()
fruit = plus.forward(a.forward(apple, apple_num), o.forward(orange, orange_num))
price = plus.forward(t.forward(fruit, tax), 0)
dprice, _ = plus.backward(1)
dfruit, dtax = t.backward(dprice)
dapples, doranges = plus.backward(dfruit)
dapple, dapple_num = a.backward(dapples)
dorange, dorange_num = o.backward(doranges)
