# expect: wrong
# misconception: returns-swapped-order
# why: price and count of the oranges are exchanged
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

mul_apple, mul_orange, add_all, mul_tax = MulLayer(), MulLayer(), AddLayer(), MulLayer()
price = mul_tax.forward(add_all.forward(mul_apple.forward(apple, apple_num), mul_orange.forward(orange, orange_num)), tax)
dall, dtax = mul_tax.backward(1)
dapple_price, dorange_price = add_all.backward(dall)
dorange_num, dorange = mul_orange.backward(dorange_price)
dapple, dapple_num = mul_apple.backward(dapple_price)
