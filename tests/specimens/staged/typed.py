# expect: wrong
# misconception: hard-coded-answer
# why: the figures of the first notebook
def staged(x, y):
    return 1.5456448841066441, 2.0595697955721652, 1.5922327514838093
