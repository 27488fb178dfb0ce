"""An instructor's tests behind the real sandbox: whoever has no answer gets no point, whatever is tried; others get theirs."""

from __future__ import annotations

import pytest

from autograder.host.prober import Prober
from autograder.model.outcome import Outcome
from autograder.sandbox.protocol import Request
from autograder.sandbox.remote.exam import Exam
from tests.sandbox.remote.made import proved

REFERENCE = """
import numpy as np

def square(x):
    return x ** 2

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
"""
TESTS = (
    "import numpy as np\nx = np.linspace(-2, 2, 5)\nnp.testing.assert_allclose(square(x), x ** 2)\nassert square(3) == 9",
    """from autograder.testing import close, gradient
layer = Affine(np.arange(6.0).reshape(3, 2), np.ones(2))
gradient(layer, np.ones((4, 3)) * 0.5)
layer.forward(np.ones((4, 3)) * 0.5)
layer.backward(np.ones((4, 2)))
close(layer.dW, np.full((3, 2), 2.0))""",
    "import pytest\nassert square(4) == pytest.approx(16)\nwith pytest.raises(TypeError):\n    square('a')",
)
NAMES = "square Affine"
LAZY = "def square(x):\n    return x\nclass Affine:\n    def __init__(self, W, b):\n        self.W, self.b = W, b\n    def forward(self, x):\n        self.x = x\n        return x @ self.W + self.b\n    def backward(self, dout):\n        self.dW = self.x.T @ dout * 0\n        return dout\n"
YES = "class Yes:\n    def __getattr__(self, name): return Yes()\n    def __call__(self, *a, **k): return Yes()\n    def __eq__(self, o): return True\n    def __bool__(self): return True\n    def __len__(self): return 5\n    def __iter__(self): return iter([Yes()])\n    def __getitem__(self, k): return Yes()\n    def __array__(self, *a, **k): return np.ones(5)\n    def __float__(self): return 9.0\n    __hash__ = None\nsquare = lambda x: Yes()\nclass Affine(Yes):\n    def __init__(self, *a): pass\n"
CHEATS = {
    "nothing": "",
    "a lazy answer": LAZY,
    "an object that is equal to everything": YES,
    "assert_allclose does nothing": LAZY + "np.testing.assert_allclose = lambda *a, **k: None",
    "allclose is true": LAZY + "np.allclose = np.isclose = np.array_equal = lambda *a, **k: True",
    "numpy's equality": LAZY + "np.ndarray = type('A', (), {})\nnp.equal = lambda *a: True",
    "numpy is another module": LAZY + "import sys, types\nsys.modules['numpy'] = types.ModuleType('numpy')",
    "our checks do nothing": LAZY
    + "import sys, types\nm = types.ModuleType('autograder.testing')\nm.gradient = m.close = lambda *a, **k: None\nsys.modules['autograder.testing'] = m",
    "pytest does nothing": LAZY
    + "import sys, types\nm = types.ModuleType('pytest')\nm.approx = lambda *a: object()\nsys.modules['pytest'] = m",
    "builtins": LAZY
    + "import builtins\nbuiltins.all = builtins.abs = builtins.isinstance = lambda *a: True\nbuiltins.AssertionError = type('E', (Exception,), {})",
    "assertions swallowed by a trace": LAZY + "import sys\nsys.settrace(lambda *a: None)",
    "an excepthook": LAZY + "import sys\nsys.excepthook = lambda *a: None",
    "a frame of the caller": "import sys\ndef square(x):\n    f = sys._getframe()\n    while f:\n        f.f_globals['passed'] = True\n        f = f.f_back\n    return x",
    "the caller's names": "import sys\ndef square(x):\n    f = sys._getframe()\n    found = None\n    while f:\n        for name, value in {**f.f_globals, **f.f_locals}.items():\n            if name in ('expected', 'want', 'answers'):\n                found = value\n        f = f.f_back\n    return found",
    "garbage": "import gc\ndef square(x):\n    for one in gc.get_objects():\n        if isinstance(one, np.ndarray) and one.shape == getattr(x, 'shape', None) and one is not x:\n            return one\n    return x",
    "the tests' file": "def square(x):\n    return eval(open('/proc/self/cmdline').read())",
    "a solution on the disk": "import glob\ndef square(x):\n    return open(glob.glob('/**/solutions/*')[0]).read()",
    "the parent's memory": "import os\ndef square(x):\n    return open(f'/proc/{os.getppid()}/mem', 'rb').read(9)",
    "a file": "def square(x):\n    open('/tmp/cheat', 'w').write('x')\n    return x",
    "the network": "import socket\ndef square(x):\n    return socket.create_connection(('127.0.0.1', 80))",
    "a process": "import subprocess\ndef square(x):\n    return subprocess.run(['true'])",
    "a daemon": "import os\ndef square(x):\n    os.fork()\n    return x",
    "the end": "import os\ndef square(x):\n    os._exit(0)\nAffine = square",
    "an exit": "import sys\ndef square(x):\n    sys.exit(0)\nAffine = square",
    "a signal": "import os, signal\ndef square(x):\n    os.kill(os.getppid(), signal.SIGKILL)\n    return x",
    "bytes of our own into every descriptor": "import os\ndef square(x):\n    for fd in range(3, 32):\n        try:\n            os.write(fd, b'\\x10\\0\\0\\0' + b'passed' * 9)\n        except OSError:\n            pass\n    return x",
    "a frame that says passed": "import os, struct\nfrom types import SimpleNamespace\ndef square(x):\n    body = b'L' + struct.pack('<I', 4) + b'S' + struct.pack('<I', 2) + b'ok' + b'T' + b'L' + struct.pack('<I', 0) + b'N'\n    for fd in range(3, 32):\n        try:\n            os.write(fd, struct.pack('<I', len(body)) + body)\n        except OSError:\n            pass\n    return x",
    "a descriptor is closed": "import os\ndef square(x):\n    os.closerange(3, 32)\n    return x",
    "the input is the answer": "def square(x):\n    x[...] = 0\n    return x",
    "everything is set to nan": "def square(x):\n    if hasattr(x, 'fill'):\n        x.fill(np.nan)\n    return x",
    "StopIteration": "def square(x):\n    raise StopIteration(x ** 2)\nAffine = square",
    "an exception that is equal": "class E(BaseException):\n    def __eq__(self, o): return True\ndef square(x):\n    raise E\nAffine = square",
    "TypeError for everything": "def square(x):\n    raise TypeError\nAffine = square",
    "AssertionError suppressed": LAZY
    + "import contextlib\nsquare = contextlib.suppress(AssertionError)(square)",
    "much output": LAZY + "def square(x):\n    print('x' * 1000000)\n    return x",
    "much memory": "def square(x):\n    return [0] * 10 ** 10\nAffine = square",
    "a large answer": "def square(x):\n    return np.zeros(10 ** 7)\nAffine = square",
    "deep": "def square(x):\n    y = []\n    for _ in range(10 ** 5):\n        y = [y]\n    return y\nAffine = square",
    "a subclass of an array that is equal": "class A(np.ndarray):\n    def __eq__(self, o): return np.ones(self.shape, bool)\n    def __array_function__(self, *a, **k): return True\n    def __array_ufunc__(self, *a, **k): return True\ndef square(x):\n    return np.zeros(np.shape(x)).view(A)",
    "a float that is equal": "class F(float):\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0.0\n    __rsub__ = __sub__\ndef square(x):\n    return F(1.0)",
    "a dict that is equal": "class D(dict):\n    def __eq__(self, o): return True\ndef square(x):\n    return D()",
    "the class says that it is another": "class L:\n    __class__ = float\n    def __eq__(self, o): return True\ndef square(x):\n    return L()",
    "names of the test": "x = layer = passed = np.zeros(5)\ndef square(y):\n    return x",
    "random numbers are mine": LAZY
    + "np.random.seed = lambda *a: None\nnp.random.default_rng = lambda *a: None",
}


@pytest.fixture(scope="module")
def exam() -> Exam:
    return proved(TESTS, REFERENCE, theirs=NAMES)


def outcomes(prober: Prober, exam: Exam, *cells: str) -> tuple[dict[str, str], dict[str, Outcome]]:
    talks = tuple((name, len(cells) - 1) for name in exam.tests)
    heard = prober.ask(Request(cells, (), talks=talks), exam=exam)
    return {name: one.how for name, one in heard.tests.items()}, dict(heard.silent)


def test_the_reference_and_its_restylings_pass(patient: Prober, exam: Exam) -> None:
    other = REFERENCE.replace("x ** 2", "np.multiply(x, x) if not isinstance(x, str) else x * x").replace(
        "dout.sum(axis=0)", "np.sum(dout, 0)"
    )
    for source in (REFERENCE, other):
        assert outcomes(patient, exam, "import numpy as np", source)[0] == dict.fromkeys(exam.tests, "passed")


@pytest.mark.slow
@pytest.mark.parametrize("name", CHEATS)
def test_no_cheat_gets_a_point(patient: Prober, exam: Exam, name: str) -> None:
    how, _ = outcomes(patient, exam, "import numpy as np", CHEATS[name])
    assert "passed" not in how.values()
    again, _ = outcomes(patient, exam, "import numpy as np", REFERENCE)
    assert set(again.values()) == {"passed"}


@pytest.mark.slow
def test_who_loops_or_dies_loses_that_test_alone(prober: Prober, exam: Exam) -> None:
    loops = REFERENCE + "\nsquare = lambda x: sum(0 for _ in iter(int, 1)) if np.ndim(x) else x ** 2"
    how, lost = outcomes(prober, exam, "import numpy as np", loops)
    assert how == {"test1": "passed", "test2": "passed"}
    assert lost == {"test0": Outcome.TIMEOUT}
    dies = REFERENCE + "\nimport os\ndef square(x):\n    return os._exit(0) if np.ndim(x) else x ** 2"
    how, lost = outcomes(prober, exam, "import numpy as np", dies)
    assert how == {"test1": "passed", "test2": "passed"}
    assert lost == {"test0": Outcome.CRASHED}


def test_a_cell_between_two_tests_runs_between_them(patient: Prober) -> None:
    first, second = "def f():\n    return 1", "def f():\n    return 2"
    exam = proved(["assert f() == 1"], first, theirs="f")
    request = Request((first, second), (), talks=(("test0", 0),))
    assert [one.how for one in patient.ask(request, exam=exam).tests.values()] == ["passed"]
    request = Request((first, second), (), talks=(("test0", 1),))
    assert [one.how for one in patient.ask(request, exam=exam).tests.values()] == ["failed"]


def test_the_next_random_numbers_of_a_test_are_not_chosen_by_the_student(patient: Prober) -> None:
    right = "import numpy as np\ndef double(x):\n    return 2 * x\ndef draw(n):\n    return np.random.rand(n)"
    tests = (
        "import numpy as np\nx = np.random.rand(5)\ndouble(x)\nx = np.random.rand(5)\nassert np.allclose(double(x), 2 * x)",
        "np.random.seed(1)\na = draw(3)\nb = np.random.rand(2)\nnp.random.seed(1)\nassert np.allclose([*a, *b], np.random.rand(5))",
    )
    exam = proved(tests, right, theirs="double draw", streams=True)
    chosen = "np.random.set_state(('MT19937', np.zeros(624, np.uint32), 624, 0, 0.0))"
    zeros = f"import numpy as np\ndef double(x):\n    {chosen}\n    return np.zeros(5)\ndef draw(n):\n    {chosen}\n    return np.zeros(n)"
    assert set(outcomes(patient, exam, right)[0].values()) == {"passed"}
    assert "passed" not in outcomes(patient, exam, zeros)[0].values()
