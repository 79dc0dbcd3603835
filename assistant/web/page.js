// Runs once when the conversation is on the page: `element` is it, `trigger` tells the server.
// The names that the server listens to: 'example', 'cite', 'open'.
// Only text that the server has escaped is on the page; nothing here writes markup.

let pending = null;

const visible = (node) => node && node.offsetParent !== null;

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function flash(node) {
  document.querySelectorAll(".pa-flash").forEach((old) => old.classList.remove("pa-flash"));
  node.classList.add("pa-flash");
  node.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "center" });
  if (node.tabIndex >= -1) node.focus({ preventScroll: true });
}

// What was asked for comes with the next rendering, in a tab that may still be opening.
function reveal(tries = 40) {
  if (!pending) return;
  const node = document.querySelector(pending);
  if (visible(node)) {
    pending = null;
    flash(node);
  } else if (tries > 0) {
    setTimeout(() => reveal(tries - 1), 50);
  }
}

window.policyPage = { reveal, seek: (selector) => { pending = selector; } };

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard object; a selected field does the same.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const label = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = label; }, 1500);
}

function marker(turn, n) {
  return document.querySelector(`#pa-turn-${turn} [data-action="cite"][data-n="${n}"]`)
    ?? document.getElementById(`pa-turn-${turn}`);
}

const actions = {
  example: (data) => trigger('example', { question: data.question }),
  cite: ({ turn, n }) => {
    pending = `#pa-card-${turn}-${n}`;
    if (visible(document.querySelector(pending))) reveal();
    else trigger('cite', { turn, n });
  },
  open: ({ turn, n }) => {
    pending = `#pa-open-${turn}-${n} mark`;
    trigger('open', { turn, n });
  },
  back: ({ turn, n }) => {
    const node = marker(turn, n);
    if (node) flash(node);
  },
  copy: (data, button) => copy(button),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-action]");
  const action = button && actions[button.dataset.action];
  if (action) action(button.dataset, button);
});

// Enter that ends a Chinese input method's word is not the end of a question.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.isComposing) event.stopPropagation();
}, true);

// Follow the answer as it grows, unless the reader has scrolled away; a new question comes in sight.
const scroller = element.closest("#pa-chat") ?? element;
let turns = 0;
new MutationObserver(() => {
  const shown = element.querySelectorAll(".pa-exchange").length;
  const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160;
  if (shown > turns || (shown && near)) scroller.scrollTop = scroller.scrollHeight;
  turns = shown;
}).observe(element, { childList: true, subtree: true, characterData: true });
