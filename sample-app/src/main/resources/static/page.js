import { Pool } from "./pool.js";

const RETRY_MILLIS = 2000;

const pools = new Map();
const main = document.getElementById("pools");
const stream = document.getElementById("stream");
let source = null;

function show(state) {
	if (stream.dataset.state !== state) {
		stream.dataset.state = state;
		stream.textContent = state;
		document.body.classList.toggle("stale", state === "reconnecting");
		// What comes back may be another start of the application
		pools.forEach((pool) => pool.forget());
	}
}

function poolOf(name) {
	if (!pools.has(name)) {
		const pool = new Pool(name);
		pools.set(name, pool);
		main.append(pool.element);
	}
	return pools.get(name);
}

function update({ at, pools }) {
	for (const numbers of pools) {
		poolOf(numbers.name).update(at, numbers);
	}
}

/** The last two minutes, of which only the last moment is shown whole. */
function begin(history) {
	const last = history.pop();
	for (const { at, pools } of history) {
		for (const numbers of pools) {
			poolOf(numbers.name).remember(at, numbers);
		}
	}
	if (last) {
		update(last);
	}
}

function open() {
	source?.close();
	source = new EventSource("live");
	source.addEventListener("history", (event) => {
		show("live");
		begin(JSON.parse(event.data));
	});
	source.onmessage = (event) => {
		show("live");
		update(JSON.parse(event.data));
	};
	source.onerror = () => {
		show("reconnecting");
		// It tries again by itself, except where the server answered with an error
		if (source.readyState === EventSource.CLOSED) {
			setTimeout(open, RETRY_MILLIS);
		}
	};
}

// A page that is kept for the way back would hold its connection, and a browser has six of them for a server
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", open);
