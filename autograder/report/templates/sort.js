// Headings of .sheet tables become buttons that sort by their column; without scripts they stay headings.
for (const table of document.querySelectorAll("table.sheet")) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const value = (row, at) => {
    const text = (row.cells[at]?.textContent ?? "").trim();
    return at === 0 ? text : Number.isNaN(parseFloat(text)) ? -1 : parseFloat(text);
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending" || (at === 0 && !head.hasAttribute("aria-sort"));
      heads.forEach(one => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const known = new Map([...body.rows].map(row => [row, value(row, at)]));
      const order = ([, a], [, b]) => (at === 0 ? a.localeCompare(b, undefined, {numeric: true}) : a - b) * (up ? 1 : -1);
      body.append(...[...known].sort(order).map(([row]) => row));
    });
  });
}
