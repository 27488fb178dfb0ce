# expect: full marks
# why: speaks of everything that attacks are made of, and does nothing of it
"""os.system("rm -rf /"), subprocess, socket, ctypes, eval, exec, __import__, fork, kill, /etc/passwd, autograder"""

forbidden = "import os; os._exit(1)"  # never run
BEGIN = "### BEGIN SOLUTION"


class MultiplyGate:
    """<script>, '; DROP TABLE students; --, {{ 7 * 7 }}, =SUM(A1), ../../.."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
