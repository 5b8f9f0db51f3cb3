"use strict";
for (const section of document.querySelectorAll("section")) {
  const table = section.querySelector("table");
  if (!table || table.tBodies[0].rows.length < 2 || table.querySelector(".subtotal")) continue;
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], rows = [...body.rows];
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.v === undefined ? cell.textContent.trim() : BigInt(cell.dataset.v);
  };
  const empty = (row, at) => "none" in row.cells[at].dataset;
  const compare = (a, b) => typeof a === "string" || typeof b === "string"
    ? String(a).localeCompare(String(b)) : a < b ? -1 : a > b ? 1 : 0;
  heads.forEach((head, at) => {
    if (head.classList.contains("b")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = "Sort";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "descending"
        || !head.hasAttribute("aria-sort") && !head.classList.contains("n");
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "ascending" : "descending");
      const sorted = [...rows].sort((a, b) => empty(a, at) - empty(b, at)
        || (down ? 1 : -1) * compare(value(a, at), value(b, at)));
      body.append(...sorted);
    });
  });
  if (rows.length < 6) continue;
  const label = document.createElement("label"), input = document.createElement("input");
  label.className = "filter";
  input.type = "search";
  label.append("Filter", input);
  table.parentElement.before(label);
  const foot = table.tFoot || table.createTFoot(), shown = foot.insertRow();
  shown.className = "shown";
  shown.hidden = true;
  heads.forEach(head => { shown.insertCell().className = head.className; });
  const money = sum => {
    const minus = sum < 0n ? "-" : "", size = sum < 0n ? -sum : sum, unit = 10n ** 12n;
    const digits = String(size % unit).padStart(12, "0");
    const kept = size >= unit ? digits.slice(0, 2) : digits.replace(/0+$/, "").padEnd(2, "0");
    return minus + (size / unit).toLocaleString("en") + "." + kept + " " + (table.dataset.currency || "");
  };
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  label.append(" ", note);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) count += 1;
    }
    for (const mark of section.querySelectorAll("[data-r]"))
      mark.classList.toggle("off", rows.find(row => row.dataset.row === mark.dataset.r)?.hidden === true);
    shown.hidden = words.length === 0;
    note.textContent = words.length ? `${count} of ${rows.length} rows` : "";
    heads.forEach((head, at) => {
      const kind = head.dataset.sum, seen = rows.filter(row => !row.hidden);
      let text = at === 0 ? "Shown" : "";
      if (kind) {
        const known = seen.filter(row => row.cells[at].dataset.v !== undefined);
        const sum = known.reduce((sum, row) => sum + BigInt(row.cells[at].dataset.v), 0n);
        const least = seen.some(row => "least" in row.cells[at].dataset || "none" in row.cells[at].dataset);
        text = !known.length ? "\u2014"
          : kind === "money" ? (least ? "\u2265" : "") + money(sum) : sum.toLocaleString("en");
      }
      shown.cells[at].textContent = text;
    });
  });
}
