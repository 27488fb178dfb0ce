# expect: wrong
# misconception: hard-coded-answer
# why: the figures of the lecture typed in
w = [2, -3, -3]
x = [-1, -2]

dot = 1
f = 0.7310585786300049
ddot = 0.19661193324148185
dx = [0.3932238664829637, -0.5898357997244456]
dw = [-0.19661193324148185, -0.3932238664829637, 0.19661193324148185]
