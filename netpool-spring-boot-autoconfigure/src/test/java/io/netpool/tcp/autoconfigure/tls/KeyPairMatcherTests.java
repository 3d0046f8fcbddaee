package io.netpool.tcp.autoconfigure.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyPairMatcherTests {

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "RSASSA-PSS", "EC", "Ed25519", "DSA" })
	void aKeyMatchesItsOwnPublicKey(String algorithm) throws Exception {
		KeyPair pair = pair(algorithm);
		assertThat(KeyPairMatcher.matches(pair.getPrivate(), pair.getPublic())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "RSASSA-PSS", "EC", "Ed25519" })
	void aKeyDoesNotMatchAnotherOfItsKind(String algorithm) throws Exception {
		assertThat(KeyPairMatcher.matches(pair(algorithm).getPrivate(), pair(algorithm).getPublic())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "RSA, EC", "RSASSA-PSS, EC", "EC, RSA", "EC, Ed25519" })
	void aKeyDoesNotMatchOneOfAnotherKind(String algorithm, String other) throws Exception {
		assertThat(KeyPairMatcher.matches(pair(algorithm).getPrivate(), pair(other).getPublic())).isFalse();
	}

	@Test
	void aKeyThatCanNotSignIsAnError() throws Exception {
		KeyPair pair = pair("X25519");
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> KeyPairMatcher.matches(pair.getPrivate(), pair.getPublic()));
	}

	private static KeyPair pair(String algorithm) throws NoSuchAlgorithmException {
		return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
	}

}
