package io.netpool.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * Formats rows and cells of Markdown tables.
 */
final class Cells {

	private Cells() {
	}

	static String row(String title, List<String> cells) {
		return "| " + title + " | " + String.join(" | ", cells) + " |";
	}

	/**
	 * Returns the delimiter row: all columns but the first are right-aligned.
	 */
	static String rule(int columns) {
		return "|---|" + "--:|".repeat(columns);
	}

	/**
	 * Formats a figure with one decimal below 1000, otherwise with three significant
	 * digits: more would be noise.
	 */
	static String absolute(double figure) {
		if (figure < 1000) {
			return String.format(Locale.ROOT, "%.1f", figure);
		}
		double unit = Math.pow(10, Math.floor(Math.log10(figure)) - 2);
		return String.format(Locale.ROOT, "%,d", Math.round(figure / unit) * Math.round(unit)).replace(',', ' ');
	}

	/**
	 * Formats the median of the ratios and, with several rounds, their minimum and
	 * maximum.
	 */
	static String ratio(Spread spread, int rounds) {
		String median = String.format(Locale.ROOT, "**%.2f**", spread.median());
		return (rounds == 1) ? median
				: median + String.format(Locale.ROOT, " %.2f..%.2f", spread.least(), spread.greatest());
	}

}
