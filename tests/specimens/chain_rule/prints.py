# expect: wrong
# misconception: prints-not-returns
# why: answers only printed
x = -2
y = 5
z = -4

print('q', x + y, 'f', (x + y) * z)
print('dfdq', z, 'dfdz', x + y, 'dfdx', z, 'dfdy', z)
