package io.netpool.sample.protocols;

import io.netpool.tcp.TcpUnauthenticatedException;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpConversation;
import io.netpool.tcp.test.TcpHandlers;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link LoginServer} with netpool's test client, and without a socket.
 */
@SpringBootTest(classes = LoginServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=line",
				"netpool.tcp.authentication.required=true" })
@AutoConfigureTcpTestClient
class LoginServerTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void aDeviceThatHasLoggedInIsServed() {
		this.client.connect()
			.send("LOGIN tracker-7 s3cret")
			.expectMessage("WELCOME")
			.send("POSITION 52.5 13.4")
			.expectMessage("OK tracker-7");
	}

	@Test
	void aDeviceThatHasNotIsDisconnected() {
		this.client.connect().send("POSITION 52.5 13.4").expectClosed();
	}

	@Test
	void aDeviceWithAWrongPasswordIsDisconnected() {
		this.client.connect().send("LOGIN tracker-7 guess").expectMessage("DENIED").expectClosed();
		this.client.connect().send("LOGIN").expectMessage("DENIED").expectClosed();
	}

	@Test
	void onlyATechnicianConfigures() {
		this.client.connect()
			.send("LOGIN tracker-7 s3cret")
			.expectMessage("WELCOME")
			.send("CONFIGURE 1")
			.expectMessage("FORBIDDEN");
		this.client.connect()
			.send("LOGIN ann wrench")
			.expectMessage("WELCOME")
			.send("CONFIGURE 1")
			.expectMessage("DONE");
	}

	@Test
	void whoHasLoggedInIsPlayedWithoutASocket() {
		TcpHandlers handlers = TcpHandlers.of(new LoginServer.Devices((login) -> login)).authenticationRequired();
		assertThat(handlers.principal(() -> "tracker-7").exchange("POSITION 52.5 13.4"))
			.containsExactly("OK tracker-7");
		TcpConversation anonymous = handlers.connect();
		assertThatExceptionOfType(TcpUnauthenticatedException.class)
			.isThrownBy(() -> anonymous.exchange("POSITION 52.5 13.4"));
	}

}
