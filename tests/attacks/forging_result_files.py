# expect: no points
# why: writes the result files that other graders would read
import json

result = json.dumps({"score": 100.0, "final_score": 100.0, "tests": [{"score": 4.0, "max_score": 4.0}]})
for path in ("/autograder/results/results.json", "results.json", "../results.json", "graded/ps2/me.json", "/tmp/results.json", "scores.csv"):
    try:
        with open(path, "w") as file:
            file.write(result)
    except OSError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
