# expect: right
# why: a factory makes both; more functions than asked
# before: function, define_by_run, backward
def as_function(cls):
    """클래스를 바로 부를 수 있는 함수로 바꾼다."""

    def call(*args):
        node = cls()
        return node(*args)

    call.__name__ = cls.__name__.lower()
    return call


square, exp = map(as_function, (Square, Exp))


def fourth_power(x):
    return square(square(x))
