package io.netpool.tcp.handler

import io.netpool.tcp.TcpAttribute
import io.netpool.tcp.TcpAttributeException
import io.netpool.tcp.TcpHandler
import io.netpool.tcp.handler.method.InvalidTcpHandlerException
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator
import org.springframework.context.annotation.Bean
import java.security.Principal

/**
 * Parameters of Kotlin functions, and functions that are not `open`.
 */
class KotlinParameterTests {

	private val connection = RecordingConnection()

	@Test
	fun anAttributeOfANullableTypeIsOptional() {
		assertThat(reply(Attributes::class.java)).isEqualTo("null null")
		this.connection.attributes()["user"] = "ann"
		this.connection.attributes()["count"] = 5
		assertThat(reply(Attributes::class.java)).isEqualTo("ann 5")
	}

	@Test
	fun anAttributeOfANullableTypeIsOptionalInASuspendFunctionToo() {
		assertThat(reply(SuspendedAttribute::class.java)).isEqualTo("null")
	}

	@Test
	fun anAttributeOfAnotherTypeMustBeThere() {
		assertThatExceptionOfType(TcpAttributeException::class.java)
			.isThrownBy { reply(RequiredAttribute::class.java) }
			.withMessage("Connection c1 has no attribute 'user'")
	}

	@Test
	fun aPrincipalOfANullableTypeIsNullBeforeTheLogin() {
		assertThat(reply(Who::class.java)).isEqualTo("nobody")
		this.connection.principal(Principal { "ann" })
		assertThat(reply(Who::class.java)).isEqualTo("ann")
	}

	@Test
	fun aPrincipalOfAnotherTypeFailsTheMessageBeforeTheLogin() {
		assertThatExceptionOfType(NullPointerException::class.java)
			.isThrownBy { reply(LoggedIn::class.java) }
			.withMessageContaining("principal")
	}

	@Test
	fun aFinalFunctionOfAProxiedBeanFailsTheStart() {
		assertThatExceptionOfType(InvalidTcpHandlerException::class.java)
			.isThrownBy {
				HandlerContext.of(FinalFunction::class.java, Proxies::class.java).use { it.endpoint() }
			}
			.satisfies({
				assertThat(it.problem()).isEqualTo("is final, so the bean's proxy cannot delegate to it")
				assertThat(it.remedy()).isEqualTo("Declare it open, or apply Kotlin's compiler plugin 'spring':" +
					" a handler method of a proxied bean must be neither private nor final.")
			})
	}

	private fun reply(component: Class<*>): Any? =
		HandlerContext.of(component).use { it.reply(this.connection, "hi") }

	class Attributes {

		@TcpHandler
		fun on(@TcpAttribute("user") user: String?, @TcpAttribute("count") count: Int?) = "$user $count"

	}

	class SuspendedAttribute {

		@TcpHandler
		suspend fun on(@TcpAttribute("user") user: String?) = "$user"

	}

	class RequiredAttribute {

		@TcpHandler
		fun on(@TcpAttribute("user") user: String) = user

	}

	class Who {

		@TcpHandler
		fun on(principal: Principal?) = principal?.name ?: "nobody"

	}

	class LoggedIn {

		@TcpHandler
		fun on(principal: Principal) = principal.name

	}

	open class FinalFunction {

		@TcpHandler
		fun on(line: String) = line

	}

	class Proxies {

		@Bean
		fun proxyCreator() = BeanNameAutoProxyCreator().apply {
			setBeanNames("*FinalFunction")
			isProxyTargetClass = true
		}

	}

}
