package io.netpool.tcp.handler

import io.netpool.tcp.TcpConnected
import io.netpool.tcp.TcpConnection
import io.netpool.tcp.TcpExceptionHandler
import io.netpool.tcp.TcpHandler
import io.netpool.tcp.TcpValidationException
import io.netpool.tcp.handler.method.InvalidTcpHandlerException
import jakarta.validation.constraints.NotBlank
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator
import org.springframework.boot.test.context.FilteredClassLoader
import org.springframework.context.annotation.Bean
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean
import kotlin.reflect.KClass

/**
 * Kotlin's `suspend` functions and flows as handler methods.
 */
class SuspendingFunctionTests {

	private val connection = RecordingConnection()

	@ParameterizedTest
	@ValueSource(classes = [Greeter::class, OpenGreeter::class, InternalGreeter::class, PrivateGreeter::class])
	fun aSuspendFunctionRepliesAfterItWasSuspended(component: Class<*>) {
		assertThat(reply(component, "ann")).isEqualTo("hello ann")
	}

	@Test
	fun aSuspendFunctionOfAProxiedBeanIsCalledByTheProxy() {
		assertThat(reply(OpenGreeter::class.java, "ann", Proxies::class.java)).isEqualTo("hello ann")
	}

	@Test
	fun aSuspendFunctionWithoutAResultSendsNothing() {
		assertThat(reply(Listener::class.java, "ann")).isNull()
	}

	@Test
	fun aSuspendFunctionThatReturnsNullSendsNothing() {
		assertThat(reply(Finder::class.java, "nobody")).isNull()
		assertThat(reply(Finder::class.java, "ann")).isEqualTo("found ann")
	}

	@ParameterizedTest
	@ValueSource(classes = [Words::class, SuspendedWords::class, ListOfWords::class])
	fun theElementsOfAFlowAndOfAListAreReplies(component: Class<*>) {
		reply(component, "one two three")
		assertThat(this.connection.sent).containsExactly("<one>", "<two>", "<three>")
	}

	@Test
	fun aSuspendFunctionHandlesTheExceptionOfAnother() {
		assertThat(reply(Failing::class.java, "ann")).isEqualTo("failed: no ann")
	}

	@Test
	fun theArgumentsOfASuspendFunctionAreValidated() {
		val components = arrayOf(Validated::class.java, LocalValidatorFactoryBean::class.java)
		assertThat(reply(components[0], "ann", components[1])).isEqualTo("ann")
		assertThatExceptionOfType(TcpValidationException::class.java)
			.isThrownBy { reply(components[0], " ", components[1]) }
			.withMessageContaining("must not be blank")
	}

	@Test
	fun withoutCoroutinesASuspendFunctionFailsTheStart() {
		without("kotlinx.coroutines.reactor") {
			assertFailure(Greeter::class,
				"is a suspend function, but org.jetbrains.kotlinx:kotlinx-coroutines-reactor is not on the class path",
				"Add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-reactor, whose version Spring Boot manages," +
					" or remove suspend.")
		}
	}

	@Test
	fun withoutReflectionASuspendFunctionFailsTheStart() {
		without("kotlin.reflect.full") {
			assertFailure(Greeter::class,
				"is a suspend function, but org.jetbrains.kotlin:kotlin-reflect is not on the class path",
				"Add the dependency org.jetbrains.kotlin:kotlin-reflect, whose version Spring Boot manages," +
					" or remove suspend.")
		}
	}

	@Test
	fun withoutCoroutinesAFlowFailsTheStart() {
		without("kotlinx.coroutines.reactor") {
			assertFailure(Words::class,
				"returns a Flow, but org.jetbrains.kotlinx:kotlinx-coroutines-reactor is not on the class path",
				"Add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-reactor, whose version Spring Boot manages," +
					" or return another type.")
		}
	}

	@Test
	fun aSuspendFunctionThatReturnsAnUnsupportedTypeFailsTheStart() {
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy { HandlerContext.of(ThreadBack::class.java).use { it.endpoint() } }
			.satisfies({
				assertThat(it.problem()).isEqualTo("returns java.lang.Thread")
				assertThat(it.method()).endsWith("ThreadBack.on(String)")
			})
	}

	@Test
	fun onlyHandlersOfMessagesAndExceptionsCanBeSuspendFunctions() {
		assertFailure(Suspended::class, "is a suspend function",
			"Remove suspend: only @TcpHandler and @TcpExceptionHandler methods can be suspend functions.")
	}

	private fun reply(vararg components: Any): Any? {
		val classes = components.filterIsInstance<Class<*>>().toTypedArray()
		return HandlerContext.of(*classes).use { it.reply(this.connection, components.first { it is String }) }
	}

	private fun without(hidden: String, test: () -> Unit) {
		val thread = Thread.currentThread()
		val original = thread.contextClassLoader
		thread.contextClassLoader = FilteredClassLoader(hidden)
		try {
			test()
		}
		finally {
			thread.contextClassLoader = original
		}
	}

	private fun assertFailure(component: KClass<*>, problem: String, remedy: String) {
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy { HandlerContext.of(component.java).use { it.endpoint() } }
			.satisfies({
				assertThat(it.problem()).isEqualTo(problem)
				assertThat(it.remedy()).isEqualTo(remedy)
			})
	}

	class Greeter {

		@TcpHandler
		suspend fun on(name: String, connection: TcpConnection) = withContext(Dispatchers.Default) {
			check(connection.isOpen)
			"hello $name"
		}

	}

	open class OpenGreeter {

		private val greeting = "hello"

		@TcpHandler
		open suspend fun on(name: String): String = withContext(Dispatchers.Default) { "$greeting $name" }

	}

	class InternalGreeter {

		@TcpHandler
		internal suspend fun on(name: ByteArray) = withContext(Dispatchers.Default) { "hello ${String(name)}" }

	}

	class PrivateGreeter {

		@TcpHandler
		private suspend fun on(name: String) = withContext(Dispatchers.Default) { "hello $name" }

	}

	class Proxies {

		@Bean
		fun proxyCreator() = BeanNameAutoProxyCreator().apply {
			setBeanNames("*OpenGreeter")
			isProxyTargetClass = true
		}

	}

	class Listener {

		@TcpHandler
		suspend fun on(name: String) {
			withContext(Dispatchers.Default) { name.length }
		}

	}

	class Finder {

		@TcpHandler
		suspend fun on(name: String): String? =
			withContext(Dispatchers.Default) { if (name == "nobody") null else "found $name" }

	}

	class Words {

		@TcpHandler
		fun on(line: String): Flow<String> = line.split(" ").asFlow().map { "<$it>" }

	}

	class SuspendedWords {

		@TcpHandler
		suspend fun on(line: String): Flow<String> =
			withContext(Dispatchers.Default) { line.split(" ") }.asFlow().map { "<$it>" }

	}

	class ListOfWords {

		@TcpHandler
		suspend fun on(line: String): List<String> =
			withContext(Dispatchers.Default) { line.split(" ").map { "<$it>" } }

	}

	class Failing {

		@TcpHandler
		suspend fun on(name: String): String = withContext(Dispatchers.Default) { error("no $name") }

		@TcpExceptionHandler
		suspend fun on(failure: IllegalStateException): String =
			withContext(Dispatchers.Default) { "failed: ${failure.message}" }

	}

	class Validated {

		@TcpHandler
		suspend fun on(@NotBlank name: String): String = withContext(Dispatchers.Default) { name }

	}

	class ThreadBack {

		@TcpHandler
		suspend fun on(name: String): Thread = withContext(Dispatchers.Default) { Thread(name) }

	}

	class Suspended {

		@TcpConnected
		suspend fun on(): String = withContext(Dispatchers.Default) { "hello" }

	}

}
