import { bytes, count, span } from "./format.js";
import { question } from "./question.js";
import * as endpoint from "./endpoint.js";

const SIZE = 50;

/** A column's label where the table is a list of cards, how it looks, and what is in it. */
const COLUMNS = [
	["Id", "code", (connection) => connection.id],
	["Principal", "who", (connection) => connection.principal ?? ""],
	["State", "", (connection) => connection.state],
	["Age", "number", (connection) => span(connection.age)],
	["Idle", "number", (connection) => span(connection.idle)],
	["Messages in", "number", (connection) => count(connection.messages.received)],
	["Messages out", "number", (connection) => count(connection.messages.sent)],
	["Bytes in", "number", (connection) => bytes(connection.bytes.received)],
	["Bytes out", "number", (connection) => bytes(connection.bytes.sent)],
	["Groups", "", (connection) => connection.groups.join(", ")],
	["Address", "code", (connection) => connection.remoteAddress ?? ""]
];

/** The connections of a pool, oldest first, some of them at a time. */
export class Connections {

	constructor(element, pool, tell) {
		this.pool = pool;
		this.tell = tell;
		this.page = 0;
		this.rows = new Map();
		this.hint = element.querySelector("[data-hint]");
		this.table = element.querySelector("table");
		this.heading = element.querySelector("h3");
		this.body = element.querySelector("tbody");
		this.count = element.querySelector("[data-count]");
		this.previous = element.querySelector("[data-previous]");
		this.next = element.querySelector("[data-next]");
		this.previous.addEventListener("click", () => this.turn(-1));
		this.next.addEventListener("click", () => this.turn(1));
	}

	/** Say how to connect, for as long as nobody has. */
	reachedBy(port, tls) {
		const host = location.hostname.replace(/^\[|\]$/g, "");
		const command = document.createElement("code");
		command.textContent = (tls === "tls") ? `openssl s_client -quiet -connect ${location.hostname}:${port}`
			: `nc ${host} ${port}`;
		this.hint.replaceChildren(...(port ? ["Nobody is connected. Connect in a terminal with ", command] : ["Nobody is connected."]));
	}

	turn(pages) {
		this.page += pages;
		this.refresh(true);
	}

	/** Nothing is asked while an answer is waited for, and where nobody looks. */
	async refresh(turned = false) {
		if ((this.asking && !turned) || document.hidden) {
			return;
		}
		const page = this.page;
		this.asking = true;
		try {
			const answer = await endpoint.connections(this.pool, page, SIZE);
			if (page === this.page) {
				this.show(answer);
			}
		}
		catch (error) {
			this.count.textContent = error.message;
		}
		finally {
			this.asking = false;
		}
	}

	show({ total, connections }) {
		const pages = Math.max(1, Math.ceil(total / SIZE));
		if (this.page >= pages) {
			this.turn(pages - 1 - this.page);
			return;
		}
		this.hint.hidden = total > 0;
		this.table.hidden = total === 0;
		const first = this.page * SIZE;
		this.count.textContent = (total === 0) ? "None is open."
			: (pages === 1) ? `${count(total)} open, oldest first`
			: `${count(first + 1)} to ${count(first + connections.length)} of ${count(total)}, oldest first`;
		this.disable(this.previous, this.page === 0);
		this.disable(this.next, this.page === pages - 1);
		const ids = new Set(connections.map(({ id }) => id));
		for (const [id, row] of this.rows) {
			if (!ids.has(id)) {
				this.remove(id, row);
			}
		}
		connections.forEach((connection, i) => {
			const row = this.rows.get(connection.id) ?? this.add(connection.id);
			if (this.body.children[i] !== row) {
				this.body.insertBefore(row, this.body.children[i] ?? null);
			}
			COLUMNS.forEach(([, , text], column) => {
				const value = text(connection);
				if (row.cells[column].textContent !== value) {
					row.cells[column].textContent = value;
				}
			});
			row.dataset.state = connection.state;
		});
	}

	/** A button that is disabled has no focus: it would be nowhere. */
	disable(button, disabled) {
		if (disabled && button === document.activeElement) {
			this.heading.focus();
		}
		button.disabled = disabled;
	}

	/** The roles are a table's own. Where its rows are laid out as cards, it would have none. */
	add(id) {
		const row = document.createElement("tr");
		row.setAttribute("role", "row");
		for (const [label, className] of COLUMNS) {
			const cell = row.insertCell();
			cell.setAttribute("role", "cell");
			cell.dataset.label = label;
			cell.className = className;
		}
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = "Close";
		button.setAttribute("aria-label", `Close connection ${id}`);
		button.addEventListener("click", () => this.close(id));
		const cell = row.insertCell();
		cell.setAttribute("role", "cell");
		cell.className = "action";
		cell.append(button);
		this.rows.set(id, row);
		return row;
	}

	remove(id, row) {
		if (row.contains(document.activeElement)) {
			(row.nextElementSibling?.querySelector("button") ?? this.heading).focus();
		}
		row.remove();
		this.rows.delete(id);
	}

	async close(id) {
		const who = this.rows.get(id)?.querySelector(".who").textContent;
		const sure = await question(who ? `Close the connection of ${who}?` : `Close connection ${id}?`,
			"The client is sent what waits for it, and is then disconnected.", "Close connection");
		if (!sure) {
			return;
		}
		await this.tell(endpoint.close(this.pool, id), `Connection ${id} is closed.`);
		this.refresh();
	}

}
