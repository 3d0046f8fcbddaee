import { count } from "./format.js";
import * as endpoint from "./endpoint.js";

function cell(row, label, text, className = "") {
	const cell = row.insertCell();
	cell.setAttribute("role", "cell");
	cell.dataset.label = label;
	cell.className = className;
	cell.textContent = text;
	return cell;
}

/** The settings of a pool: those that differ from their default, and the others on request. */
export class Settings {

	constructor(element, pool) {
		this.element = element;
		this.pool = pool;
		this.changed = element.querySelector("[data-changed]");
		this.defaults = element.querySelector("[data-defaults]");
		this.others = element.querySelector("summary");
	}

	async show() {
		try {
			const settings = await endpoint.settings(this.pool);
			const changed = settings.filter((setting) => setting.changed);
			const others = settings.filter((setting) => !setting.changed);
			this.fill(this.changed, changed, (row, { value, preset, description }) => {
				cell(row, "Value", value, "code value");
				cell(row, "Default", preset ?? "none", "code");
				row.title = description;
			});
			this.fill(this.defaults, others, (row, { value, description }) => {
				cell(row, "Value", value ?? "none", "code");
				cell(row, "Meaning", description, "meaning");
			});
			this.others.textContent = `${count(others.length)} settings that have their default`;
			this.element.classList.toggle("unchanged", changed.length === 0);
		}
		catch (error) {
			this.others.textContent = error.message;
		}
	}

	fill(body, settings, rest) {
		body.replaceChildren();
		for (const setting of settings) {
			const row = body.insertRow();
			row.setAttribute("role", "row");
			cell(row, "Setting", setting.name, "code name");
			rest(row, setting);
		}
	}

}
