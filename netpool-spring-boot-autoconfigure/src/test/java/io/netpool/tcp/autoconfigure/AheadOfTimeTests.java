package io.netpool.tcp.autoconfigure;

import java.util.function.BiConsumer;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.properties.NetpoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose beans were found out when it was built: the code that Spring
 * generates for it is compiled and run.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	@Test
	void itGreetsAndAnswers() {
		run((context, hints) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.receive("welcome".length())).isEqualTo("welcome");
				assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
			}
		});
	}

	@Test
	void aNamedPoolKeepsItsQualifierAndServes() {
		run((context, hints) -> {
			TcpAcceptorPool admin = context.getBean(Injected.class).admin();
			assertThat(admin.name()).isEqualTo("admin");
			try (TestClient client = TestClient.connect(admin.port())) {
				assertThat(client.ask("status", "up")).isEqualTo("up");
			}
		});
	}

	@Test
	void theDefaultPoolIsTheOneThatIsInjectedWithoutAName() {
		run((context, hints) -> assertThat(context.getBean(TcpAcceptorPool.class).name()).isEqualTo("default"));
	}

	@Test
	void settingsCanBeBound() {
		run((context, hints) -> {
			for (Class<?> type : new Class<?>[] { NetpoolProperties.class, PoolProperties.class,
					PoolProperties.Framing.class, PoolProperties.Handler.class }) {
				assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getSimpleName()).accepts(hints);
			}
		});
	}

	private static void run(BiConsumer<ConfigurableApplicationContext, RuntimeHints> check) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			settings(context);
			context.register(Application.class);
			initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				settings(context);
				@SuppressWarnings("unchecked")
				ApplicationContextInitializer<GenericApplicationContext> generated = compiled
					.getInstance(ApplicationContextInitializer.class, initializer.reflectionName());
				generated.initialize(context);
				context.refresh();
				check.accept(context, generation.getRuntimeHints());
			}
		});
	}

	private static void settings(ConfigurableApplicationContext context) {
		// a native library can't be loaded by the class loader of each test
		TestPropertyValues.of("netpool.tcp.port=0", "netpool.tcp.pools.admin.port=0", "netpool.tcp.io.transport=nio")
			.applyTo(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	static class Application {

		@TcpConnected
		String onConnected() {
			return "welcome";
		}

		@TcpHandler
		String onMessage(String input) {
			return "hello " + input;
		}

		@TcpHandler(pool = "admin")
		String onCommand(String command) {
			return "up";
		}

		@Bean
		Injected injected(@Qualifier("admin") TcpAcceptorPool admin) {
			return new Injected(admin);
		}

	}

	record Injected(TcpAcceptorPool admin) {

	}

}
