package io.netpool.tcp.test.greeter;

import io.netpool.tcp.test.TcpHandlers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The second example of the README's section on testing.
 */
class GreeterUnitTests {

	@Test
	void whoSaysANameIsGreeted() {
		assertThat(TcpHandlers.of(new Greeter()).exchange("ann")).containsExactly("hello ann");
	}

}
