package io.netpool.sample.protocols;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Jt808Server} with netpool's test client as a vehicle.
 */
@SpringBootTest(classes = Jt808Server.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=jt808", "netpool.tcp.routing.by=bytes",
				"netpool.tcp.routing.length=2" })
@AutoConfigureTcpTestClient
class Jt808ServerTests {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	@Autowired
	private TcpTestClient client;

	@Autowired
	private Jt808Server server;

	@Test
	void aTextIsAnsweredByTheVehicleWithThatNumber() {
		TcpTestConnection one = vehicle("013900000001");
		TcpTestConnection two = vehicle("013900000002");
		CompletionStage<Integer> toOne = this.server.show("013900000001", "\u4F60\u597D");
		CompletionStage<Integer> toTwo = this.server.show("013900000002", "stop");
		assertThat(answer(two, "013900000002", "02")).endsWith("0473746f70");
		assertThat(answer(one, "013900000001", "00")).endsWith("04c4e3bac3");
		assertThat(toOne).succeedsWithin(TEN_SECONDS).isEqualTo(0);
		assertThat(toTwo).succeedsWithin(TEN_SECONDS).isEqualTo(2);
	}

	@Test
	void aResponseToAnotherCommandIsNotTheAnswer() {
		TcpTestConnection vehicle = vehicle("013900000003");
		CompletionStage<Integer> result = this.server.show("013900000003", "stop");
		String serial = command(vehicle, "013900000003").substring(20, 24);
		vehicle.send(bytes("000100050139000000030001" + serial + "810301"));
		vehicle.send(bytes("000100050139000000030001ffff830001"));
		vehicle.send(bytes("000100050139000000030001" + serial + "830000"));
		assertThat(result).succeedsWithin(TEN_SECONDS).isEqualTo(0);
	}

	@Test
	void aVehicleThatIsNotConnectedGetsNoText() {
		assertThat(this.server.show("013900000009", "stop")).failsWithin(TEN_SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(TcpExchangeException.class);
	}

	private TcpTestConnection vehicle(String phone) {
		return this.client.connect()
			.send(bytes("01020003" + phone + "0007616263"))
			.expectMessage(bytes("80010005" + phone + "00070007010200"));
	}

	private static String answer(TcpTestConnection vehicle, String phone, String result) {
		String command = command(vehicle, phone);
		vehicle.send(bytes("00010005" + phone + "0001" + command.substring(20, 24) + "8300" + result));
		return command;
	}

	private static String command(TcpTestConnection vehicle, String phone) {
		String command = HexFormat.of().formatHex(vehicle.readMessage(byte[].class));
		assertThat(command).startsWith("8300").contains(phone);
		return command;
	}

	private static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex);
	}

}
