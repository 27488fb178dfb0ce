# expect: wrong
# misconception: seed-wrong
# why: the walk back starts from the price instead of 1
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

mul_apple, mul_orange, add_all, mul_tax = MulLayer(), MulLayer(), AddLayer(), MulLayer()
all_price = add_all.forward(mul_apple.forward(apple, apple_num), mul_orange.forward(orange, orange_num))
price = mul_tax.forward(all_price, tax)
dall, dtax = mul_tax.backward(price)
dapple_price, dorange_price = add_all.backward(dall)
dapple, dapple_num = mul_apple.backward(dapple_price)
dorange, dorange_num = mul_orange.backward(dorange_price)
