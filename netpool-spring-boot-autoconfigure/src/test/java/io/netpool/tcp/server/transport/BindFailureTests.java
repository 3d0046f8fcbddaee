package io.netpool.tcp.server.transport;

import java.net.BindException;

import io.netpool.tcp.server.transport.PortBindException.Problem;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BindFailureTests {

	@ParameterizedTest
	@CsvSource({ "13, NOT_PERMITTED", "98, IN_USE", "48, IN_USE", "99, NOT_LOCAL", "49, NOT_LOCAL", "24, OTHER" })
	void aNativeTransportGivesANumber(int error, Problem problem) {
		Assumptions.assumeTrue(Epoll.isAvailable(), "the text of an error needs the native library");
		assertThat(BindFailure.of(new NativeIoException("bind", -error))).isEqualTo(problem);
	}

	@Test
	void theJdkGivesOnlyAText() {
		assertThat(BindFailure.of(new BindException("Address already in use"))).isEqualTo(Problem.OTHER);
	}

	@Test
	void anyOtherFailureHasAnotherCause() {
		assertThat(BindFailure.of(new IllegalStateException())).isEqualTo(Problem.OTHER);
	}

}
