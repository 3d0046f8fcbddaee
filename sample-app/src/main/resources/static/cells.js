import { count } from "./format.js";

const MOST = 1024;
const FEW = 64;
const SLIGHT = 0.05;

/**
 * The acceptors of a pool. They have no numbers of their own: the cells fill from the first on.
 * After a pool was made smaller, more can be busy than there are. Of many that are nearly all idle, a bar says as much.
 */
export class Cells {

	constructor(element, bar, note) {
		this.element = element;
		this.bar = bar;
		this.note = note;
	}

	update({ idle, busy, limit, max }) {
		const all = Math.max(limit, busy);
		const each = Math.ceil(all / MOST);
		const slight = all > FEW && busy / all < SLIGHT;
		this.element.hidden = slight;
		this.bar.hidden = !slight;
		this.draw(slight ? 0 : Math.ceil(all / each), busy / each, limit / each);
		this.bar.style.setProperty("--used", `${100 * busy / all}%`);
		this.bar.classList.toggle("empty", busy === 0);
		for (const element of [this.element, this.bar]) {
			element.setAttribute("aria-label", `${count(busy)} acceptors are busy, ${count(idle)} are idle`);
		}
		const notes = [];
		if (each > 1 && !slight) {
			notes.push(`One cell is ${each} acceptors.`);
		}
		if (max > limit) {
			notes.push(`More start when these are busy, up to ${count(max)}.`);
		}
		if (busy > limit) {
			notes.push(`${count(busy - limit)} more than the limit are served to their end.`);
		}
		this.note.textContent = notes.join(" ");
	}

	draw(number, filled, limit) {
		const cells = this.element.children;
		while (cells.length > number) {
			this.element.lastChild.remove();
		}
		while (cells.length < number) {
			this.element.append(document.createElement("i"));
		}
		this.element.dataset.size = (number <= 64) ? "large" : (number <= 256) ? "medium" : "small";
		for (let i = 0; i < number; i++) {
			const name = (i >= filled) ? "" : (i >= limit) ? "over" : (i + 1 > filled) ? "partly" : "busy";
			if (cells[i].className !== name) {
				cells[i].className = name;
			}
		}
	}

}
