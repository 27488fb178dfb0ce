# expect: full marks
# why: shows values as a notebook does
import IPython
from IPython.display import HTML, Image, Markdown, clear_output, display

display(HTML("<b>a gate</b>"), Markdown("*a gate*"))
clear_output(wait=True)
IPython.display.display(np.eye(2))
np.eye(2)


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
