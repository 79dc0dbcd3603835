// Runs once when the Drafts page is on the page: `element` is it, `server` are its steps.
// What is typed goes to the server half a second later, one write at a time. "Saved" is shown only
// for what the server has said is durable; a write without an answer is tried again, the same.

const { call, whyNot, showSheet, newSheet, askName, noSheet, save, goTo, whereTo, enter } = window.policyPapers;
const PAUSE = 500;
const AGAIN = 2000;
const STASH = "pa-unsaved";
const who = element.querySelector(".pa-who");
const status = element.querySelector(".pa-status");
const room = element.querySelector(".pa-room");

let words = {};
let open = null;      // the paper: kind, paper (its number, if it has one), revision, written
let pending = null;   // what was sent and not answered
let busy = false;
let timer = 0;
let shown = "";

// What a form holds

function valueOf(node) {
  const type = node.dataset.type;
  if (type === "list") return [...node.querySelectorAll("tbody tr")].map(rowOf).filter((row) => Object.keys(row).length);
  if (type === "choices") return [...node.querySelectorAll("input:checked")].map((box) => box.dataset.value);
  if (type === "file") return node.querySelector(".pa-file").dataset.kept ?? "";
  if (type === "money") return money(node);
  const field = node.querySelector("input:checked, select, textarea, input:not([type=radio])");
  const said = field ? chosen(field) : "";
  return type === "yes_no" && said in truths ? truths[said] : said;
}

const truths = { true: true, false: false };

function chosen(field) {
  if (field.type === "radio") return field.dataset.value ?? "";
  if (field.tagName !== "SELECT") return field.value.trim();
  const option = field.selectedOptions[0];
  return !option || "empty" in option.dataset ? "" : option.value;
}

function money(node) {
  const amount = node.querySelector("[data-money=amount]").value.trim();
  const currency = chosen(node.querySelector("[data-money=currency]"));
  return amount && currency ? { amount, currency } : amount;
}

function rowOf(row) {
  const cells = [...row.querySelectorAll("[data-column]")].map((cell) => [cell.dataset.column, valueOf(cell)]);
  return Object.fromEntries(cells.filter(([, value]) => value !== ""));
}

function collect() {
  const form = room.querySelector("form");
  const facts = form.dataset.asOf ? { as_of: form.dataset.asOf } : {};
  for (const node of form.querySelectorAll("[data-fact]")) {
    const value = valueOf(node);
    if (value !== "" && !(Array.isArray(value) && !value.length)) facts[node.dataset.fact] = value;
  }
  return facts;
}

// Writing

function say(text, kind = "") {
  status.textContent = text;
  status.dataset.kind = kind;
}

function soon(pause) {
  clearTimeout(timer);
  timer = setTimeout(write, pause);
}

function changed(pause) {
  if (!open) return;
  sessionStorage.setItem(STASH, JSON.stringify({ ...place(), facts: collect() }));
  if (!open.conflict) {
    say(words.saving, "busy");
    soon(pause);
  }
}

const place = () => ({ kind: open.kind, paper: open.paper, revision: open.revision });

async function write() {
  if (busy || !open || open.conflict) return;
  const mine = open;
  if (!pending) {
    const facts = collect();
    if (JSON.stringify(facts) === open.written) return settled();
    pending = { ...place(), facts };
  }
  busy = true;
  const sent = pending;
  let answer = null;
  try {
    answer = await call(server.write, sent);
  } catch {
    say(await whyNot(words, words.unsaved), "bad");
  }
  busy = false;
  if (open !== mine) return soon(0);
  if (!answer || (answer.failure && answer.again)) {
    sent.again = true;
    if (answer) say(answer.failure, "bad");
    soon(AGAIN);
    return;
  }
  pending = null;
  answered(answer, JSON.stringify(sent.facts));
}

function answered(answer, written) {
  open.written = written;
  open.unnamed = answer.unnamed;
  open.failure = answer.failure;
  if (answer.revision) Object.assign(open, { paper: answer.paper, revision: answer.revision, at: new Date() });
  if (open.paper) goTo("drafts", [open.paper]);
  show(answer);
  if (answer.conflict_html) return disagree(answer);
  if (JSON.stringify(collect()) === written) settled();
  else soon(0);
}

function settled() {
  const language = room.querySelector("form").lang;
  if (open.failure) say(open.failure, "bad");
  else if (open.unnamed) say(words.name_first, "bad");
  else if (open.at) {
    sessionStorage.removeItem(STASH);
    say(words.saved.replace("{}", open.at.toLocaleTimeString(language === "en" ? "en-GB" : language)), "good");
  } else say("");
}

function show(answer) {
  if (answer.becomes_html) {
    for (const node of room.querySelectorAll("[data-fact]")) {
      const told = answer.becomes_html[node.dataset.fact] ?? "";
      const box = node.querySelector(".pa-becomes");
      box.innerHTML = told;
      node.classList.toggle("pa-missing", Boolean(box.querySelector(".pa-lacking, .pa-unread")));
    }
  }
  if (answer.sheet_html) {
    shown = answer.sheet_html;
    showSheet(owner, shown);
  }
}

// Another has saved meanwhile: nothing is written until the writer has chosen a text.
function disagree(answer) {
  open.conflict = answer;
  say(words.unsaved_conflict, "bad");
  const box = room.querySelector(".pa-conflict");
  box.innerHTML = answer.conflict_html;
  box.scrollIntoView({ block: "nearest" });
}

async function choose(which) {
  const { revision_now: revision } = open.conflict;
  const number = open.paper;
  sessionStorage.removeItem(STASH);
  if (which === "theirs") return openPaper(number);
  room.querySelector(".pa-conflict").replaceChildren();
  Object.assign(open, { conflict: null, revision, written: "" });
  changed(0);
}

// Opening

async function ask(step, sent) {
  try {
    const answer = await call(step, sent);
    if (answer.failure) say(answer.failure, "bad");
    return answer.failure ? null : answer;
  } catch {
    say(await whyNot(words, words.no_answer) ?? "…", "bad");
    return null;
  }
}

async function home() {
  const answer = await ask(server.home, {});
  if (!answer) return;
  open = pending = null;
  goTo("drafts", []);
  room.innerHTML = answer.html;
  noSheet(words.no_paper);
  say("");
}

function begun(answer, paper) {
  open = paper;
  pending = null;
  room.innerHTML = answer.html;
  const back = document.createElement("button");
  Object.assign(back, { type: "button", className: "pa-link", textContent: `← ${words.back}` });
  back.dataset.home = "";
  const conflict = document.createElement("div");
  conflict.className = "pa-conflict";
  room.prepend(back, conflict);
  nameRadios();
  newSheet(owner, "");
  show(answer);
  say("");
}

// What was typed into a paper and has not been saved; an unsaved paper has no number.
function unsaved(paper, kind) {
  const kept = JSON.parse(sessionStorage.getItem(STASH) ?? "null");
  return kept && kept.paper === paper && (paper || kept.kind === kind) ? kept : {};
}

async function begin(kind, facts = unsaved(null, kind).facts) {
  const answer = await ask(server.begin, { kind, facts });
  if (!answer) return;
  goTo("drafts", ["new", kind]);
  begun(answer, { kind, paper: null, revision: 0, written: "" });
  if (facts) changed(0);
  else open.written = JSON.stringify(collect());
}

async function openPaper(paper, { facts, revision } = unsaved(paper)) {
  const answer = await ask(server.open, { paper, facts });
  if (!answer) return paper ? home() : undefined;
  goTo("drafts", [paper]);
  if (answer.closed) {
    open = pending = null;
    room.innerHTML = answer.html;
    newSheet(owner, answer.sheet_html);
    return;
  }
  begun(answer, { kind: answer.kind, paper, revision: revision ?? answer.revision, written: "" });
  if (facts) changed(0);
  else open.written = JSON.stringify(collect());
}

// Radio buttons of several rows and forms need names of their own.
let forms = 0;
function nameRadios() {
  forms += 1;
  room.querySelectorAll("input[type=radio]").forEach((radio) => { radio.name = `${radio.name}-${forms}`; });
}

// What happens in the form

room.addEventListener("input", (event) => {
  if (event.target.type !== "file" && !event.isComposing) changed(PAUSE);
});
room.addEventListener("compositionend", () => changed(PAUSE));
room.addEventListener("change", (event) => {
  if (event.target.type === "file") bring(event.target);
  else if (event.target.id === "pa-fact-language" || event.target.tagName === "SELECT") changed(0);
});
room.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("visibilitychange", () => { if (document.hidden) write(); });

room.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  const data = button.dataset;
  if ("home" in data) leave(home);
  else if (data.kind) begin(data.kind);
  else if (data.open) openPaper(Number(data.open));
  else if (data.take) choose(data.take);
  else if (data.review) toReview(data.review);
  else if ("add" in data) addRow(button);
  else if ("remove" in data) { button.closest("tr").remove(); changed(PAUSE); }
});

// What was typed is written before the form is left.
async function leave(where) {
  for (let n = 0; n < 50 && open && !open.conflict && !open.unnamed && !open.failure; n += 1) {
    if (!busy && !pending && JSON.stringify(collect()) === open.written) break;
    if (!busy) await write();
    else await new Promise((done) => { setTimeout(done, 100); });
  }
  where();
}

function toReview(paper) {
  goTo("review", [paper]);
  enter("review");
}

function addRow(button) {
  const list = button.closest(".pa-list");
  list.querySelector("tbody").append(list.querySelector("template").content.cloneNode(true));
  list.querySelector("tbody tr:last-child :is(input, select, textarea)")?.focus();
}

const LARGEST = 20 * 2 ** 20;

async function bring(field) {
  const [file] = field.files;
  const box = field.closest(".pa-file");
  if (!file) return;
  if (file.size > LARGEST) return say(box.dataset.large, "bad");
  if (!/\.(csv|xlsx)$/i.test(file.name)) return say(box.dataset.bad, "bad");
  say(words.saving, "busy");
  const answer = await ask(server.keep_ledger, { file: file.name, content: await inBase64(file) });
  if (!answer) return;
  box.dataset.kept = answer.kept;
  box.querySelector(".pa-kept-file").textContent = answer.kept.split("/")[1];
  changed(0);
}

const inBase64 = (file) => new Promise((done, no) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
  reader.onerror = () => no(reader.error);
  reader.readAsDataURL(file);
});

// What the sheet asks for

const owner = {
  seek: (name) => {
    const node = room.querySelector(`[data-fact="${CSS.escape(name)}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
  },
  export: async (form, button) => {
    if (!open) return;
    button.disabled = true;
    const file = await ask(server.export, { ...place(), facts: collect(), form });
    button.disabled = false;
    if (file) save(file);
  },
};

// Coming and going

// Opening the page and choosing its tab come together: the second waits for the first.
let entering = Promise.resolve();
const entered = () => { entering = entering.then(comeIn); };

async function comeIn() {
  const { room: target, rest } = whereTo();
  if (open && !(target === "drafts" && rest[0] && rest[0] !== "new" && Number(rest[0]) !== open.paper)) {
    goTo("drafts", open.paper ? [open.paper] : ["new", open.kind]);
    showSheet(owner, shown);
    return;
  }
  if (target !== "drafts" || !rest.length) return home();
  return rest[0] === "new" ? begin(rest[1]) : openPaper(Number(rest[0]));
}

async function spoken() {
  const answer = await ask(server.who, {});
  if (!answer) return;
  words = answer.words;
  askName(who, answer, named);
}

// A paper that could not be saved for want of a name is saved now.
function named() {
  if (!open) home();
  else if (open.unnamed) { open.written = ""; changed(0); }
}

document.addEventListener("pa-language", async () => {
  await spoken();
  if (!open) return home();
  const { kind, paper, revision } = open;
  const facts = collect();
  if (paper) openPaper(paper, { facts, revision });
  else begin(kind, facts);
});
window.policyDrafts = { entered, facts: collect };
spoken().then(entered);
