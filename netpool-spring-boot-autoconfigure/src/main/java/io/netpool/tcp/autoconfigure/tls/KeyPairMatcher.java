package io.netpool.tcp.autoconfigure.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/**
 * Checks whether a private key and a public key are a pair. Two RSA keys are compared by
 * their modulus, since an RSASSA-PSS key may restrict the parameters of its signatures;
 * with other keys a sample is signed and verified.
 */
final class KeyPairMatcher {

	private static final byte[] SAMPLE = "netpool".getBytes(StandardCharsets.US_ASCII);

	private KeyPairMatcher() {
	}

	/**
	 * Check whether the keys are a pair.
	 * @return {@code true} if they are
	 * @throws GeneralSecurityException if the JDK can't sign with the private key, for
	 * example because it does not support the key's curve
	 */
	static boolean matches(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
		if (privateKey instanceof RSAKey first) {
			return publicKey instanceof RSAKey second && first.getModulus().equals(second.getModulus());
		}
		Signature signature = Signature.getInstance(algorithm(privateKey.getAlgorithm()));
		signature.initSign(privateKey);
		signature.update(SAMPLE);
		return verifies(signature, signature.sign(), publicKey);
	}

	private static boolean verifies(Signature signature, byte[] signed, PublicKey publicKey) {
		try {
			signature.initVerify(publicKey);
			signature.update(SAMPLE);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			// a key of another algorithm or curve
			return false;
		}
	}

	private static String algorithm(String key) {
		return switch (key) {
			case "EC" -> "SHA256withECDSA";
			case "DSA" -> "SHA256withDSA";
			default -> key;
		};
	}

}
