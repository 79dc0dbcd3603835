// Runs once when the register is on the page: `element` is it, `trigger` tells the server.
// Only text that the server has escaped is on the page; nothing here writes markup.

function openRow(node) {
  const { document: name, start, end } = node.dataset;
  element.querySelectorAll(".pa-chosen").forEach((old) => old.classList.remove("pa-chosen"));
  (node.closest("tr, li") ?? node).classList.add("pa-chosen");
  window.policyPage.seek(`#pa-open-0-${Number(start)} mark`);
  trigger("open", { document: name, start, end });
}

element.addEventListener("click", (event) => {
  const node = event.target.closest?.("[data-row]");
  if (node) return openRow(node);
  // Anywhere in a row of the table opens it, unless its words are being selected.
  const row = event.target.closest?.(".pa-rows tbody tr");
  if (row && !String(getSelection())) openRow(row.querySelector("[data-row]"));
});

// Another list begins at its top.
const frame = element.closest("#pa-register-rows") ?? element;
new MutationObserver(() => { frame.scrollTop = 0; }).observe(element, { childList: true, subtree: true });

// The server sends a link that holds the file; following it saves the file.
function save(markup) {
  const sent = new DOMParser().parseFromString(markup ?? "", "text/html").querySelector("a[download]");
  if (!sent) return;
  // A link of a parsed document leads nowhere; one of this document does.
  const link = document.createElement("a");
  link.href = sent.getAttribute("href");
  link.download = sent.getAttribute("download");
  link.click();
}

window.policyRegister = { save };
