package io.netpool.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * Rows and cells of tables in Markdown.
 */
final class Cells {

	private Cells() {
	}

	static String row(String title, List<String> cells) {
		return "| " + title + " | " + String.join(" | ", cells) + " |";
	}

	/**
	 * The line below the heading: all columns but the first are numbers.
	 */
	static String rule(int columns) {
		return "|---|" + "--:|".repeat(columns);
	}

	/**
	 * Three digits: more would be noise.
	 */
	static String absolute(double figure) {
		if (figure < 1000) {
			return String.format(Locale.ROOT, "%.1f", figure);
		}
		double unit = Math.pow(10, Math.floor(Math.log10(figure)) - 2);
		return String.format(Locale.ROOT, "%,d", Math.round(figure / unit) * Math.round(unit)).replace(',', ' ');
	}

	/**
	 * The median of the ratios, and of several rounds the least and the greatest.
	 */
	static String ratio(Spread spread, int rounds) {
		String median = String.format(Locale.ROOT, "**%.2f**", spread.median());
		return (rounds == 1) ? median
				: median + String.format(Locale.ROOT, " %.2f..%.2f", spread.least(), spread.greatest());
	}

}
