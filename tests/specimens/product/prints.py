# expect: wrong
# misconception: prints-not-returns
# why: prints the answers, assigns none
x = 4
y = -3
print(x * y)
print('dfdx', y, 'dfdy', x)
