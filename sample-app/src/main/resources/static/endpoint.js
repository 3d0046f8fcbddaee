const BASE = "actuator/netpool";

/**
 * Ask the Actuator endpoint.
 * @throws {Error} with what it says where it refuses
 */
async function ask(path, options = {}, base = BASE) {
	const response = await fetch(`${base}/${path}`, { headers: { "Accept": "application/json" }, ...options });
	const text = await response.text();
	if (!response.ok) {
		throw new Error(reason(text) ?? `The server answered ${response.status}`);
	}
	return text ? JSON.parse(text) : null;
}

function reason(text) {
	try {
		const body = JSON.parse(text);
		return body.detail ?? null;
	}
	catch {
		return null;
	}
}

const encoded = encodeURIComponent;

export function pool(name) {
	return ask(encoded(name));
}

/** What the sample itself serves. */
export function settings(name) {
	return ask(encoded(name), {}, "settings");
}

export function change(name, body) {
	return ask(encoded(name), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function connections(name, page, size) {
	return ask(`${encoded(name)}/connections?page=${page}&size=${size}`);
}

export function close(name, id) {
	return ask(`${encoded(name)}/connections/${encoded(id)}`, { method: "DELETE" });
}
