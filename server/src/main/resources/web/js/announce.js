/** Says a sentence to who listens to the page instead of looking at it. */
export const announce = (sentence) => {
  const live = document.getElementById("live");
  if (live) live.textContent = sentence.replace(/\s+/g, " ").trim();
};
