# expect: right
# why: a list is returned, Korean comments, type hints, inner function
def staged(x: float, y: float) -> list:
    """긴 식의 값과 기울기를 구해요."""

    def sig(v):
        e = np.exp(-v)
        return 1 / (1 + e), e / (1 + e) ** 2  # 값과 국소 기울기

    (sx, gx), (sy, gy) = sig(x), sig(y)
    분자 = x + sy
    분모 = sx + (x + y) ** 2
    f = 분자 / 분모
    # 분모를 지나는 길의 상류 기울기
    상류 = -분자 / 분모 ** 2
    dx = 1 / 분모 + 상류 * gx + 상류 * 2 * (x + y)
    dy = gy / 분모 + 상류 * 2 * (x + y)
    return [f, dx, dy]
