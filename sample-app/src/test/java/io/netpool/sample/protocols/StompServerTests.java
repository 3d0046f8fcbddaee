package io.netpool.sample.protocols;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.test.LocalTcpPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link StompServer} with frames as clients send them.
 */
@SpringBootTest(classes = StompServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=stomp", "netpool.tcp.framing.skip=\\\\r\\\\n",
				"netpool.tcp.framing.last-reply=ERROR\\\\nmessage:malformed frame\\\\n\\\\n\\\\0" })
class StompServerTests {

	@LocalTcpPort
	private int port;

	private final List<Peer> peers = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Peer peer : this.peers) {
			peer.socket.close();
		}
	}

	@Test
	void aMessageReachesItsSubscribersByTheirOwnIds() throws IOException {
		Peer anna = connect().subscribe("a", "/queue/x");
		Peer bert = connect().subscribe("b", "/queue/x");
		Peer carl = connect().subscribe("c", "/queue/y");
		carl.send("SEND\ndestination:/queue/x\nreceipt:1\n\nhello");
		assertThat(carl.receive()).isEqualTo("RECEIPT\nreceipt-id:1\n\n");
		assertThat(anna.receive()).startsWith("MESSAGE\nsubscription:a\n").endsWith("\n\nhello");
		assertThat(bert.receive()).startsWith("MESSAGE\nsubscription:b\n").endsWith("\n\nhello");
	}

	@Test
	void aBodyThatSaysItsLengthMayHaveNul() throws IOException {
		Peer peer = connect().subscribe("0", "/queue/nul");
		peer.send("SEND\r\ndestination:/queue/nul\r\ncontent-length:3\r\n\r\na\0b");
		assertThat(peer.receive()).contains("\ncontent-length:3\n").endsWith("\n\na");
		assertThat(peer.receive()).isEqualTo("b");
	}

	@Test
	void aClientThatHasUnsubscribedGetsNothingMore() throws IOException {
		Peer peer = connect().subscribe("1", "/queue/one").subscribe("2", "/queue/two");
		peer.send("UNSUBSCRIBE\nid:1\n\n");
		peer.send("SEND\ndestination:/queue/one\n\nfirst");
		peer.send("SEND\ndestination:/queue/two\n\nsecond");
		assertThat(peer.receive()).endsWith("\n\nsecond");
	}

	@Test
	void aFrameMayComeInPieces() throws IOException {
		Peer peer = connect();
		for (byte part : "\nDISCONNECT\nreceipt:9\ncontent-length:2\n\nhi\0".getBytes(StandardCharsets.UTF_8)) {
			peer.socket.getOutputStream().write(part);
		}
		assertThat(peer.receive()).isEqualTo("RECEIPT\nreceipt-id:9\n\n");
		assertThat(peer.socket.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void whatIsNoFrameIsAnsweredBeforeTheConnectionIsClosed() throws IOException {
		assertThat(connect().rejected("SEND\ndestination:/queue/x\ncontent-length:x\n\n"))
			.isEqualTo("ERROR\nmessage:malformed frame\n\n\0");
		assertThat(connect().rejected("SEND\ndestination:/queue/x\ncontent-length:1\n\ntwo"))
			.isEqualTo("ERROR\nmessage:malformed frame\n\n\0");
		assertThat(connect().rejected("SEND\ndestination\n\n")).isEqualTo("ERROR\nmessage:malformed frame\n\n\0");
		assertThat(connect().rejected("SUBSCRIBE\ndestination:/queue/x\n\n")).isEqualTo("ERROR\nmessage:no id\n\n\0");
		assertThat(connect().rejected("FLY\n\n")).isEqualTo("ERROR\nmessage:unknown command\n\n\0");
	}

	private Peer connect() throws IOException {
		Peer peer = new Peer(new Socket("localhost", this.port));
		this.peers.add(peer);
		peer.socket.setSoTimeout(10_000);
		peer.send("CONNECT\naccept-version:1.2\nhost:localhost\n\n");
		assertThat(peer.receive()).startsWith("CONNECTED\nversion:1.2\n");
		return peer;
	}

	private record Peer(Socket socket) {

		void send(String frame) throws IOException {
			this.socket.getOutputStream().write((frame + "\0\n").getBytes(StandardCharsets.UTF_8));
		}

		Peer subscribe(String id, String destination) throws IOException {
			send("SUBSCRIBE\nid:" + id + "\ndestination:" + destination + "\nreceipt:" + id + "\n\n");
			assertThat(receive()).isEqualTo("RECEIPT\nreceipt-id:" + id + "\n\n");
			return this;
		}

		String receive() throws IOException {
			ByteArrayOutputStream frame = new ByteArrayOutputStream();
			for (int next = this.socket.getInputStream().read(); next > 0; next = this.socket.getInputStream().read()) {
				frame.write(next);
			}
			return frame.toString(StandardCharsets.UTF_8);
		}

		String rejected(String frame) throws IOException {
			send(frame);
			return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}

	}

}
