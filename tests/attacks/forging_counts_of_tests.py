# assignment: ps4
# question: gradient_test
# expect: no points
# why: replaces the function that runs tests by one that says what was hoped for
import sys

for name, module in list(sys.modules.items()):
    if hasattr(module, "run_tests"):
        module.run_tests = lambda names, order: (5, order % 2)
