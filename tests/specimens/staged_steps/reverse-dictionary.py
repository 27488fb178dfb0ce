# expect: right
# why: gradients in a dictionary that starts at zero, names filled in at the end
x = 3
y = -4


import math
from collections import defaultdict

v = {"x": float(x), "y": float(y)}
v["sigy"] = 1 / (1 + math.exp(-v["y"]))
v["num"] = v["x"] + v["sigy"]
v["sigx"] = 1 / (1 + math.exp(-v["x"]))
v["xpy"] = v["x"] + v["y"]
v["xpysqr"] = v["xpy"] ** 2
v["den"] = v["sigx"] + v["xpysqr"]
v["invden"] = 1 / v["den"]
v["f"] = v["num"] * v["invden"]

g = defaultdict(float, f=1.0)
g["num"] += v["invden"] * g["f"]
g["invden"] += v["num"] * g["f"]
g["den"] += -g["invden"] / v["den"] ** 2
for part in ("sigx", "xpysqr"):
    g[part] += g["den"]
g["xpy"] += 2 * v["xpy"] * g["xpysqr"]
for part in ("x", "y"):
    g[part] += g["xpy"]
for part in ("x", "sigy"):
    g[part] += g["num"]
g["x"] += v["sigx"] * (1 - v["sigx"]) * g["sigx"]
g["y"] += v["sigy"] * (1 - v["sigy"]) * g["sigy"]

sigy, num, sigx, xpy, xpysqr, den, invden, f = (v[k] for k in "sigy num sigx xpy xpysqr den invden f".split())
dnum, dinvden, dden, dsigx, dxpysqr = (g[k] for k in "num invden den sigx xpysqr".split())
dxpy, dsigy, dx, dy = (g[k] for k in "xpy sigy x y".split())
