package io.netpool.sample.monitoring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A metric and its labels, as an expression selects them, or as the application serves
 * them.
 *
 * @param metric its name
 * @param labels the values of each label; those of an expression may be several
 */
record Series(String metric, Map<String, List<String>> labels) {

	/**
	 * The label that Prometheus adds itself.
	 */
	private static final String ADDED = "instance";

	private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";

	private static final Pattern METRIC = Pattern.compile("\\bnetpool_\\w+");

	private static final Pattern SERIES = Pattern.compile("\\b(netpool_\\w+)\\{((?:[^}\"]|" + STRING + ")*)\\}",
			Pattern.DOTALL);

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|=)\\s*(" + STRING + ")");

	/**
	 * The names of netpool's metrics in a text, but not what is in its strings.
	 */
	static Set<String> metricsOf(String text) {
		return METRIC.matcher(text.replaceAll(STRING, ""))
			.results()
			.map((result) -> result.group())
			.collect(Collectors.toSet());
	}

	/**
	 * The series of netpool's metrics with labels in a text.
	 */
	static List<Series> of(String text) {
		return SERIES.matcher(text)
			.results()
			.map((result) -> new Series(result.group(1), labelsOf(result.group(2))))
			.toList();
	}

	private static Map<String, List<String>> labelsOf(String text) {
		Map<String, List<String>> labels = new TreeMap<>();
		LABEL.matcher(text).results().forEach((result) -> labels.put(result.group(1), values(result.group(2))));
		labels.remove(ADDED);
		return labels;
	}

	/**
	 * Those of a label, but for what the user of a dashboard chooses.
	 */
	private static List<String> values(String string) {
		String unquoted = string.substring(1, string.length() - 1);
		return unquoted.startsWith("$") ? List.of() : List.of(unquoted.split("\\|"));
	}

}
