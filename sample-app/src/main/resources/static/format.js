const integer = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const rough = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
const UNITS = ["B", "kB", "MB", "GB", "TB"];

export function count(number) {
	return integer.format(number);
}

/** A number that has room, or else three digits of it. */
export function total(number) {
	return (number < 100_000) ? count(number) : compact.format(number);
}

/** Two or three digits and a unit. */
export function bytes(number) {
	let unit = 0;
	while (number >= 999.5 && unit < UNITS.length - 1) {
		number /= 1000;
		unit++;
	}
	return `${unit === 0 ? number : digits(number)} ${UNITS[unit]}`;
}

/** Two digits of a number that is not negative, and no fraction from 100 on. */
export function digits(number) {
	return (number >= 100) ? count(Math.round(number)) : rough.format(number);
}

/** The seconds of an ISO 8601 duration such as PT1H2M3.5S. */
export function seconds(duration) {
	const [, days, hours, minutes, rest] = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
	return (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
}

/** The two greatest units of an ISO 8601 duration. */
export function span(duration) {
	const total = Math.floor(seconds(duration));
	const parts = [[Math.floor(total / 86400), "d"], [Math.floor(total / 3600) % 24, "h"], [Math.floor(total / 60) % 60, "m"],
		[total % 60, "s"]];
	const first = parts.findIndex(([number]) => number > 0);
	return (first < 0) ? "0s" : parts.slice(first, first + 2).map(([number, unit]) => number + unit).join(" ");
}
