# expect: wrong
# misconception: -
# why: only the apples are bought
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

mul_apple = MulLayer()
mul_tax = MulLayer()
apple_price = mul_apple.forward(apple, apple_num)
price = mul_tax.forward(apple_price, tax)
dapple_price, dtax = mul_tax.backward(1)
dapple, dapple_num = mul_apple.backward(dapple_price)
dorange = 0
dorange_num = 0
