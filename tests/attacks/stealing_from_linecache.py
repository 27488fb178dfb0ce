# expect: no points
# why: looks for a solution where tracebacks and inspect find sources
import inspect
import linecache
import sys

found = [text for entry in linecache.cache.values() for text in entry[2] if "MultiplyGate" in text]
for module in list(sys.modules.values()):
    try:
        source = inspect.getsource(module)
    except (OSError, TypeError):
        continue
    if "BEGIN SOLUTION" in source:
        found.append(source)
exec("\n".join(found) or "class MultiplyGate: pass")
