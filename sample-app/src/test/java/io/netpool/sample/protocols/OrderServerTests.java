package io.netpool.sample.protocols;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OrderServer} with a small client.
 */
@SpringBootTest(classes = OrderServer.class, webEnvironment = WebEnvironment.NONE, properties = { "netpool.tcp.port=0",
		"netpool.tcp.framing.mode=length-field", "netpool.tcp.routing.by=json-property" })
class OrderServerTests {

	@Value("${local.netpool.tcp.port}")
	private int port;

	private Socket socket;

	@BeforeEach
	void connect() throws IOException {
		this.socket = new Socket("localhost", this.port);
		this.socket.setSoTimeout(10_000);
	}

	@AfterEach
	void disconnect() throws IOException {
		this.socket.close();
	}

	private String ask(String json) throws IOException {
		byte[] request = json.getBytes(StandardCharsets.UTF_8);
		DataOutputStream out = new DataOutputStream(this.socket.getOutputStream());
		out.writeInt(request.length);
		out.write(request);
		DataInputStream in = new DataInputStream(this.socket.getInputStream());
		return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
	}

	@Test
	void anOrderIsConfirmedAndListed() throws IOException {
		assertThat(ask("{\"type\":\"order\",\"item\":\"ham\",\"count\":3}")).startsWith("{\"number\":");
		assertThat(ask("{\"type\":\"list\",\"item\":\"ham\"}")).isEqualTo("{\"item\":\"ham\",\"count\":3}");
	}

	@Test
	void anInvalidOrderIsToldSo() throws IOException {
		assertThat(ask("{\"type\":\"order\",\"item\":\" \",\"count\":0}")).isEqualTo("{\"error\":\"invalid\"}");
	}

	@Test
	void aTypeThatNobodyHandlesIsToldSo() throws IOException {
		assertThat(ask("{\"type\":\"fly\"}")).isEqualTo("{\"error\":\"unknown type fly\"}");
		assertThat(ask("{\"type\":\"order\",\"item\":\"eggs\",\"count\":1}")).contains("number");
	}

}
