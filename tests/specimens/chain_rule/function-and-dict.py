# expect: right
# why: a function returns a dictionary of gradients
x = -2
y = 5
z = -4



def forward_backward(x: float, y: float, z: float) -> dict[str, float]:
    """순전파와 역전파를 한 번에 해요."""
    q = x + y
    return {"q": q, "f": q * z, "dfdq": z, "dfdz": q, "dfdx": z * 1, "dfdy": z * 1}


result = forward_backward(x, y, z)
q, f = result["q"], result["f"]
dfdq, dfdz = result["dfdq"], result["dfdz"]
dfdx, dfdy = result["dfdx"], result["dfdy"]
