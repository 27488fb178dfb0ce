# expect: wrong
# misconception: shared-function-instance
# before: mul_layer add_layer
# why: one MulLayer serves apples, oranges and the tax, and remembers the tax alone
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1
node, plus = MulLayer(), AddLayer()
apples = node.forward(apple, apple_num)
oranges = node.forward(orange, orange_num)
price = node.forward(plus.forward(apples, oranges), tax)
dsum, dtax = node.backward(1)
dapples, doranges = plus.backward(dsum)
dorange, dorange_num = node.backward(doranges)
dapple, dapple_num = node.backward(dapples)
