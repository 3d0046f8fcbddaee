package io.netpool.tcp.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Whether a private key belongs to a public key: what one signs, the other verifies.
 */
final class KeyPairCheck {

	private static final byte[] SAMPLE = "netpool".getBytes(StandardCharsets.US_ASCII);

	private KeyPairCheck() {
	}

	static boolean matches(PrivateKey privateKey, PublicKey publicKey) {
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
			case "RSA" -> "SHA256withRSA";
			case "DSA" -> "SHA256withDSA";
			default -> key;
		};
	}

}
