package io.netpool.tcp.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class LocalPortPublisherTests {

	private final TcpAcceptorPool pool = mock(TcpAcceptorPool.class);

	private final GenericApplicationContext context = new GenericApplicationContext();

	@BeforeEach
	void listen() {
		given(this.pool.name()).willReturn(TcpAcceptorPool.DEFAULT_NAME);
		given(this.pool.port()).willReturn(4711);
	}

	@Test
	void theEnvironmentHasThePort() {
		LocalPortPublisher.publish(this.context, this.pool);
		assertThat(this.context.getEnvironment().getProperty("local.netpool.tcp.port")).isEqualTo("4711");
	}

	@Test
	void theEnvironmentHasThePortOfANamedPoolUnderItsName() {
		given(this.pool.name()).willReturn("admin");
		LocalPortPublisher.publish(this.context, this.pool);
		assertThat(this.context.getEnvironment().getProperty("local.netpool.tcp.admin.port")).isEqualTo("4711");
	}

	@Test
	void aParentHasThePortToo() {
		GenericApplicationContext parent = new GenericApplicationContext();
		parent.refresh();
		this.context.setParent(parent);
		LocalPortPublisher.publish(this.context, this.pool);
		assertThat(parent.getEnvironment().getProperty("local.netpool.tcp.port")).isEqualTo("4711");
	}

	@Test
	void thePortOfAWebServerStays() {
		Map<String, Object> ports = new HashMap<>(Map.of("local.server.port", 8080));
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("server.ports", ports));
		LocalPortPublisher.publish(this.context, this.pool);
		assertThat(this.context.getEnvironment().getProperty("local.server.port")).isEqualTo("8080");
		assertThat(this.context.getEnvironment().getProperty("local.netpool.tcp.port")).isEqualTo("4711");
	}

	@Test
	void anApplicationFindsThePortThatItsPoolListensOn() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
			.withBean(Greeter.class)
			.withPropertyValues("netpool.tcp.port=0")
			.run((running) -> assertThat(running.getEnvironment().getProperty("local.netpool.tcp.port", Integer.class))
				.isEqualTo(running.getBean(TcpAcceptorPool.class).port()));
	}

}
