# expect: wrong
# misconception: -
# why: the oranges go untaxed
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

mul_apple, mul_orange, add_all, mul_tax = MulLayer(), MulLayer(), AddLayer(), MulLayer()
apple_price = mul_tax.forward(mul_apple.forward(apple, apple_num), tax)
price = add_all.forward(apple_price, mul_orange.forward(orange, orange_num))
dtaxed, dorange_price = add_all.backward(1)
dapple_price, dtax = mul_tax.backward(dtaxed)
dapple, dapple_num = mul_apple.backward(dapple_price)
dorange, dorange_num = mul_orange.backward(dorange_price)
