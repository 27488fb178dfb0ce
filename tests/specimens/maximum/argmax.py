# expect: right
# why: one-hot of the winner
x, y = 4, -3
values = [x, y]
winner = int(np.argmax(values))
f = values[winner]
one_hot = np.eye(2)[winner]
dfdx, dfdy = one_hot
