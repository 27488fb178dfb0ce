# expect: wrong
# misconception: -
# why: one MulLayer does all products, so only the last inputs are remembered
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

mul = MulLayer()
add = AddLayer()
apple_price = mul.forward(apple, apple_num)
orange_price = mul.forward(orange, orange_num)
total = add.forward(apple_price, orange_price)
price = mul.forward(total, tax)

dtotal, dtax = mul.backward(1)
dapple_price, dorange_price = add.backward(dtotal)
dorange, dorange_num = mul.backward(dorange_price)
dapple, dapple_num = mul.backward(dapple_price)
