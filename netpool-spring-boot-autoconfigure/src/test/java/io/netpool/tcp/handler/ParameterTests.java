package io.netpool.tcp.handler;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpAttributeException;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpValidationException;
import io.netpool.tcp.TcpValidationException.Violation;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ParameterTests {

	private final RecordingConnection connection = new RecordingConnection();

	@Test
	void thePrincipalIsThatOfTheConnection() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Who.class)) {
			assertThat(context.reply(this.connection, "hi")).isEqualTo("nobody");
			this.connection.principal(() -> "ann");
			assertThat(context.reply(this.connection, "hi")).isEqualTo("ann");
		}
	}

	@Test
	void attributesAreThoseOfTheConnection() throws Throwable {
		this.connection.attributes().put("user", "ann");
		this.connection.attributes().put("count", 5);
		try (HandlerContext context = HandlerContext.of(Attributes.class)) {
			assertThat(context.reply(this.connection, "hi")).isEqualTo("ann 5 null");
			this.connection.attributes().put("note", "x");
			assertThat(context.reply(this.connection, "hi")).isEqualTo("ann 5 x");
		}
	}

	@Test
	void anAttributeMustBeThere() {
		this.connection.attributes().put("count", 5);
		assertThatExceptionOfType(TcpAttributeException.class).isThrownBy(() -> reply(Attributes.class, "hi"))
			.withMessage("Connection c1 has no attribute 'user'")
			.satisfies((ex) -> assertThat(ex.attribute()).isEqualTo("user"));
	}

	@Test
	void anAttributeMustBeOfItsType() {
		this.connection.attributes().put("user", "ann");
		this.connection.attributes().put("count", "five");
		assertThatExceptionOfType(TcpAttributeException.class).isThrownBy(() -> reply(Attributes.class, "hi"))
			.withMessage("Connection c1 has an attribute 'count' of type java.lang.String, not java.lang.Integer");
	}

	@Test
	void connectedAndDisconnectedMethodsTakeThemToo() throws Throwable {
		this.connection.principal(() -> "ann");
		this.connection.attributes().put("user", "ann");
		try (HandlerContext context = HandlerContext.of(Followers.class)) {
			assertThat(context.endpoint().connected(this.connection)).isEqualTo(TcpReply.of("ann ann"));
			context.endpoint().disconnected(this.connection, CloseReason.CLIENT);
			assertThat(context.bean(Followers.class).told).isEqualTo("ann ann");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { ValidOrder.class, ValidatedOrder.class })
	void aMessageIsValidated(Class<?> component) throws Throwable {
		assertThat(reply(component, "{\"item\":\"tea\",\"count\":1,\"parts\":[]}")).isEqualTo("tea");
		assertThatExceptionOfType(TcpValidationException.class)
			.isThrownBy(() -> reply(component, "{\"item\":\" \",\"count\":1,\"parts\":[{\"count\":0}]}"))
			.withMessageContaining("A " + Order.class.getName() + " is not valid: ")
			.withMessageContaining("item must not be blank")
			.satisfies((ex) -> assertThat(ex.violations()).containsExactlyInAnyOrder(
					new Violation("item", "must not be blank"),
					new Violation("parts[0].count", "must be greater than or equal to 1")));
	}

	@Test
	void aMessageIsValidatedForTheGroupsThatAreNamed() throws Throwable {
		assertThat(reply(OtherGroup.class, "{\"item\":\" \",\"count\":1}")).isEqualTo(" ");
		assertThatExceptionOfType(TcpValidationException.class)
			.isThrownBy(() -> reply(OtherGroup.class, "{\"item\":\"tea\",\"count\":0}"))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(Violation::property).containsExactly("count"));
	}

	@Test
	void withoutTheAnnotationAMessageIsNotValidated() throws Throwable {
		assertThat(reply(AnyOrder.class, "{\"item\":\" \",\"count\":0}")).isEqualTo(" ");
	}

	@ParameterizedTest
	@ValueSource(classes = { ValidList.class, ListOfValid.class, ValidArray.class, ValidSet.class,
			DeclaredByInterface.class })
	void theElementsOfAContainerAreValidated(Class<?> component) throws Throwable {
		assertThat(reply(component, "[{\"count\":1}]")).isEqualTo("1");
		assertThatExceptionOfType(TcpValidationException.class)
			.isThrownBy(() -> reply(component, "[{\"count\":1},{\"count\":0}]"))
			.satisfies((ex) -> assertThat(ex.violations()).singleElement()
				.asString()
				.matches("\\[1?]\\.count must be greater than or equal to 1"));
	}

	@Test
	void theValuesOfAMapAreValidated() throws Throwable {
		assertThat(reply(MapOfValid.class, "{\"a\":{\"count\":1}}")).isEqualTo("1");
		assertViolations(MapOfValid.class, "{\"a\":{\"count\":0}}",
				new Violation("[a].count", "must be greater than or equal to 1"));
	}

	@Test
	void theConstraintsOfATextAreValidated() throws Throwable {
		assertThat(reply(Name.class, "ann")).isEqualTo("ann");
		assertViolations(Name.class, " ", new Violation(null, "must not be blank"),
				new Violation(null, "size must be between 2 and 5"));
	}

	@Test
	void theConstraintsOfElementsAreValidated() {
		assertViolations(Names.class, "[\"ann\",\"\"]", new Violation("[1]", "must not be blank"));
	}

	@Test
	void theConstraintsOfAttributesAreValidated() {
		this.connection.attributes().put("count", 0);
		assertViolations(Counted.class, "hi", new Violation("count", "must be greater than or equal to 1"));
	}

	@Test
	void theConstraintsOfAConnectedMethodAreValidated() {
		try (HandlerContext context = HandlerContext.of(Known.class)) {
			assertThatExceptionOfType(TcpValidationException.class)
				.isThrownBy(() -> context.endpoint().connected(this.connection))
				.withMessage("A java.security.Principal is not valid: principal must not be null");
		}
	}

	@Test
	void theMessageIsValidatedWithTheOtherArguments() throws Throwable {
		this.connection.attributes().put("count", 1);
		assertThat(reply(ValidAndConstrained.class, "{\"count\":1}")).isEqualTo("1");
		assertViolations(ValidAndConstrained.class, "{\"count\":0}",
				new Violation("count", "must be greater than or equal to 1"));
	}

	@Test
	void theConstraintsAreValidatedForTheGroupsThatAreNamed() throws Throwable {
		assertThat(reply(GroupOfMethod.class, " ")).isEqualTo(" ");
		assertViolations(GroupOfMethod.class, "a", new Violation(null, "must be blank"));
	}

	@Test
	void aBeanThatValidatesItsArgumentsIsNotAskedTwice() {
		try (HandlerContext context = HandlerContext.of(ValidatedBean.class, ValidationConfiguration.class)) {
			assertThatExceptionOfType(ConstraintViolationException.class)
				.isThrownBy(() -> context.reply(this.connection, " "));
		}
	}

	@Test
	void aJdkProxyIsValidated() {
		try (HandlerContext context = HandlerContext.of(Proxied.class, JdkProxies.class)) {
			assertThat(AopUtils.isJdkDynamicProxy(context.bean(Named.class))).isTrue();
			assertThatExceptionOfType(TcpValidationException.class)
				.isThrownBy(() -> context.reply(this.connection, " "));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Unvalidated.class, UnvalidatedList.class })
	void withoutAValidatorConstraintsStopTheStart(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class).isThrownBy(context::methods)
				.withMessageContaining("Validator bean");
		}
	}

	private void assertViolations(Class<?> component, String message, Violation... violations) {
		assertThatExceptionOfType(TcpValidationException.class).isThrownBy(() -> reply(component, message))
			.satisfies((ex) -> assertThat(ex.violations()).containsExactly(violations));
	}

	private @Nullable Object reply(Class<?> component, String message) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			return context.reply(this.connection, message);
		}
	}

	static class Who {

		@TcpHandler
		String on(@Nullable Principal principal) {
			return (principal != null) ? principal.getName() : "nobody";
		}

	}

	static class Attributes {

		@TcpHandler
		String on(@TcpAttribute("user") String user, @TcpAttribute("count") int count, String message,
				@TcpAttribute(value = "note", required = false) @Nullable String note) {
			return user + " " + count + " " + note;
		}

	}

	static class Followers {

		@Nullable String told;

		@TcpConnected
		String connected(@TcpAttribute("user") String user, Principal principal) {
			return user + " " + principal.getName();
		}

		@TcpDisconnected
		void disconnected(@TcpAttribute("user") String user, Principal principal) {
			this.told = user + " " + principal.getName();
		}

	}

	record Part(@Min(1) int count) {

	}

	interface Counting {

	}

	record Order(@NotBlank String item, @Min(value = 1, groups = Counting.class) int count,
			@Valid @Nullable List<Part> parts) {

	}

	@Import({ JacksonConfiguration.class, LocalValidatorFactoryBean.class })
	static class ValidOrder {

		@TcpHandler
		String on(@Valid Order order) {
			return order.item();
		}

	}

	@Import({ JacksonConfiguration.class, LocalValidatorFactoryBean.class })
	static class ValidatedOrder {

		@TcpHandler
		String on(@Validated Order order) {
			return order.item();
		}

	}

	@Import({ JacksonConfiguration.class, LocalValidatorFactoryBean.class })
	static class OtherGroup {

		@TcpHandler
		String on(@Validated(Counting.class) Order order) {
			return order.item();
		}

	}

	@Import({ JacksonConfiguration.class, LocalValidatorFactoryBean.class })
	static class AnyOrder {

		@TcpHandler
		String on(Order order) {
			return order.item();
		}

	}

	@Import({ JacksonConfiguration.class, LocalValidatorFactoryBean.class })
	static class Validating {

	}

	static class ValidList extends Validating {

		@TcpHandler
		String on(@Valid List<Part> parts) {
			return Integer.toString(parts.size());
		}

	}

	static class ListOfValid extends Validating {

		@TcpHandler
		String on(List<@Valid Part> parts) {
			return Integer.toString(parts.size());
		}

	}

	static class ValidArray extends Validating {

		@TcpHandler
		String on(@Valid Part[] parts) {
			return Integer.toString(parts.length);
		}

	}

	static class ValidSet extends Validating {

		@TcpHandler
		String on(@Valid Set<Part> parts) {
			return Integer.toString(parts.size());
		}

	}

	interface OfParts {

		@TcpHandler
		String on(@Valid List<Part> parts);

	}

	static class DeclaredByInterface extends Validating implements OfParts {

		@Override
		public String on(List<Part> parts) {
			return Integer.toString(parts.size());
		}

	}

	static class MapOfValid extends Validating {

		@TcpHandler
		String on(Map<String, @Valid Part> parts) {
			return Integer.toString(parts.size());
		}

	}

	static class Name extends Validating {

		@TcpHandler
		String on(@NotBlank @Size(min = 2, max = 5) String name) {
			return name;
		}

	}

	static class Names extends Validating {

		@TcpHandler
		void on(List<@NotBlank String> names) {
		}

	}

	static class Counted extends Validating {

		@TcpHandler
		void on(String message, @TcpAttribute("count") @Min(1) int count) {
		}

	}

	static class Known extends Validating {

		@TcpConnected
		void connected(@NotNull Principal principal) {
		}

	}

	static class ValidAndConstrained extends Validating {

		@TcpHandler
		String on(@TcpAttribute("count") @Min(1) int count, @Valid Part part) {
			return Integer.toString(part.count());
		}

	}

	static class GroupOfMethod extends Validating {

		@TcpHandler
		@Validated(Counting.class)
		String on(@NotBlank @Pattern(regexp = " *", groups = Counting.class, message = "must be blank") String text) {
			return text;
		}

	}

	static class ValidationConfiguration {

		@Bean
		static MethodValidationPostProcessor processor(jakarta.validation.Validator validator) {
			MethodValidationPostProcessor processor = new MethodValidationPostProcessor();
			processor.setProxyTargetClass(true);
			processor.setValidator(validator);
			return processor;
		}

	}

	@Validated
	static class ValidatedBean extends Validating {

		@TcpHandler
		void on(@NotBlank String text) {
		}

	}

	interface Named {

		@TcpHandler
		void on(@NotBlank String name);

	}

	static class Proxied extends Validating implements Named {

		@Override
		public void on(String name) {
		}

	}

	static class JdkProxies {

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("*roxied");
			return creator;
		}

	}

	static class Unvalidated {

		@TcpHandler
		void on(@NotBlank String text) {
		}

	}

	@Import(JacksonConfiguration.class)
	static class UnvalidatedList {

		@TcpHandler
		void on(List<@Valid Part> parts) {
		}

	}

}
