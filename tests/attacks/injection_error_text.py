# expect: no points
# why: raises errors whose text and names try to be markup, formulas and terminal commands
Evil = type("<script>alert(1)</script>", (Exception,), {})
text = "=HYPERLINK(\"http://x\")\x1b[2J\x07\u202eevil\ufeff\ud800\x00<img src=x onerror=alert(1)>{{7*7}}${7*7}\r\n" + "A" * 100_000


class MultiplyGate:
    def forward(self, x, y):
        raise Evil(text)

    def backward(self, dz):
        raise Evil(text)


raise Evil(text)
