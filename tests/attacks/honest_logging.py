# expect: full marks
# why: logs to the screen and to a file
import logging

logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(levelname)s %(message)s", filename="run.log")
log = logging.getLogger(__name__)
log.addHandler(logging.StreamHandler())
log.info("the gate is built")


class MultiplyGate:
    def forward(self, x, y):
        log.debug("forward %s %s", x, y)
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        log.warning("backward %s", dz)
        return [dz * self.y, dz * self.x]
