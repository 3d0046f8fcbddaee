package io.netpool.tcp.server.settings;

import java.net.InetAddress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CidrRangeTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.0, false", "10.1.2.3/8, 10.9.9.9, true",
			"192.0.2.7, 192.0.2.7, true", "192.0.2.7, 192.0.2.8, false", "0.0.0.0/0, 255.255.255.255, true",
			"2001:db8::/32, 2001:db8:ffff::1, true", "2001:db8::/32, 2001:db9::1, false", "::1, ::1, true",
			"::/0, 2001:db8::1, true", "0.0.0.0/0, ::1, false", "::/0, 127.0.0.1, false",
			"127.0.0.1, ::ffff:127.0.0.1, true" })
	void aRangeContainsTheAddressesOfItsPrefix(String range, String address, boolean contained) throws Exception {
		assertThat(CidrRange.of(range).contains(InetAddress.getByName(address))).isEqualTo(contained);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129",
			"10.0.0.0/8/8", "example.org/24", "10.0.0.0/+8" })
	void whatIsNoRangeIsRefusedWithoutLookingUpANames(String range) {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrRange.of(range)).withMessageContaining("'");
	}

}
