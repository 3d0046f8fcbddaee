package io.netpool.tcp.handler

import io.netpool.tcp.TcpHandler
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aot.generate.ClassNameGenerator
import org.springframework.aot.generate.DefaultGenerationContext
import org.springframework.aot.generate.InMemoryGeneratedFiles
import org.springframework.aot.hint.RuntimeHints
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader
import org.springframework.context.aot.ApplicationContextAotGenerator
import org.springframework.context.support.GenericApplicationContext
import org.springframework.javapoet.ClassName
import kotlin.coroutines.Continuation

/**
 * Reflection hints for `suspend` functions.
 */
class SuspendingFunctionAotTests {

	@Test
	fun theReplyIsBoundAndTheContinuationIsNot() {
		val hints = process(Orders::class.java)
		assertThat(reflection().onMethodInvocation(Orders::class.java, "on")).accepts(hints)
		assertThat(reflection().onMethodInvocation(Receipt::class.java, "getNumber")).accepts(hints)
		assertThat(reflection().onType(Continuation::class.java)).rejects(hints)
	}

	private fun process(component: Class<*>): RuntimeHints = GenericApplicationContext().use {
		AnnotatedBeanDefinitionReader(it).register(component)
		val names = ClassNameGenerator(ClassName.get(SuspendingFunctionAotTests::class.java))
		val generation = DefaultGenerationContext(names, InMemoryGeneratedFiles())
		ApplicationContextAotGenerator().processAheadOfTime(it, generation)
		generation.runtimeHints
	}

	data class Receipt(val number: Int)

	class Orders {

		@TcpHandler
		suspend fun on(line: String): List<Receipt> =
			withContext(Dispatchers.Default) { listOf(Receipt(line.length)) }

	}

}
