package io.netpool.tcp.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.server.TcpServerCustomizer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class CustomizerBeansTests {

	@Test
	void theyAreCalledInOrderForEachPoolAtEachStart() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.pools.admin.port=0")
			.withBean(Greeter.class)
			.withUserConfiguration(Customizers.class)
			.run((context) -> {
				List<String> calls = context.getBean(Customizers.class).calls;
				assertThat(calls).containsExactlyInAnyOrder("first default", "second default", "first admin",
						"second admin");
				assertThat(calls.indexOf("first default")).isLessThan(calls.indexOf("second default"));
				context.getSourceApplicationContext().stop();
				context.getSourceApplicationContext().start();
				assertThat(calls).hasSize(8);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		TcpServerCustomizer second() {
			return (pool, bootstrap) -> this.calls.add("second " + pool);
		}

		@Bean
		@Order(1)
		TcpServerCustomizer first() {
			return (pool, bootstrap) -> this.calls.add("first " + pool);
		}

		@TcpHandler(pool = "admin")
		void onMessage(String input) {
		}

	}

}
