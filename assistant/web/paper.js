// What the Drafts and the Review page share: calls to the server, the sheet on the right, files.
// `element` stays empty; `trigger` tells the server of 'clause'.
// Only markup that the server has made, with every text escaped, is put on the page.

const PATIENCE = 60_000;
const ROOMS = ["drafts", "review"];

const papers = {
  language: navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en",
  place: null,
  markup: "",
  owner: null,
};

function showSheet(owner, markup) {
  papers.owner = owner;
  papers.markup = markup ?? papers.markup;
  if (!papers.place) return;
  const open = [...papers.place.querySelectorAll("details")].map((part) => part.open);
  papers.place.innerHTML = papers.markup;
  const parts = papers.place.querySelectorAll("details");
  if (parts.length === open.length) parts.forEach((part, n) => { part.open = open[n]; });
}

// What stands in the place of a paper where there is none.
function noSheet(sentence) {
  papers.markup = "";
  const hint = document.createElement("p");
  Object.assign(hint, { className: "pa-hint", textContent: sentence });
  papers.place?.replaceChildren(hint);
}

// A new paper begins at its top, with its parts folded as they come.
function newSheet(owner, markup) {
  if (papers.place) papers.place.replaceChildren();
  showSheet(owner, markup);
  const frame = papers.place?.closest("#pa-paper");
  if (frame) frame.scrollTop = 0;
}

function takePlace(place) {
  papers.place = place;
  if (papers.markup) place.innerHTML = papers.markup;
  place.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button || !papers.owner) return;
    const { clause, seek, export: form, part } = button.dataset;
    if (clause) openClause(clause);
    else if (seek) papers.owner.seek?.(seek);
    else if (form) papers.owner.export(form, button);
    else if (part) papers.owner.remark?.(button.dataset);
  });
}

function openClause(n) {
  const source = papers.place.querySelector(`.pa-sources [data-n="${Number(n)}"]`);
  if (!source) return;
  // Gradio takes whatever has a "path" for a file.
  const { document: name, path: place, start, end } = source.dataset;
  window.policyPage.seek(`#pa-open-0-${Number(start)} mark`);
  const quote = source.querySelector("blockquote").textContent;
  trigger("clause", { document: name, place, start, end, quote });
}

// A call that fails, or is not answered, throws; Gradio itself would only warn.
async function call(step, sent) {
  const late = new Promise((_, no) => { setTimeout(() => no(new Error("no answer")), PATIENCE); });
  const asked = { language: papers.language, name: givenName(), ...sent };
  const answer = await Promise.race([step(asked), late]);
  if (!answer) throw new Error("no answer");
  return answer;
}

// Why there was no answer, as far as the page can tell.
async function whyNot(words, otherwise) {
  try {
    const reply = await fetch("login_check");
    if (reply.status === 401) return words.logged_out;
  } catch {
    return otherwise;
  }
  return otherwise;
}

const givenName = () => localStorage.getItem("pa-name") ?? "";

// The box that asks for a name, in each of the pages.
function askName(box, answer, changed) {
  box.innerHTML = answer.html;
  const field = box.querySelector("input");
  if (!field) return;
  field.value = givenName();
  field.addEventListener("change", () => {
    localStorage.setItem("pa-name", field.value.trim());
    document.dispatchEvent(new CustomEvent("pa-named", { detail: field }));
    changed();
  });
  document.addEventListener("pa-named", (event) => {
    if (event.detail !== field) field.value = givenName();
  });
}

function save({ name, type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Where somebody is stands in the address, so that a reload or a link leads there.
function goTo(room, rest) {
  history.replaceState(null, "", `#${[room, ...rest].join("/")}`);
}

function whereTo() {
  const [room, ...rest] = decodeURIComponent(location.hash.slice(1)).split("/");
  return ROOMS.includes(room) ? { room, rest } : { room: "", rest: [] };
}

// The tabs may still be on their way when the page is loaded.
function enter(room, tries = 100) {
  const tab = document.querySelector(`#pa-rooms [data-tab-id="${room}"]`);
  if (tab) tab.click();
  else if (tries > 0) setTimeout(() => enter(room, tries - 1), 100);
}

function speak(language) {
  if (!["en", "zh"].includes(language) || language === papers.language) return;
  papers.language = language;
  document.dispatchEvent(new CustomEvent("pa-language"));
}

const localTimes = (place) => place.querySelectorAll("time[datetime]").forEach((node) => {
  node.textContent = new Date(node.getAttribute("datetime")).toLocaleString(papers.language === "zh" ? "zh-CN" : "en-GB");
});

window.policyPapers = {
  call, whyNot, showSheet, newSheet, takePlace, noSheet, askName, save, goTo, whereTo, enter, speak, givenName, localTimes,
};

if (whereTo().room) enter(whereTo().room);
