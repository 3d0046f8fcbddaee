package io.netpool.sample.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netpool.sample.protocols.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus' own tool says of the files.
 */
class PromtoolTests {

	@Test
	void theConfigurationAndItsRulesAreValid() throws Exception {
		assertThat(promtool("check", "config", MonitoringFile.PROMETHEUS.path())).contains("1 rule files found");
	}

	@Test
	void theAlertsFireWhenTheyShould() throws Exception {
		assertThat(promtool("test", "rules", MonitoringFile.ALERTS_TEST.path())).contains("SUCCESS");
	}

	@Test
	void theQueriesOfTheDashboardAreValid(@TempDir Path directory) throws Exception {
		List<Map<String, String>> rules = new ArrayList<>();
		for (String expression : MonitoringFile.DASHBOARD.expressions()) {
			if (!expression.startsWith("label_values")) {
				rules.add(Map.of("record", "panel:query" + rules.size(), "expr", atOneTime(expression)));
			}
		}
		Path file = directory.resolve("dashboard.yml");
		Files.writeString(file,
				new Yaml().dump(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));
		assertThat(promtool("check", "rules", file)).contains("SUCCESS: " + rules.size() + " rules found");
	}

	/**
	 * What Grafana asks when it shows five minutes.
	 */
	private static String atOneTime(String expression) {
		return expression.replace("$__rate_interval", "1m").replace("$__range", "5m");
	}

	@Test
	void everyAlertSaysHowSevereItIsAndWhatHasHappened() throws IOException {
		assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy((alert) -> {
			assertThat(alert).containsKeys("alert", "expr", "for");
			assertThat(alert).extractingByKey("labels").asString().containsPattern("severity=(critical|warning)");
			assertThat(alert).extractingByKey("annotations").asString().contains("summary=", "description=");
		});
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> alerts() throws IOException {
		List<Map<String, Object>> groups = (List<Map<String, Object>>) MonitoringFile.ALERTS.content().get("groups");
		return groups.stream().flatMap((group) -> ((List<Map<String, Object>>) group.get("rules")).stream()).toList();
	}

	private static String promtool(Object... arguments) throws Exception {
		return Client.of("promtool").with(arguments).run();
	}

}
