package io.netpool.tcp.server;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StackTraceFormatterTests {

	private static final String LANE = "io.netpool.tcp.server.Lane";

	private static StackTraceElement frame(String type, String method) {
		return new StackTraceElement(type, method, null, -1);
	}

	private static StackTraceElement jdk(String type, String method) {
		return new StackTraceElement(null, "java.base", "17", type, method, null, -1);
	}

	private static StackTraceFormatter of(StackTraceElement... stack) {
		return StackTraceFormatter.of(stack);
	}

	private static List<String> lines(StackTraceFormatter place) {
		return place.lines().lines().skip(1).map(String::strip).toList();
	}

	@Test
	void theStackOfAHandlerEndsWithItsMethod() {
		StackTraceFormatter place = of(jdk("java.lang.Thread", "sleep"), frame("org.example.Driver", "read"),
				frame("com.example.Greeter", "greet"), frame("io.netpool.tcp.handler.MessageHandling", "handle"),
				frame(LANE, "handled"), frame(LANE, "run"), frame("io.netpool.tcp.server.SharedRunner", "run"));
		assertThat(place.inHandler()).isTrue();
		assertThat(place.name()).isEqualTo("com.example.Greeter.greet(Unknown Source)");
		assertThat(lines(place)).containsExactly("at java.lang.Thread.sleep(Unknown Source)",
				"at org.example.Driver.read(Unknown Source)", "at com.example.Greeter.greet(Unknown Source)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.aop.framework.CglibAopProxy", "com.example.Greeter$$SpringCGLIB$$0",
			"io.netpool.tcp.handler.GuardedHandling", "io.netpool.tcp.server.ServedConnection" })
	void whatStandsBetweenLaneAndHandlerIsNotTheHandler(String type) {
		StackTraceFormatter place = of(frame("com.example.Greeter", "greet"), jdk("java.lang.reflect.Method", "invoke"),
				frame(type, "call"), frame(LANE, "run"));
		assertThat(place.name()).isEqualTo("com.example.Greeter.greet(Unknown Source)");
	}

	@Test
	void aHandlerThatWaitsInNetpoolIsNamed() {
		StackTraceFormatter place = of(jdk("java.lang.Object", "wait"),
				frame("io.netpool.tcp.server.ServedConnection", "send"), frame("com.example.Greeter", "greet"),
				frame(LANE, "run"));
		assertThat(place.name()).isEqualTo("com.example.Greeter.greet(Unknown Source)");
		assertThat(lines(place)).hasSize(3);
	}

	@Test
	void whereNoLaneIsRunTheFirstMethodThatIsNotOfTheJdkIsNamed() {
		StackTraceFormatter place = of(jdk("java.lang.Thread", "sleep"), frame("com.example.Listener", "refused"),
				frame("io.netty.channel.nio.NioIoHandler", "run"));
		assertThat(place.inHandler()).isFalse();
		assertThat(place.name()).isEqualTo("com.example.Listener.refused(Unknown Source)");
		assertThat(lines(place)).hasSize(3);
	}

	@Test
	void aThreadThatHasEndedIsNowhere() {
		assertThat(of().name()).isEqualTo("no method any more");
		assertThat(of().lines()).isEmpty();
	}

	@Test
	void ofALongStackWhatIsBetweenWaitAndHandlerIsLeftOut() {
		Stream<StackTraceElement> deep = IntStream.range(0, 100).mapToObj((i) -> frame("com.example.Deep", "call" + i));
		StackTraceFormatter place = of(
				Stream.concat(deep, Stream.of(frame(LANE, "run"))).toArray(StackTraceElement[]::new));
		assertThat(lines(place)).hasSize(25)
			.startsWith("at com.example.Deep.call0(Unknown Source)")
			.contains("... 76 more")
			.endsWith("at com.example.Deep.call99(Unknown Source)");
	}

}
