package io.netpool.tcp.test;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LineTerminator;
import io.netpool.tcp.test.TestApplication.Order;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@SpringBootTest(properties = { TestApplication.PORT, TestApplication.ADMIN_PORT, TestApplication.ADMIN_FRAMING,
		TestApplication.ORDERS_PORT })
@AutoConfigureTcpTestClient
class TcpTestClientTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	@Autowired
	private TcpTestClient client;

	@Autowired
	private TestApplication application;

	@BeforeEach
	void forget() {
		this.application.ends.clear();
	}

	@Test
	void messagesAreFramedInBothDirections() {
		this.client.connect().send("ann").send("bob").expectMessage("hello ann").expectMessage("hello bob");
	}

	@Test
	void connectionsAreIndependent() {
		TcpTestConnection first = this.client.connect().send("ann");
		TcpTestConnection second = this.client.connect().send("bob");
		second.expectMessage("hello bob");
		first.expectMessage("hello ann");
	}

	@Test
	void aPoolIsChosenByItsName() {
		this.client.pool("admin").connect().send("ann").expectMessage("at your service, ann");
	}

	@Test
	void aPoolThatDoesNotListenIsNamedBesideThoseThatDo() {
		assertThatIllegalStateException().isThrownBy(() -> this.client.pool("other").connect())
			.withMessageStartingWith("No pool 'other' is listening; the pools that are: [")
			.withMessageContainingAll("default", "admin", "orders");
	}

	@Test
	void withoutFramingSeveralMessagesMayArriveAsOne() {
		this.client.pool("admin").connect().send("ann").expectMessages("at ", "your service", ", a", "nn");
	}

	@Test
	void objectsAreConvertedAsTheApplicationDoes() {
		TcpTestConnection connection = this.client.pool("orders").connect();
		connection.send(new Order("ham", 1)).expectMessage(new Order("ham", 2));
		assertThat(connection.send(new Order("eggs", 2)).readMessage(Order.class)).isEqualTo(new Order("eggs", 3));
	}

	@Test
	void aMessageCanBeExpectedInAnyForm() {
		byte[] bytes = "hello ann".getBytes(StandardCharsets.UTF_8);
		this.client.connect()
			.send("ann")
			.expectMessage(new StringBuilder("hello ann"))
			.send("ann")
			.expectMessage(bytes)
			.send("ann")
			.expectMessage(ByteBuffer.wrap(bytes));
	}

	@Test
	void aMessageCanBeRead() {
		assertThat(this.client.connect().send("ann").readMessage()).endsWith("ann");
	}

	@Test
	void bytesGoOutAndComeInAsTheyAre() {
		TcpTestConnection connection = this.client.connect();
		assertThat(connection.sendBytes("an").sendBytes(new byte[] { 'n', '\r', '\n' }).readBytes(11))
			.isEqualTo("hello ann\r\n".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void anotherMessageFailsTheTestWithWhatCameAndWhatCameBefore() {
		TcpTestConnection connection = this.client.connect().send("ann").send("bob").expectMessage("hello ann");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> connection.expectMessage("hello eve"))
			.withMessageContainingAll("message of pool 'default'; previously received \"hello ann\"", "\"hello eve\"",
					"\"hello bob\"");
	}

	@Test
	void anotherObjectFailsTheTest() {
		TcpTestConnection connection = this.client.pool("orders").connect().send(new Order("ham", 1));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> connection.expectMessage(new Order("ham", 1)))
			.withMessageContaining("count=2");
	}

	@Test
	void noMessageFailsTheTestAfterTheTimeout() {
		TcpTestConnection connection = this.client.timeout(SHORT).connect();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> connection.expectMessage("hello bob"))
			.withMessage("Expected \"hello bob\" from pool 'default', but received nothing within 50 ms");
	}

	@Test
	void aPieceOfAMessageFailsTheTestWithThePiece() {
		TcpTestConnection connection = this.client.pool("admin").connect().changeFraming(Framings.line(100));
		connection.sendBytes("QUIT");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(connection::readMessage)
			.withMessage(
					"Expected a message from pool 'admin', but received only \"bye\\tbye\" before the connection was closed");
	}

	@Test
	void whatIsNoMessageFailsTheTest() {
		TcpTestConnection connection = this.client.pool("admin").connect();
		connection.changeFraming(Framings.decimalLength(100, 0, 4, 0, true)).sendBytes("ann");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(connection::readMessage)
			.withMessageContaining("Expected a message from pool 'admin', but received only \"at your service")
			.havingCause();
	}

	@Test
	void bytesThatAreSkippedAreNoMessageAtTheEnd() {
		TcpTestConnection connection = this.client.pool("admin").connect();
		connection.changeFraming(Framings.skipping("bye\t".getBytes(), Framings.line(100, LineTerminator.AUTO, true)))
			.sendBytes("QUIT");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(connection::readMessage)
			.withMessage("Expected a message from pool 'admin', but received nothing before the connection was closed");
	}

	@Test
	void theEndInPlaceOfAMessageFailsTheTest() {
		TcpTestConnection connection = this.client.connect().send("QUIT").expectMessage("bye");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> connection.readBytes(3))
			.withMessage("Expected 3 bytes from pool 'default', but received nothing before the connection was closed; "
					+ "previously received \"bye\"");
	}

	@Test
	void theEndIsExpected() {
		this.client.connect().send("QUIT").expectMessage("bye").expectClosed();
	}

	@Test
	void aMessageInPlaceOfTheEndFailsTheTest() {
		TcpTestConnection connection = this.client.connect().send("QUIT");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(connection::expectClosed)
			.withMessageStartingWith("Expected pool 'default' to close the connection, but \"bye");
	}

	@Test
	void aConnectionThatStaysOpenFailsTheTest() {
		TcpTestConnection connection = this.client.timeout(SHORT).connect();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(connection::expectClosed)
			.withMessage("Expected pool 'default' to close the connection, but it is still open after 50 ms");
	}

	@Test
	void aClientThatEndsItsStreamGetsItsReplies() {
		this.client.connect().send("ann").halfClose().expectMessage("hello ann").expectClosed();
	}

	@Test
	void aClientCanReset() {
		TcpTestConnection connection = this.client.connect().send("ann").expectMessage("hello ann");
		connection.reset();
		Awaitility.await().untilAsserted(() -> assertThat(this.application.ends).contains(CloseReason.NETWORK_ERROR));
	}

	@Test
	void aClosedConnectionCanNotSend() {
		TcpTestConnection connection = this.client.connect();
		connection.close();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> connection.send("ann"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20 })
	void afterATestTheApplicationKnowsThatItsConnectionsAreClosed(int count, @Autowired ApplicationContext context,
			@Autowired TcpConnections connections) {
		for (int i = 0; i < count; i++) {
			this.client.connect().send("ann").expectMessage("hello ann");
		}
		TestContext testContext = Mockito.mock(TestContext.class);
		BDDMockito.given(testContext.hasApplicationContext()).willReturn(true);
		BDDMockito.given(testContext.getApplicationContext()).willReturn(context);
		new TcpTestClientExecutionListener().afterTestMethod(testContext);
		assertThat(connections.count()).isZero();
		assertThat(List.copyOf(this.application.ends)).hasSizeGreaterThanOrEqualTo(count);
	}

}
