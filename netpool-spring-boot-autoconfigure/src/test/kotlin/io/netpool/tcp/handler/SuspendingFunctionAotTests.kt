package io.netpool.tcp.handler

import io.netpool.tcp.TcpHandler
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aot.generate.ClassNameGenerator
import org.springframework.aot.generate.DefaultGenerationContext
import org.springframework.aot.generate.InMemoryGeneratedFiles
import org.springframework.aot.hint.MemberCategory
import org.springframework.aot.hint.RuntimeHints
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader
import org.springframework.context.aot.ApplicationContextAotGenerator
import org.springframework.context.support.GenericApplicationContext
import org.springframework.javapoet.ClassName
import kotlin.coroutines.Continuation

/**
 * Reflection hints for `suspend` functions and value classes.
 */
class SuspendingFunctionAotTests {

	@Test
	fun theReplyIsBoundAndTheContinuationIsNot() {
		val hints = process(Orders::class.java)
		assertThat(reflection().onMethodInvocation(Orders::class.java, "on")).accepts(hints)
		assertThat(reflection().onMethodInvocation(Receipt::class.java, "getNumber")).accepts(hints)
		assertThat(reflection().onType(Continuation::class.java)).rejects(hints)
	}

	@Test
	fun aValueClassOfAParameterIsRegistered() {
		val hints = process(Lookup::class.java)
		assertThat(reflection().onMethodInvocation(Key::class.java, "constructor-impl")).accepts(hints)
		// it is synthetic
		val methods = arrayOf(MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.INVOKE_DECLARED_METHODS)
		assertThat(reflection().onType(Key::class.java).withMemberCategories(*methods)).accepts(hints)
	}

	private fun process(component: Class<*>): RuntimeHints = GenericApplicationContext().use {
		AnnotatedBeanDefinitionReader(it).register(component)
		val names = ClassNameGenerator(ClassName.get(SuspendingFunctionAotTests::class.java))
		val generation = DefaultGenerationContext(names, InMemoryGeneratedFiles())
		ApplicationContextAotGenerator().processAheadOfTime(it, generation)
		generation.runtimeHints
	}

	@JvmInline
	value class Key(val value: String)

	class Lookup {

		@TcpHandler
		fun on(key: Key) = key.value

	}

	data class Receipt(val number: Int)

	class Orders {

		@TcpHandler
		suspend fun on(line: String): List<Receipt> =
			withContext(Dispatchers.Default) { listOf(Receipt(line.length)) }

	}

}
