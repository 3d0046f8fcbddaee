package io.netpool.tcp.server;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.SocketSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionHandler}: when the end of the client's stream may close the
 * socket at once. What clients see of it is in {@link ConnectionEndTests}.
 */
class ConnectionHandlerTests {

	private LoneConnection lone;

	private ConnectionHandler handler;

	@BeforeEach
	void connect() {
		establish(new LoneConnection(TestEndpoint.echo()));
	}

	private void establish(LoneConnection lone) {
		this.lone = lone;
		this.handler = lone.connection().handler();
		this.lone.channel().config().setAllowHalfClosure(true);
		this.lone.channel().pipeline().addLast(this.handler);
		this.lone.establish();
		this.lone.runLane();
	}

	@AfterEach
	void close() {
		this.lone.close();
	}

	private ChannelHandlerContext context() {
		return this.lone.channel().pipeline().context(this.handler);
	}

	private void read(String text) {
		this.handler.channelRead(context(), Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
		this.handler.channelReadComplete(context());
	}

	/**
	 * What Netty does at the end of the stream before it looks whether to close the
	 * socket, and where the system has woken it without need.
	 */
	private void readNothing() {
		this.handler.channelReadComplete(context());
	}

	private boolean isClosedAtEnd() {
		return !this.lone.channel().config().isAllowHalfClosure();
	}

	@Test
	void aConnectionAtRestIsClosedAtTheEndOfTheStream() {
		readNothing();
		assertThat(isClosedAtEnd()).isTrue();
	}

	@Test
	void aConnectionThatReadsAgainIsNotAtRest() {
		readNothing();
		read("a\n");
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionWithAQueuedMessageIsNotAtRest() {
		read("a\n");
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionIsNotAtRestUntilItsReplyIsWritten() {
		read("a\n");
		this.lone.runLane();
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
		assertThat(this.lone.sent()).containsExactly("a");
		readNothing();
		assertThat(isClosedAtEnd()).isTrue();
	}

	@Test
	void aConnectionWithAPartOfAFrameIsNotAtRest() {
		read("a");
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionWithAnInvalidFrameIsNotAtRest() {
		read("a".repeat(2000) + "\n");
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionWithAnOpenExchangeIsNotAtRest() {
		this.lone.connection().exchange("command", String.class, (answer) -> true);
		assertThat(this.lone.sent()).containsExactly("command");
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionThatMayBeHalfClosedIsNotAtRest() {
		this.lone.close();
		establish(new LoneConnection(LoneConnection.pool(new SocketSettings(true, false, true))));
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionThatIsClosingIsNotAtRest() {
		readNothing();
		assertThat(isClosedAtEnd()).isTrue();
		this.lone.connection().closer().finish(CloseReason.IDLE_TIMEOUT);
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
	}

	@Test
	void aConnectionWithHandlersBeforeItsOwnIsNotAtRest() {
		readNothing();
		assertThat(isClosedAtEnd()).isTrue();
		this.lone.channel().pipeline().addFirst(new ChannelInboundHandlerAdapter());
		readNothing();
		assertThat(isClosedAtEnd()).isFalse();
	}

}
