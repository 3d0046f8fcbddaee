package io.netpool.tcp.server.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

import io.netpool.tcp.server.transport.PortBindException.Problem;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BindFailureTests {

	private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);

	@ParameterizedTest
	@CsvSource({ "13, NOT_PERMITTED", "98, IN_USE", "48, IN_USE", "99, NOT_LOCAL", "49, NOT_LOCAL", "24, OTHER" })
	void aNativeTransportTellsByNumber(int error, Problem problem) {
		Assumptions.assumeTrue(Epoll.isAvailable(), "the text of an error needs the native library");
		assertThat(BindFailure.of(LOCAL, new NativeIoException("bind", -error))).isEqualTo(problem);
	}

	@Test
	void ofTheJdksFailuresTheAddressIsTried() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort());
			assertThat(BindFailure.of(taken, new BindException())).isEqualTo(Problem.IN_USE);
			assertThat(BindFailure.of(taken, new SocketException())).isEqualTo(Problem.IN_USE);
		}
	}

	@Test
	void anAddressThatIsNotThisMachinesCantBeTried() {
		InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 9000);
		assertThat(BindFailure.of(elsewhere, new BindException())).isEqualTo(Problem.NOT_LOCAL);
		InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 9000);
		assertThat(BindFailure.of(nowhere, new BindException())).isEqualTo(Problem.NOT_LOCAL);
	}

	@Test
	void anyOtherFailureIsNotTheAddresses() {
		assertThat(BindFailure.of(LOCAL, new IllegalStateException())).isEqualTo(Problem.OTHER);
	}

}
