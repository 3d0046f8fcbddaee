package io.netpool.tcp.autoconfigure.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/**
 * Whether a private key belongs to a public key: RSA keys have the same modulus, and what
 * another key signs, its own public key verifies.
 */
final class KeyPairMatcher {

	private static final byte[] SAMPLE = "netpool".getBytes(StandardCharsets.US_ASCII);

	private KeyPairMatcher() {
	}

	static boolean matches(PrivateKey privateKey, PublicKey publicKey) {
		if (privateKey instanceof RSAKey first && publicKey instanceof RSAKey second) {
			// an RSASSA-PSS key may not sign with the parameters of another
			return first.getModulus().equals(second.getModulus());
		}
		try {
			Signature signature = Signature.getInstance(algorithm(privateKey.getAlgorithm()));
			signature.initSign(privateKey);
			signature.update(SAMPLE);
			byte[] signed = signature.sign();
			signature.initVerify(publicKey);
			signature.update(SAMPLE);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			// keys of different kinds
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
