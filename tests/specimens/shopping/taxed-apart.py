# expect: right
# why: each fruit is taxed by a layer of its own; the two gradients of the tax are added
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

count_apples, count_oranges = MulLayer(), MulLayer()
tax_apples, tax_oranges = MulLayer(), MulLayer()
together = AddLayer()

apples = tax_apples.forward(count_apples.forward(apple, apple_num), tax)
oranges = tax_oranges.forward(count_oranges.forward(orange, orange_num), tax)
price = together.forward(apples, oranges)

dapples, doranges = together.backward(1)
dnet_apples, dtax1 = tax_apples.backward(dapples)
dnet_oranges, dtax2 = tax_oranges.backward(doranges)
dtax = dtax1 + dtax2
dapple, dapple_num = count_apples.backward(dnet_apples)
dorange, dorange_num = count_oranges.backward(dnet_oranges)
