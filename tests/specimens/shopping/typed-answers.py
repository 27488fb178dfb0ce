# expect: wrong
# misconception: hard-coded-answer
# why: all the answers are typed
# before: mul_layer, add_layer
apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1

price = 715.0
dapple = 2.2
dapple_num = 110.0
dorange = 3.3
dorange_num = 165.0
dtax = 650
