// Hides the failures that are not looked for; without it the whole report is shown.
document.querySelectorAll("section").forEach((section) => {
  const selects = [...section.querySelectorAll("select[data-filter]")];
  const show = () => {
    let count = 0;
    section.querySelectorAll("article").forEach((article) => {
      article.hidden = selects.some(
        (select) => select.value && article.dataset[select.dataset.filter] !== select.value
      );
      count += article.hidden ? 0 : 1;
    });
    section.querySelector(".count").textContent = `${count} shown`;
  };
  selects.forEach((select) => select.addEventListener("change", show));
  show();
});
