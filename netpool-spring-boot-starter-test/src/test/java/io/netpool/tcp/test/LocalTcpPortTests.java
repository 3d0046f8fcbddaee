package io.netpool.tcp.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.netpool.tcp.TcpAcceptorPool;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = { TestApplication.PORT, TestApplication.ADMIN_PORT, TestApplication.ADMIN_FRAMING,
		TestApplication.ORDERS_PORT })
class LocalTcpPortTests {

	@LocalTcpPort
	private int port;

	@LocalTcpPort(pool = "admin")
	private int adminPort;

	@AdminPort
	private String composed;

	private final int ofConstructor;

	@Autowired
	private TcpAcceptorPool pool;

	@Autowired
	@Qualifier("admin")
	private TcpAcceptorPool admin;

	LocalTcpPortTests(@LocalTcpPort(pool = "admin") int port) {
		this.ofConstructor = port;
	}

	@Test
	void aFieldHasThePortOfItsPool() {
		assertThat(this.port).isEqualTo(this.pool.port()).isPositive();
		assertThat(this.adminPort).isEqualTo(this.admin.port()).isPositive();
	}

	@Test
	void soHaveParametersOfConstructorsAndMethods(@LocalTcpPort int first, @LocalTcpPort(pool = "admin") int second) {
		assertThat(this.ofConstructor).isEqualTo(this.admin.port());
		assertThat(first).isEqualTo(this.pool.port());
		assertThat(second).isEqualTo(this.admin.port());
	}

	@Test
	void itCanBePartOfAnotherAnnotation() {
		assertThat(this.composed).isEqualTo(String.valueOf(this.admin.port()));
	}

	@Test
	void aPoolThatDoesNotListenIsNamed(@Autowired AutowireCapableBeanFactory beanFactory) {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> beanFactory.autowireBean(new Misled()))
			.havingRootCause()
			.withMessage("Pool 'other' does not listen: the environment has no 'local.netpool.tcp.other.port'");
	}

	static class Misled {

		@LocalTcpPort(pool = "other")
		private int port;

	}

	@LocalTcpPort(pool = "admin")
	@Retention(RetentionPolicy.RUNTIME)
	@interface AdminPort {

	}

}
