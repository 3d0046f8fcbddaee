package io.netpool.sample.protocols;

import java.io.BufferedReader;
import java.io.InputStreamReader;

import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.test.LocalTcpPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MqttServer} with the clients of Mosquitto.
 */
@SpringBootTest(classes = MqttServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=length-field",
				"netpool.tcp.framing.length-field.varint=true", "netpool.tcp.framing.length-field.max-size=4",
				"netpool.tcp.framing.length-field.offset=1", "netpool.tcp.framing.length-field.strip=false" })
class MqttServerTests {

	@LocalTcpPort
	private int port;

	@Autowired
	private TcpConnections connections;

	@Test
	void whatIsPublishedReachesThoseWhoSubscribed() throws Exception {
		Process subscriber = Client.of("mosquitto_sub")
			.with("-V", "mqttv311", "-p", this.port, "-t", "weather", "-C", 3)
			.start();
		try (BufferedReader received = new BufferedReader(new InputStreamReader(subscriber.getInputStream()))) {
			Awaitility.await().until(() -> this.connections.group("weather").count() == 1);
			publish(0, "sun");
			publish(1, "rain");
			String storm = "x".repeat(50_000);
			publish(1, storm);
			assertThat(received.readLine()).isEqualTo("sun");
			assertThat(received.readLine()).isEqualTo("rain");
			assertThat(received.readLine()).isEqualTo(storm);
			assertThat(subscriber.waitFor()).isZero();
		}
		finally {
			subscriber.destroy();
		}
	}

	private void publish(int qos, String message) throws Exception {
		Client.of("mosquitto_pub")
			.with("-V", "mqttv311", "-p", this.port, "-t", "weather", "-q", qos, "-m", message)
			.run();
	}

}
