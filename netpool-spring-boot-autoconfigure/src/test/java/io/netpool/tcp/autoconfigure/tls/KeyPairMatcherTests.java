package io.netpool.tcp.autoconfigure.tls;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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
	@CsvSource({ "RSA, EC", "EC, RSA", "EC, Ed25519", "X25519, EC" })
	void aKeyDoesNotMatchOneOfAnotherKind(String algorithm, String other) throws Exception {
		assertThat(KeyPairMatcher.matches(pair(algorithm).getPrivate(), pair(other).getPublic())).isFalse();
	}

	private static KeyPair pair(String algorithm) throws NoSuchAlgorithmException {
		return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
	}

}
