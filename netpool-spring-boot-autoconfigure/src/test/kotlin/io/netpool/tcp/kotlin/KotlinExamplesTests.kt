package io.netpool.tcp.kotlin

import io.netpool.tcp.TestClient
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.test.context.assertj.AssertableApplicationContext
import org.springframework.boot.test.context.runner.ApplicationContextRunner

/**
 * The examples in Kotlin that the documentation quotes, with a real client.
 */
class KotlinExamplesTests {

	private val runner = ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration::class.java))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line")

	@Test
	fun aSuspendFunctionGreets() {
		this.runner.withBean(Names::class.java).withBean(Greeter::class.java).run { context ->
			TestClient.connect(context).use {
				assertThat(it.sendLine("1").readLine()).isEqualTo("hello ann")
				assertThat(it.sendLine("2").readLine()).isEqualTo("hello stranger")
			}
		}
	}

	@Test
	fun aFlowSendsEachElement() = words { context ->
		TestClient.connect(context).use {
			it.sendLine("SPLIT one two")
			assertThat(it.readLine()).isEqualTo("one")
			assertThat(it.readLine()).isEqualTo("two")
		}
	}

	@Test
	fun nullableParametersAreOptional() = words { context ->
		TestClient.connect(context).use {
			assertThat(it.sendLine("WHO").readLine()).isEqualTo("nobody")
			assertThat(it.sendLine("NAME ann").sendLine("WHO").readLine()).isEqualTo("ann")
		}
	}

	@Test
	fun parametersHaveDefaultValues() = words { context ->
		TestClient.connect(context).use {
			assertThat(it.sendLine("REPEAT ab").readLine()).isEqualTo("abab")
			assertThat(it.sendLine("TIMES 3").sendLine("REPEAT ab").readLine()).isEqualTo("ababab")
		}
	}

	@Test
	fun aMessageIsAValueClass() = words { context ->
		TestClient.connect(context).use {
			assertThat(it.sendLine("SAY Hello.").readLine()).isEqualTo("Hello.")
			assertThat(it.sendLine("SAY hello").readLine()).isEqualTo("ERROR TcpConversionException")
		}
	}

	@Test
	fun theReplyTimeoutCancelsACoroutine() = words("netpool.tcp.handler.reply-timeout=200ms") { context ->
		TestClient.connect(context).use {
			assertThat(it.sendLine("WAIT 1").readLine()).isEqualTo("ERROR ReplyTimeoutException")
			val words = context.getBean(Words::class.java)
			assertThat(runBlocking { withTimeout(10_000) { words.cancelled.await() } }).isEqualTo("WAIT 1")
		}
	}

	private fun words(vararg properties: String, test: (AssertableApplicationContext) -> Unit) {
		this.runner.withBean(Words::class.java).withPropertyValues(*properties)
			.run { test(it) }
	}

}
