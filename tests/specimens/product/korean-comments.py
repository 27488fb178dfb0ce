# expect: right
# why: type hints, Korean comments, a print, an upstream gradient of one
x: float = 4
y: float = -3

# 순전파
f: float = x * y
# 역전파: 상대 입력을 곱해요
df: float = 1.0
dfdx = df * y
dfdy = df * x
print("f =", f, "기울기:", dfdx, dfdy)
