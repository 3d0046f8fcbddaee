import { count } from "./format.js";

const MOST = 1024;

/**
 * The acceptors of a pool. They have no numbers of their own: the cells fill from the first on.
 * After a pool was made smaller, more can be busy than there are.
 */
export class Cells {

	constructor(element, note) {
		this.element = element;
		this.note = note;
	}

	update({ idle, busy, limit, max }) {
		const all = Math.max(limit, busy);
		const each = Math.ceil(all / MOST);
		this.draw(Math.ceil(all / each), busy / each, limit / each);
		this.element.setAttribute("aria-label", `${count(busy)} acceptors are busy, ${count(idle)} are idle`);
		const notes = [];
		if (each > 1) {
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
