// Runs a file of Python in Pyodide, with folders of this machine mounted: node browser.mjs FILE /site=FOLDER …
import fs from "fs";
import { loadPyodide } from "pyodide";

const [file, ...mounts] = process.argv.slice(2);
const pyodide = await loadPyodide();
for (const [to, root] of mounts.map((mount) => mount.split("="))) {
  pyodide.FS.mkdirTree(to);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, to);
}
try {
  pyodide.runPython(fs.readFileSync(file, "utf8"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
