package io.netpool.tcp.handler;

import java.security.Principal;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpAttributeException;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpValidationException;
import io.netpool.tcp.TcpValidationException.Violation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Import;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

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

}
