# expect: wrong
# misconception: missing-variable
# why: dapple_count and dorange_count for the names that are asked
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

mul_apple, mul_orange, add_all, mul_tax = MulLayer(), MulLayer(), AddLayer(), MulLayer()
all_price = add_all.forward(mul_apple.forward(apple, apple_num), mul_orange.forward(orange, orange_num))
price = mul_tax.forward(all_price, tax)
dall, dtax = mul_tax.backward(1)
dapple_price, dorange_price = add_all.backward(dall)
dapple, dapple_count = mul_apple.backward(dapple_price)
dorange, dorange_count = mul_orange.backward(dorange_price)
