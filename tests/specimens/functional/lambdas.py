# expect: right
# why: lambdas
# before: function, define_by_run, backward
square = lambda x: Square()(x)
exp = lambda x: Exp().__call__(x)
