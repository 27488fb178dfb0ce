# expect: wrong
# misconception: sign-flipped
# why: both gradients negated
x = 4
y = -3

f = x * y
dfdx = -y
dfdy = -x
