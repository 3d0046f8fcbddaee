package io.netpool.tcp.autoconfigure;

import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.autoconfigure.tls.CertificateFileWatcher;
import io.netpool.tcp.observe.TcpLoggingContext;
import io.netpool.tcp.server.NettyAcceptorPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Beans of an application that take the place of those of the auto-configuration.
 */
class ReplacedBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0")
		.withBean(Greeter.class);

	@ParameterizedTest
	@ValueSource(strings = { "netpoolServerLifecycle", "netpoolDrainLifecycle" })
	void aLifecycleOfTheApplicationIsTheOnlyOneOfItsName(String name) {
		SmartLifecycle own = mock(SmartLifecycle.class);
		given(own.isAutoStartup()).willReturn(true);
		this.runner.withBean(name, SmartLifecycle.class, () -> own).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(name)).isSameAs(own);
			then(own).should().start();
		});
	}

	@Test
	void whereTheApplicationStartsThePoolsTheyAreNotStarted() {
		this.runner.withBean("netpoolServerLifecycle", SmartLifecycle.class, () -> mock(SmartLifecycle.class))
			.run((context) -> assertThat(context.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.STOPPED));
	}

	@Test
	void aPoolFactoryOfTheApplicationCreatesThePools() {
		this.runner.withBean("netpoolServerLifecycle", SmartLifecycle.class, () -> mock(SmartLifecycle.class))
			.withBean("netpoolDrainLifecycle", SmartLifecycle.class, () -> mock(SmartLifecycle.class))
			.withBean("netpoolPoolFactory", OwnFactory.class)
			.run((context) -> assertThat(context.getBean(TcpAcceptorPool.class))
				.isSameAs(context.getBean(OwnFactory.class).pool));
	}

	@Test
	void aPoolOfTheApplicationTakesTheNameOfAConfiguredOne() {
		NettyAcceptorPool own = mock(NettyAcceptorPool.class);
		this.runner.withBean("netpoolServerLifecycle", SmartLifecycle.class, () -> mock(SmartLifecycle.class))
			.withBean("netpoolDrainLifecycle", SmartLifecycle.class, () -> mock(SmartLifecycle.class))
			.withBean("defaultTcpAcceptorPool", NettyAcceptorPool.class, () -> own)
			.run((context) -> assertThat(context).getBean(TcpAcceptorPool.class).isSameAs(own));
	}

	@ParameterizedTest
	@MethodSource
	<T> void aBeanOfTheApplicationIsTheOnlyOneOfItsType(Class<T> type) {
		T own = mock(type);
		this.runner.withBean("own", type, () -> own)
			.withBean("netpoolServerLifecycle", SmartLifecycle.class, () -> mock(SmartLifecycle.class))
			.run((context) -> assertThat(context).hasNotFailed().getBean(type).isSameAs(own));
	}

	static Stream<Class<?>> aBeanOfTheApplicationIsTheOnlyOneOfItsType() {
		return Stream.of(HandlerMethodsSupplier.class, CertificateFileWatcher.class);
	}

	@Test
	void aLoggingContextOfTheApplicationIsTheOnlyOne() {
		this.runner.withBean(TcpLoggingContext.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TcpLoggingContext.class)
				.doesNotHaveBean(LoggingContextDecorator.class));
	}

	static class OwnFactory {

		final NettyAcceptorPool pool = mock(NettyAcceptorPool.class);

		NettyAcceptorPool create(String name) {
			return this.pool;
		}

	}

}
