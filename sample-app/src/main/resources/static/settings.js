/** What is in force for a pool. */
export class Settings {

	constructor(element) {
		this.body = element.querySelector("tbody");
	}

	show(settings) {
		this.body.replaceChildren(...Object.entries(settings).map(([key, value]) => {
			const row = document.createElement("tr");
			const name = document.createElement("th");
			name.scope = "row";
			name.textContent = key;
			row.append(name);
			row.insertCell().textContent = value ?? "";
			return row;
		}));
	}

}
