package io.netpool.tcp.handler

import io.netpool.tcp.TcpAttribute
import io.netpool.tcp.TcpAttributeException
import io.netpool.tcp.TcpConnection
import io.netpool.tcp.TcpConversionException
import io.netpool.tcp.TcpExceptionHandler
import io.netpool.tcp.TcpHandler
import io.netpool.tcp.handler.method.InvalidTcpHandlerException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator
import org.springframework.boot.test.context.FilteredClassLoader
import org.springframework.context.annotation.Bean
import tools.jackson.databind.json.JsonMapper
import java.security.Principal

/**
 * Parameters of value classes and with default values.
 */
class ValueClassTests {

	private val connection = RecordingConnection()

	@ParameterizedTest
	@ValueSource(classes = [Register::class, SuspendedRegister::class, NestedRegister::class,
		RegisterWithDefault::class])
	fun aMessageIsAValueClassWhoseInitHasRun(component: Class<*>) {
		assertThat(reply(component, "d-1")).isEqualTo("registered d-1")
		assertThatExceptionOfType(TcpConversionException::class.java)
			.isThrownBy { reply(component, "no device") }
			.withMessage("A message can't be read as ${DeviceId::class.java.name}")
			.withCauseInstanceOf(IllegalArgumentException::class.java)
	}

	@Test
	fun aMessageOfBytesIsAValueClass() {
		assertThat(reply(Length::class.java, "four")).isEqualTo("4")
	}

	@Test
	fun aValueClassIsAReply() {
		assertThat(reply(Upper::class.java, "d-a")).isEqualTo("d-A")
		assertThat(reply(UpperWithDefault::class.java, "d-a")).isEqualTo("d-A")
	}

	@ParameterizedTest
	@ValueSource(classes = [Next::class, NextWithDefault::class, AnyNext::class, AnyNextWithDefault::class])
	fun anObjectOfAValueClassIsAReplyInJson(component: Class<*>) {
		val reply = HandlerContext.of(component, JsonMapper::class.java).use { it.reply(this.connection, "7") }
		assertThat(reply as ByteArray).asString().isEqualTo("""{"value":8}""")
	}

	@Test
	fun aNullableValueClassThatIsItsUnderlyingTypeIsAReply() {
		assertThat(reply(NullableWithDefault::class.java, "d-1")).isEqualTo("d-1")
		assertThat(reply(NullableWithDefault::class.java, "")).isNull()
	}

	@Test
	fun aValueClassThatASuspendFunctionReturnsNeedsAConverter() {
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy { reply(SuspendedUpper::class.java, "d-a") }
			.satisfies({ assertThat(it.problem()).isEqualTo("returns ${DeviceId::class.java.name}") })
	}

	@Test
	fun aProxiedBeanTakesValueClassesAndDefaultValues() {
		val components = arrayOf(OpenRegister::class.java, Proxies::class.java)
		val reply = HandlerContext.of(*components).use { it.reply(this.connection, "d-1") }
		assertThat(reply).isEqualTo("registered d-1 5")
	}

	@Test
	fun aDefaultValueIsInheritedFromAnInterface() {
		assertThat(reply(Counter::class.java, "hi")).isEqualTo("hi 5")
		this.connection.attributes()["count"] = 6
		assertThat(reply(Counter::class.java, "hi")).isEqualTo("hi 6")
	}

	@Test
	fun aFunctionThatIsPrivateHasDefaultValues() {
		assertThat(reply(PrivateDefault::class.java, "hi")).isEqualTo("hi 5")
	}

	@Test
	fun anExceptionHandlerTakesTheMessageAsAValueClass() {
		assertThat(reply(Failing::class.java, "d-1")).isEqualTo("failed for d-1")
	}

	@ParameterizedTest
	@ValueSource(classes = [OfDevice::class, SuspendedOfDevice::class])
	fun anAttributeIsAValueClass(component: Class<*>) {
		this.connection.attributes()["device"] = DeviceId("d-1")
		this.connection.attributes()["port"] = Port(7)
		assertThat(reply(component, "hi")).isEqualTo("d-1 7")
		this.connection.attributes().remove("port")
		assertThat(reply(component, "hi")).isEqualTo("d-1 null")
		this.connection.attributes()["device"] = "d-1"
		assertThatExceptionOfType(TcpAttributeException::class.java)
			.isThrownBy { reply(component, "hi") }
			.withMessage("Connection c1 has an attribute 'device' of type java.lang.String, not " +
				DeviceId::class.java.name)
	}

	@ParameterizedTest
	@ValueSource(classes = [Defaults::class, SuspendedDefaults::class])
	fun anAttributeThatIsNotThereHasTheDefaultValue(component: Class<*>) {
		assertThat(reply(component, "hi")).isEqualTo("hi 5 d-0 nobody")
		this.connection.attributes()["count"] = 6
		this.connection.attributes()["device"] = DeviceId("d-1")
		this.connection.principal(Principal { "ann" })
		assertThat(reply(component, "hi")).isEqualTo("hi 6 d-1 ann")
	}

	@Test
	fun anExceptionOfAFunctionWithADefaultValueIsThrownUnchanged() {
		assertThatExceptionOfType(IllegalStateException::class.java)
			.isThrownBy { reply(FailingDefault::class.java, "hi") }
			.withMessage("count is 5")
	}

	@Test
	fun aNullableValueClassThatIsAnObjectIsNoMessage() {
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy { HandlerContext.of(Nullable::class.java, JsonMapper::class.java).use { it.endpoint() } }
			.satisfies({
				assertThat(it.problem()).isEqualTo("takes the message as the nullable value class ${Port::class.java.name}")
				assertThat(it.remedy()).isEqualTo("Declare the parameter without ?: the message is never null.")
				assertThat(it.method()).endsWith("Nullable.on(Port)")
			})
	}

	@Test
	fun aNameWithAHyphenIsNoMangledName() {
		assertThat(withoutReflection { reply(Hyphen::class.java, "hi") }).isEqualTo("status hi")
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy { reply(InvalidHyphen::class.java, "hi") }
			.satisfies({ assertThat(it.method()).endsWith("InvalidHyphen.get-status(Thread)") })
	}

	@Test
	fun aMangledNameWithAHyphenIsThatOfItsSource() {
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy { reply(MangledHyphen::class.java, "d-1") }
			.satisfies({ assertThat(it.method()).endsWith("MangledHyphen.get-status(String, Thread)") })
	}

	@Test
	fun withoutReflectionAValueClassFailsTheStart() = withoutReflection(Register::class.java,
		"has a parameter or a result of a value class", "use the underlying type")

	@ParameterizedTest
	@ValueSource(classes = [PrivateDefault::class, Counter::class, InheritedCounter::class, DerivedCounter::class])
	fun withoutReflectionADefaultValueFailsTheStart(component: Class<*>) = withoutReflection(component,
		"has a parameter with a default value", "remove the default value")

	private fun withoutReflection(component: Class<*>, problem: String, remedy: String) {
		withoutReflection {
			assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
				.isThrownBy { HandlerContext.of(component).use { it.endpoint() } }
				.satisfies({
					assertThat(it.problem())
						.isEqualTo("$problem, but org.jetbrains.kotlin:kotlin-reflect is not on the class path")
					assertThat(it.remedy()).isEqualTo("Add the dependency org.jetbrains.kotlin:kotlin-reflect, whose" +
						" version Spring Boot manages, or $remedy.")
				})
		}
	}

	private fun <T> withoutReflection(action: () -> T): T {
		val thread = Thread.currentThread()
		val original = thread.contextClassLoader
		thread.contextClassLoader = FilteredClassLoader("kotlin.reflect.full")
		try {
			return action()
		}
		finally {
			thread.contextClassLoader = original
		}
	}

	private fun reply(component: Class<*>, message: String): Any? =
		HandlerContext.of(component).use { it.reply(this.connection, message) }

	@JvmInline
	value class DeviceId(val value: String) {

		init {
			require(value.startsWith("d-")) { "'$value' is not a device" }
		}

	}

	@JvmInline
	value class Registration(val device: DeviceId)

	@JvmInline
	value class Payload(val bytes: ByteArray)

	@JvmInline
	value class Port(val value: Int)

	class Register {

		@TcpHandler
		fun on(device: DeviceId, connection: TcpConnection) =
			if (connection.isOpen) "registered ${device.value}" else null

	}

	class SuspendedRegister {

		@TcpHandler
		suspend fun on(device: DeviceId) = withContext(Dispatchers.Default) { "registered ${device.value}" }

	}

	class NestedRegister {

		@TcpHandler
		fun on(registration: Registration) = "registered ${registration.device.value}"

	}

	class RegisterWithDefault {

		@TcpHandler
		fun on(device: DeviceId, @TcpAttribute("verb") verb: String = "registered") = "$verb ${device.value}"

	}

	class Length {

		@TcpHandler
		fun on(payload: Payload) = "${payload.bytes.size}"

	}

	class Upper {

		@TcpHandler
		fun on(device: DeviceId) = DeviceId("d-" + device.value.substring(2).uppercase())

	}

	class UpperWithDefault {

		@TcpHandler
		fun on(device: DeviceId, @TcpAttribute("from") from: Int = 2) =
			DeviceId("d-" + device.value.substring(from).uppercase())

	}

	class Next {

		@TcpHandler
		fun next(line: String): Port? = Port(line.toInt() + 1)

	}

	class NextWithDefault {

		@TcpHandler
		fun next(line: String, @TcpAttribute("step") step: Int = 1): Port? = Port(line.toInt() + step)

	}

	class AnyNext {

		@TcpHandler
		fun next(line: String): Any = Port(line.toInt() + 1)

	}

	class AnyNextWithDefault {

		@TcpHandler
		fun next(line: String, @TcpAttribute("step") step: Int = 1): Any = Port(line.toInt() + step)

	}

	class NullableWithDefault {

		@TcpHandler
		fun on(line: String, @TcpAttribute("length") length: Int = 1): DeviceId? =
			if (line.length < length) null else DeviceId(line)

	}

	class SuspendedUpper {

		@TcpHandler
		suspend fun on(device: DeviceId): DeviceId =
			withContext(Dispatchers.Default) { DeviceId("d-" + device.value.substring(2).uppercase()) }

	}

	open class OpenRegister {

		private val verb = "registered"

		@TcpHandler
		open fun on(device: DeviceId, @TcpAttribute("count") count: Int = 5) = "$verb ${device.value} $count"

	}

	class Proxies {

		@Bean
		fun proxyCreator() = BeanNameAutoProxyCreator().apply {
			setBeanNames("*OpenRegister")
			isProxyTargetClass = true
		}

	}

	interface Counting {

		@TcpHandler
		fun on(line: String, @TcpAttribute("count") count: Int = 5): String

	}

	class Counter : Counting {

		override fun on(line: String, count: Int) = "$line $count"

	}

	open class InheritedCounting : Counting {

		override fun on(line: String, count: Int) = "$line $count"

	}

	class InheritedCounter : InheritedCounting() {

		override fun on(line: String, count: Int) = "$count $line"

	}

	open class OpenCounter {

		@TcpHandler
		open fun on(line: String, @TcpAttribute("count") count: Int = 5) = "$line $count"

	}

	class DerivedCounter : OpenCounter() {

		override fun on(line: String, count: Int) = "$count $line"

	}

	class Hyphen {

		@TcpHandler
		fun `get-status`(line: String) = "status $line"

	}

	class InvalidHyphen {

		@TcpHandler
		fun `get-status`(thread: Thread) = thread.name

	}

	class MangledHyphen {

		@TcpHandler
		fun `get-status`(device: DeviceId, thread: Thread) = "${device.value} ${thread.name}"

	}

	class PrivateDefault {

		@TcpHandler
		private fun on(line: String, @TcpAttribute("count") count: Int = 5) = "$line $count"

	}

	class Failing {

		@TcpHandler
		fun on(device: DeviceId): String = error("no ${device.value}")

		@TcpExceptionHandler
		fun failed(failure: IllegalStateException, device: DeviceId) =
			"failed for ${device.value}".also { check(failure.message == "no ${device.value}") }

	}

	class OfDevice {

		@TcpHandler
		fun on(@TcpAttribute("device") device: DeviceId, @TcpAttribute("port") port: Port?) =
			"${device.value} ${port?.value}"

	}

	class SuspendedOfDevice {

		@TcpHandler
		suspend fun on(@TcpAttribute("device") device: DeviceId, @TcpAttribute("port") port: Port?) =
			withContext(Dispatchers.Default) { "${device.value} ${port?.value}" }

	}

	class Defaults {

		@TcpHandler
		fun on(line: String, @TcpAttribute("count") count: Int = 5,
			@TcpAttribute("device") device: DeviceId = DeviceId("d-0"),
			principal: Principal = Principal { "nobody" }) = "$line $count ${device.value} ${principal.name}"

	}

	class SuspendedDefaults {

		@TcpHandler
		suspend fun on(line: String, @TcpAttribute("count") count: Int = 5,
			@TcpAttribute("device") device: DeviceId = DeviceId("d-0"),
			principal: Principal = Principal { "nobody" }) =
			withContext(Dispatchers.Default) { "$line $count ${device.value} ${principal.name}" }

	}

	class FailingDefault {

		@TcpHandler
		fun on(@TcpAttribute("count") count: Int = 5): Unit = error("count is $count")

	}

	class Nullable {

		@TcpHandler
		fun on(port: Port?) = "${port?.value}"

	}

}
