// Runs once when the Review page is on the page: `element` is it, `server` are its steps.

const { call, whyNot, showSheet, newSheet, askName, noSheet, save, goTo, whereTo, enter, localTimes } = window.policyPapers;
const who = element.querySelector(".pa-who");
const status = element.querySelector(".pa-status");
const room = element.querySelector(".pa-room");

let paper = 0;      // the open one
let version = 0;    // which of its texts is shown: 0 is the working copy
let words = {};

function say(text) {
  status.textContent = text;
  status.dataset.kind = text ? "bad" : "";
}

async function ask(step, sent) {
  try {
    const answer = await call(step, sent);
    say(answer.failure ?? "");
    return answer.failure ? null : answer;
  } catch {
    say(await whyNot(words, words.no_answer) ?? "…");
    return null;
  }
}

async function home() {
  const answer = await ask(server.home, {});
  if (!answer) return;
  paper = 0;
  goTo("review", []);
  room.innerHTML = answer.html;
  localTimes(room);
  noSheet(words.no_paper);
}

// What was written and not sent yet stays when the paper is shown anew, save what was just sent.
function render(answer, sentFields = []) {
  const written = new Map([...room.querySelectorAll("textarea")].map((area) => [area.id, area.value]));
  const isNew = paper !== answer.paper;
  paper = answer.paper;
  version = answer.version;
  room.innerHTML = answer.html;
  if (!isNew) {
    for (const [id, text] of written) {
      const area = document.getElementById(id);
      if (area && !sentFields.includes(id)) area.value = text;
    }
  }
  localTimes(room);
  goTo("review", [paper]);
  (isNew ? newSheet : showSheet)(owner, answer.sheet_html);
}

async function open(number, asked) {
  const answer = await ask(server.open, { paper: number, version: asked });
  if (answer) render(answer);
  else if (!paper) home();
}

const text = (id) => document.getElementById(id)?.value ?? "";

async function take(action) {
  const answer = await ask(server.step, { paper, action, reason: text("pa-reason"), version });
  if (answer) render(answer, ["pa-reason"]);
}

async function comment() {
  const chosen = document.getElementById("pa-part").selectedOptions[0].dataset;
  const sent = { paper, version, text: text("pa-comment"), part: chosen.part, about: chosen.name ?? "" };
  const answer = await ask(server.comment, sent);
  if (answer) render(answer, ["pa-comment"]);
}

async function compare() {
  const [before, after] = ["pa-before", "pa-after"].map((id) => Number(text(id)));
  const answer = await ask(server.compare, { paper, before, after });
  if (answer) newSheet(owner, answer.sheet_html);
}

room.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button");
  if (!button || button.disabled) return;
  const data = button.dataset;
  button.disabled = true;
  if ("home" in data) await home();
  else if (data.open) await open(Number(data.open));
  else if (data.step) await take(data.step);
  else if ("say" in data) await comment();
  else if (data.resolve) {
    const answer = await ask(server.resolve, { paper, version, comment: Number(data.resolve) });
    if (answer) render(answer);
  } else if (data.version) await open(paper, Number(data.version));
  else if ("compare" in data) await compare();
  else if ("write" in data) {
    goTo("drafts", [paper]);
    enter("drafts");
  }
  button.disabled = false;
});

const owner = {
  seek: (name) => owner.remark({ part: "field", name }),
  remark: ({ part, name }) => {
    const select = document.getElementById("pa-part");
    if (!select) return;
    const option = [...select.options].find((each) => each.dataset.part === part && (each.dataset.name ?? "") === name);
    if (option) option.selected = true;
    const area = document.getElementById("pa-comment");
    area.scrollIntoView({ block: "center" });
    area.focus({ preventScroll: true });
  },
  export: async (form, button) => {
    button.disabled = true;
    const file = await ask(server.export, { paper, version, form });
    button.disabled = false;
    if (file) save(file);
  },
};

// Opening the page and choosing its tab come together: the second waits for the first.
let entering = Promise.resolve();
const entered = () => { entering = entering.then(comeIn); };

async function comeIn() {
  const { room: target, rest } = whereTo();
  const wanted = target === "review" && rest[0] ? Number(rest[0]) : paper;
  if (wanted) await open(wanted);
  else await home();
}

async function spoken() {
  const answer = await ask(server.who, {});
  if (!answer) return;
  words = answer.words;
  askName(who, answer, () => (paper ? open(paper, version) : home()));
}

document.addEventListener("pa-language", async () => {
  await spoken();
  if (paper) open(paper, version);
  else home();
});
// Others may have gone on meanwhile.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && element.offsetParent) entered();
});
window.policyReview = { entered };
spoken().then(entered);
