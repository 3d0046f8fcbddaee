package io.netpool.tcp.server;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.server.settings.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TcpServerCustomizerTests {

	static List<Transport> transports() {
		// with io_uring, an end of the stream was seen in place of the reset, once
		return AcceptorPoolTests.transports().stream().filter((transport) -> transport != Transport.IO_URING).toList();
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aChildOptionIsOneOfEachConnection(Transport transport) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport)
			.customizer((name, bootstrap) -> bootstrap.childOption(ChannelOption.SO_LINGER, 0))
			.start(); Socket client = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port())) {
			TcpConnection connection = endpoint.nextConnection();
			connection.abort();
			// without the option it ends as streams do
			assertThatExceptionOfType(SocketException.class).isThrownBy(client.getInputStream()::read)
				.withMessageContaining("reset");
		}
	}

	@Test
	void anOptionIsOneOfTheListeningSocket() {
		TcpServerCustomizer sharing = (name, bootstrap) -> bootstrap
			.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
		try (TestPool first = nio().customizer(sharing).start();
				TestPool second = nio().customizer(sharing).port(first.pool().port()).start()) {
			assertThat(second.pool().port()).isEqualTo(first.pool().port());
		}
	}

	@Test
	void whatSettingsSayCanBeSetOtherwise() {
		AtomicReference<ServerBootstrap> customized = new AtomicReference<>();
		try (TestPool pool = nio()
			.customizer((name, bootstrap) -> customized
				.set(bootstrap.option(ChannelOption.SO_BACKLOG, 7).childOption(ChannelOption.TCP_NODELAY, false)))
			.start()) {
			assertThat(pool.pool().state()).isEqualTo(State.LISTENING);
			assertThat(customized.get().config().options()).containsEntry(ChannelOption.SO_BACKLOG, 7);
			assertThat(customized.get().config().childOptions()).containsEntry(ChannelOption.TCP_NODELAY, false);
		}
	}

	@Test
	void whatTheEngineReliesOnStays() {
		AtomicReference<ServerBootstrap> customized = new AtomicReference<>();
		try (TestPool pool = nio().customizer((name, bootstrap) -> customized.set(spoil(bootstrap))).start()) {
			assertThat(pool.connect().send("ping\n").readLine()).isEqualTo("ping");
			assertThat(customized.get().config().childOptions()).containsEntry(ChannelOption.ALLOW_HALF_CLOSURE, true)
				.doesNotContainKey(ChannelOption.AUTO_READ);
		}
	}

	@Test
	void whereItFailsNothingListens() {
		TestPool pool = nio().customizer((name, bootstrap) -> bootstrap.channel(LocalServerChannel.class));
		assertThatIllegalStateException().isThrownBy(pool::start);
		assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
	}

	private static ServerBootstrap spoil(ServerBootstrap bootstrap) {
		return bootstrap.handler(new ChannelInboundHandlerAdapter())
			.childHandler(new ChannelInboundHandlerAdapter())
			.option(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
	}

	private static TestPool nio() {
		return new TestPool(TestEndpoint.echo()).transport(Transport.NIO);
	}

}
