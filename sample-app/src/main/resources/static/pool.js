import { Cells } from "./cells.js";
import { Chart } from "./chart.js";
import { Connections } from "./connections.js";
import { bytes, count, seconds, total } from "./format.js";
import { Settings } from "./settings.js";
import * as endpoint from "./endpoint.js";

const OUTCOME_MILLIS = 10_000;
const TLS = { "none": "no TLS", "tls": "TLS", "start-tls": "STARTTLS" };

/** One acceptor pool. */
export class Pool {

	constructor(name) {
		this.name = name;
		this.element = document.getElementById("pool").content.firstElementChild.cloneNode(true);
		this.element.setAttribute("aria-label", `Pool ${name}`);
		this.part("name").textContent = `Pool ${name}`;
		this.cells = new Cells(this.part("cells"), this.part("bar"), this.part("cells-note"));
		this.messages = new Chart(this.part("chart=messages"), "Messages per second", ["in", "out"]);
		this.handler = new Chart(this.part("chart=handler"), "Handler time per message", ["ms mean", "ms p99"]);
		this.connections = new Connections(this.part("connections"), name, (asked, done) => this.tell(asked, done));
		this.settings = new Settings(this.part("settings"), name);
		this.pause = this.part("pause");
		this.pause.addEventListener("click", () => this.turn());
		this.acceptors = this.part("resize").elements.acceptors;
		this.acceptors.addEventListener("input", () => this.typed = true);
		this.part("resize").addEventListener("submit", (event) => this.resize(event));
	}

	part(name) {
		return this.element.querySelector(`[data-${name}]`);
	}

	update(at, numbers) {
		if (numbers.state !== this.state) {
			this.enter(numbers.state);
		}
		this.fill("value", numbers, total);
		this.fill("bytes", numbers, bytes);
		this.cells.update(numbers.acceptors);
		this.remember(at, numbers);
		this.messages.draw(at);
		this.handler.draw(at);
		if (!this.typed) {
			this.acceptors.value = numbers.acceptors.limit;
		}
		this.connections.refresh();
	}

	/** Describe the pool anew with the next update. */
	forget() {
		this.state = null;
		this.before = null;
	}

	/** Every element that names a number shows it. */
	fill(attribute, numbers, format) {
		for (const element of this.element.querySelectorAll(`[data-${attribute}]`)) {
			const [group, name] = element.dataset[attribute].split(".");
			const number = numbers[group][name];
			element.textContent = format(number);
			element.title = (attribute === "bytes") ? `${count(number)} bytes` : count(number);
			element.classList.toggle("bad", "bad" in element.dataset && number > 0);
		}
	}

	/** Rates are differences of totals. There is none where the application has started anew. */
	remember(at, numbers) {
		const now = { at, ...numbers.messages, time: seconds(numbers.handler.time) };
		const before = this.before;
		this.before = now;
		if (!before || now.at <= before.at || now.received < before.received || now.handled < before.handled) {
			this.messages.clear();
			this.handler.clear();
			return;
		}
		const elapsed = (now.at - before.at) / 1000;
		const handled = now.handled - before.handled;
		this.messages.add(at, [(now.received - before.received) / elapsed, (now.sent - before.sent) / elapsed]);
		this.handler.add(at, (handled > 0)
			? [1000 * (now.time - before.time) / handled, numbers.p99 ? 1000 * seconds(numbers.p99) : null] : [null, null]);
	}

	enter(state) {
		this.state = state;
		const badge = this.part("state");
		badge.textContent = state;
		badge.dataset.state = state;
		this.pause.textContent = (state === "paused") ? "Resume" : "Pause";
		this.pause.disabled = state !== "paused" && state !== "listening";
		this.describe();
		this.settings.show();
	}

	/** What only the endpoint knows. */
	async describe() {
		try {
			const { port, transport, tls } = await endpoint.pool(this.name);
			this.connections.reachedBy(port, tls);
			this.part("facts").textContent = [port && `port ${port}`, transport, TLS[tls]].filter(Boolean).join(" · ");
		}
		catch (error) {
			this.part("outcome").textContent = error.message;
		}
	}

	turn() {
		const paused = this.state === "paused";
		this.tell(endpoint.change(this.name, { state: paused ? "listening" : "paused" }),
			paused ? "Connections are accepted again." : "No further connection is accepted.");
	}

	resize(event) {
		event.preventDefault();
		const acceptors = Number(this.acceptors.value);
		this.typed = false;
		this.tell(endpoint.change(this.name, { acceptors }), `The limit is ${count(acceptors)} acceptors.`);
	}

	async tell(asked, done) {
		const outcome = this.part("outcome");
		try {
			await asked;
			outcome.textContent = done;
		}
		catch (error) {
			outcome.textContent = error.message;
		}
		clearTimeout(this.fading);
		this.fading = setTimeout(() => outcome.textContent = "", OUTCOME_MILLIS);
	}

}
