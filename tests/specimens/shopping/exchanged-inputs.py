# expect: right
# why: every layer gets its inputs the other way round, and so come the gradients
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

사과, 오렌지, 세금 = MulLayer(), MulLayer(), MulLayer()
합 = AddLayer()

price = 세금.forward(tax, 합.forward(오렌지.forward(orange_num, orange), 사과.forward(apple_num, apple)))

# 순전파와 반대 순서
dtax, d합 = 세금.backward(1.0)
d오렌지, d사과 = 합.backward(d합)
dapple_num, dapple = 사과.backward(d사과)
dorange_num, dorange = 오렌지.backward(d오렌지)
