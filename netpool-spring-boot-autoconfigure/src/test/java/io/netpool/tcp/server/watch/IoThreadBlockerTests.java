package io.netpool.tcp.server.watch;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found in stack traces, which are written innermost first.
 */
class IoThreadBlockerTests {

	private static final String HANDSHAKE_OF_THE_JDK = """
			java.math.BigInteger.oddModPow
			sun.security.rsa.RSACore.crtCrypt
			java.security.Signature.sign
			sun.security.ssl.CertificateVerify$T13CertificateVerifyMessage.<init>
			sun.security.ssl.SSLEngineImpl$DelegatedTask.run
			io.netty.handler.ssl.SslHandler.runDelegatedTasks
			io.netty.handler.ssl.SslHandler.channelRead
			io.netty.channel.epoll.EpollIoHandler.run
			java.lang.Thread.run""";

	private static final String HANDSHAKE_OF_BORINGSSL = """
			io.netty.internal.tcnative.SSL.doHandshake
			io.netty.handler.ssl.ReferenceCountedOpenSslEngine.handshake
			javax.net.ssl.SSLEngine.unwrap
			io.netty.handler.ssl.SslHandler.unwrap
			io.netty.channel.epoll.EpollIoHandler.run
			java.lang.Thread.run""";

	@Test
	void aTlsHandshakeIsNotTheApplications() {
		assertThat(Stream.of(HANDSHAKE_OF_THE_JDK, HANDSHAKE_OF_BORINGSSL)).map(IoThreadBlockerTests::blocker)
			.containsOnly(new IoThreadBlocker("TLS, a handshake or encryption",
					"No code of the application is involved: check whether the process gets enough CPU time, and "
							+ "whether keys are large"));
	}

	@Test
	void whatATlsHandshakeCallsIsNamed() {
		assertThat(
				blocker("java.net.Socket.connect\ncom.example.Directory.checkClientTrusted\n" + HANDSHAKE_OF_THE_JDK))
			.isEqualTo(new IoThreadBlocker("com.example.Directory.checkClientTrusted(Unknown Source)",
					"What is called on I/O threads must not block"));
	}

	@Test
	void workOfNetpoolBelowTlsIsNotTls() {
		assertThat(blocker("""
				java.lang.String.<init>
				io.netpool.tcp.FrameInput.get
				io.netpool.tcp.server.FrameReader.decode
				io.netty.channel.AbstractChannelHandlerContext.fireChannelRead
				io.netty.handler.ssl.SslHandler.unwrap
				java.lang.Thread.run""")).isEqualTo(new IoThreadBlocker("work of netpool, Netty or the JDK",
				"No code of the application is involved: check whether the process gets enough CPU time"));
	}

	@Test
	void aHandlerIsNamedWithItsFrame() {
		assertThat(blocker("""
				java.lang.Object.wait
				com.example.Orders.find
				io.netpool.tcp.handler.HandlerMethodInvoker.message
				io.netpool.tcp.server.lane.Lane.run
				io.netty.handler.ssl.SslHandler.unwrap
				java.lang.Thread.run"""))
			.isEqualTo(new IoThreadBlocker("a handler, in com.example.Orders.find(Unknown Source)",
					"Handlers that block need handler.execution 'auto', 'virtual' or 'platform'"));
	}

	@Test
	void anEndlessLoopInAFramingIsNamedWhereverItIs() {
		assertThat(blocker("""
				io.netpool.tcp.FrameInput.get
				com.example.Framing.next
				io.netpool.tcp.server.FrameReader.decode
				java.lang.Thread.run""").description()).isEqualTo("com.example.Framing.next(Unknown Source)");
	}

	@Test
	void withoutAStackTraceNobodyIsNamed() {
		assertThat(blocker("").description()).isEqualTo("work of netpool, Netty or the JDK");
	}

	private static IoThreadBlocker blocker(String trace) {
		return IoThreadBlocker.of(trace.lines().map(IoThreadBlockerTests::frame).toArray(StackTraceElement[]::new));
	}

	private static StackTraceElement frame(String name) {
		int method = name.lastIndexOf('.');
		return new StackTraceElement(name.substring(0, method), name.substring(method + 1), null, -1);
	}

}
