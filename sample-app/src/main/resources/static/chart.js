import { digits } from "./format.js";

const SECONDS = 120;
const SVG = "http://www.w3.org/2000/svg";
const tick = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** The least of 1, 2, 5, 10, 20, … that is not less. */
function ceiling(number) {
	const power = 10 ** Math.floor(Math.log10(number));
	return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= number * 0.999);
}

function text(value) {
	return (value === null) ? "–" : digits(value);
}

function element(parent, name, className, text = "") {
	const child = document.createElement(name);
	child.className = className;
	child.textContent = text;
	parent.append(child);
	return child;
}

function shape(parent, name, attributes) {
	const child = document.createElementNS(SVG, name);
	for (const [key, value] of Object.entries(attributes)) {
		child.setAttribute(key, value);
	}
	parent.append(child);
	return child;
}

/**
 * Lines over the last two minutes. The drawing is 120 × 100 units stretched to its place; axes and numbers are text beside it.
 */
export class Chart {

	constructor(parent, title, names) {
		this.title = title;
		this.names = names;
		this.points = [];
		element(parent, "h3", "", title);
		const now = element(parent, "p", "now");
		this.current = names.map((name) => {
			const group = element(now, "span", "series");
			const value = element(group, "b", "", "–");
			element(group, "span", "", name);
			return value;
		});
		const plot = element(parent, "div", "plot");
		this.top = element(plot, "span", "y top");
		this.middle = element(plot, "span", "y middle");
		element(plot, "span", "y bottom", "0");
		for (const [text, place] of [["−2 min", "start"], ["−1 min", "centre"], ["now", "end"]]) {
			element(plot, "span", `x ${place}`, text);
		}
		this.svg = shape(plot, "svg", { viewBox: `0 0 ${SECONDS} 100`, preserveAspectRatio: "none", role: "img" });
		for (const y of [0, 50, 100]) {
			shape(this.svg, "line", { class: "grid", x1: 0, x2: SECONDS, y1: y, y2: y });
		}
		this.lines = names.map(() => shape(this.svg, "path", { class: "line" }));
	}

	/** Add a value for each line, null where there is none. */
	add(at, values) {
		this.points.push({ at, values });
		while (this.points[0].at < at - SECONDS * 1000) {
			this.points.shift();
		}
	}

	clear() {
		this.points = [];
	}

	draw(now) {
		if (this.points.length === 0) {
			return;
		}
		const greatest = Math.max(0, ...this.points.flatMap((point) => point.values));
		const top = greatest > 0 ? ceiling(greatest) : 1;
		this.top.textContent = tick.format(top);
		this.middle.textContent = tick.format(top / 2);
		this.lines.forEach((line, i) => line.setAttribute("d", this.path(i, now, top)));
		const last = this.points.at(-1).values;
		this.current.forEach((value, i) => value.textContent = text(last[i]));
		const values = this.names.map((name, i) => `${text(last[i])} ${name}`).join(", ");
		this.svg.setAttribute("aria-label",
			`${this.title} in the last two minutes: now ${values}, at most ${digits(greatest)}`);
	}

	path(i, now, top) {
		let pen = "M";
		let path = "";
		for (const { at, values } of this.points) {
			if (values[i] === null) {
				pen = "M";
				continue;
			}
			const x = SECONDS - (now - at) / 1000;
			path += `${pen}${x.toFixed(2)} ${(100 - 100 * values[i] / top).toFixed(2)}`;
			if (pen === "M") {
				// A dot, where nothing follows
				path += "h0";
			}
			pen = "L";
		}
		return path;
	}

}
