const dialog = document.getElementById("question");
const yes = dialog.querySelector("[value=yes]");

dialog.addEventListener("click", (event) => {
	if (event.target.value) {
		dialog.close(event.target.value);
	}
});

/**
 * Ask whether to do what can't be undone.
 * @returns {Promise<boolean>} false also where the question was dismissed
 */
export function question(asked, consequence, action) {
	document.getElementById("asked").textContent = asked;
	document.getElementById("consequence").textContent = consequence;
	yes.textContent = action;
	dialog.returnValue = "no";
	dialog.showModal();
	return new Promise((resolve) =>
		dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
