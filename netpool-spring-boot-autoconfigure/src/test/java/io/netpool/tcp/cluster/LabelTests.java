package io.netpool.tcp.cluster;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Label}.
 */
class LabelTests {

	@Property
	void aGroupIsReadFromItsName(@ForAll String group) {
		Label label = new Label.Group(group);
		assertThat(Label.of(label.name())).isEqualTo(label);
	}

	@Property
	void anIdentityIsReadFromItsName(@ForAll String key, @ForAll("values") Object value) {
		Label label = new Label.Identity(key, value);
		assertThat(Label.of(label.name())).isEqualTo(label);
	}

	@Property
	void differentIdentitiesHaveDifferentNames(@ForAll String key, @ForAll("values") Object value,
			@ForAll String otherKey, @ForAll("values") Object otherValue) {
		Label label = new Label.Identity(key, value);
		Label other = new Label.Identity(otherKey, otherValue);
		assertThat(label.name().equals(other.name())).isEqualTo(label.equals(other));
	}

	@Provide
	Arbitrary<Object> values() {
		return Arbitraries.oneOf(Arbitraries.strings().map(Object.class::cast),
				Arbitraries.create(UUID::randomUUID).map(Object.class::cast),
				Arbitraries.integers().map(Object.class::cast), Arbitraries.longs().map(Object.class::cast),
				Arbitraries.shorts().map(Object.class::cast), Arbitraries.bytes().map(Object.class::cast),
				Arbitraries.floats().map(Object.class::cast), Arbitraries.doubles().map(Object.class::cast),
				Arbitraries.bigIntegers().map(BigInteger.class::cast),
				Arbitraries.bigDecimals().map(BigDecimal.class::cast), Arbitraries.of(TimeUnit.class));
	}

	@Test
	void otherTypesOfValuesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Label.nameOf(new Object()))
			.withMessageContaining("java.lang.Object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "x:y", "i:", "i:4:", "i:9:name:s:ann", "i:-9:name", "i:99999999999:a",
			"i:1:a:x:y", "i:1:a:n:y", "i:1:a:e:no.such.Enum:X", "i:1:a:e:java.lang.String:X", "i:1:a:e:", "i:1:a:u:1" })
	void whatNamesNoLabelIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Label.of(name));
	}

}
