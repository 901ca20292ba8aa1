
"use strict";
(() => {
  const table = document.getElementById("findings");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const words = (row, column) => row.cells[column].dataset.sort || row.cells[column].textContent.trim();
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = (a, b) => words(a, column).localeCompare(words(b, column), "en", { numeric: true });
      rows.sort((a, b) => (down ? order(b, a) : order(a, b)));
      rows.forEach((row) => body.appendChild(row));
    });
  });
  const filter = document.getElementById("filter");
  const shown = document.getElementById("shown");
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLowerCase();
    let count = 0;
    rows.forEach((row) => {
      const fits = row.textContent.toLowerCase().includes(wanted);
      row.classList.toggle("hidden", !fits);
      count += fits;
    });
    shown.textContent = `${count} of ${rows.length}`;
  });
})();
