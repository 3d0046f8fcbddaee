package io.netpool.tcp.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/**
 * Makes certificates, and private keys in the formats in which they are found.
 */
public final class TestPem {

	private static final int INTEGER = 0x02;

	private static final int OCTETS = 0x04;

	private static final int OID = 0x06;

	private static final int SEQUENCE = 0x30;

	private static final int PARAMETERS = 0xa0;

	private TestPem() {
	}

	public static X509Bundle certificate(Algorithm algorithm) {
		try {
			return builder(algorithm).setIsCertificateAuthority(true).buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static X509Bundle certificateOf(X509Bundle authority) {
		try {
			return builder(Algorithm.ecp256).buildIssuedBy(authority);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static X509Bundle authority() {
		try {
			return builder(Algorithm.ecp256).subject("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static SslBundle sslBundle(X509Bundle bundle) {
		PemSslStore store = PemSslStore.of(List.of(bundle.getCertificatePath()), bundle.getKeyPair().getPrivate());
		return SslBundle.of(new PemSslStoreBundle(store, null));
	}

	private static CertificateBuilder builder(Algorithm algorithm) {
		return new CertificateBuilder().algorithm(algorithm).subject("CN=localhost").addSanDnsName("localhost");
	}

	/**
	 * "BEGIN ENCRYPTED PRIVATE KEY" with PBES2, PBKDF2 and AES, as
	 * {@code openssl pkcs8 -topk8} writes it.
	 */
	public static String encrypted(PrivateKey key, String password) throws GeneralSecurityException {
		byte[] encryption = der(SEQUENCE, oid("60864801650304012a"), der(OCTETS, new byte[16]));
		return pbes2(new byte[16], encryption, passwordCipher(Cipher.ENCRYPT_MODE, password).doFinal(key.getEncoded()));
	}

	/**
	 * A wrong password for {@link #encrypted}, which decrypts the key to bytes that end
	 * as padding does, as one in 256 does.
	 */
	public static String wrongPasswordWithRightPadding(PrivateKey key, String password)
			throws GeneralSecurityException {
		byte[] encrypted = passwordCipher(Cipher.ENCRYPT_MODE, password).doFinal(key.getEncoded());
		for (int guess = 0; guess < 10_000; guess++) {
			try {
				passwordCipher(Cipher.DECRYPT_MODE, "guess" + guess).doFinal(encrypted);
				return "guess" + guess;
			}
			catch (BadPaddingException ex) {
				// the next one
			}
		}
		throw new IllegalStateException("No such password");
	}

	private static Cipher passwordCipher(int mode, String password) throws GeneralSecurityException {
		String algorithm = "PBEWithHmacSHA256AndAES_256";
		Cipher cipher = Cipher.getInstance(algorithm);
		cipher.init(mode,
				SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
				new PBEParameterSpec(new byte[16], 2048, new IvParameterSpec(new byte[16])));
		return cipher;
	}

	/**
	 * "BEGIN ENCRYPTED PRIVATE KEY" with PBES2, PBKDF2 and Triple DES, as
	 * {@code openssl pkcs8 -topk8 -v2 des3} writes it, and which the JDK does not
	 * support.
	 */
	public static String encryptedWithTripleDes() {
		return pbes2(new byte[16], der(SEQUENCE, oid("2a864886f70d0307"), der(OCTETS, new byte[8])), new byte[144]);
	}

	private static String pbes2(byte[] salt, byte[] encryption, byte[] encrypted) {
		byte[] derivation = der(SEQUENCE, oid("2a864886f70d01050c"),
				der(SEQUENCE, der(OCTETS, salt), der(INTEGER, hex("0800")), der(SEQUENCE, oid("2a864886f70d0209"))));
		byte[] scheme = der(SEQUENCE, oid("2a864886f70d01050d"), der(SEQUENCE, derivation, encryption));
		return pem("ENCRYPTED PRIVATE KEY", der(SEQUENCE, scheme, der(OCTETS, encrypted)));
	}

	/**
	 * "BEGIN RSA PRIVATE KEY", which is what a PKCS#8 key of 2048 bits holds behind its
	 * header.
	 */
	public static String pkcs1(PrivateKey key) {
		byte[] pkcs8 = key.getEncoded();
		return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
	}

	/**
	 * "BEGIN EC PRIVATE KEY" of curve P-256.
	 */
	public static String sec1(PrivateKey key) {
		return sec1(key, "2a8648ce3d030107");
	}

	/**
	 * "BEGIN EC PRIVATE KEY" of curve secp256k1, which the JDK does not support.
	 */
	public static String secp256k1(PrivateKey key) {
		return sec1(key, "2b8104000a");
	}

	private static String sec1(PrivateKey key, String curve) {
		String secret = "%064x".formatted(((ECPrivateKey) key).getS());
		return pem("EC PRIVATE KEY",
				der(SEQUENCE, der(INTEGER, hex("01")), der(OCTETS, hex(secret)), der(PARAMETERS, oid(curve))));
	}

	private static byte[] oid(String encoded) {
		return der(OID, hex(encoded));
	}

	private static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}

	private static byte[] der(int tag, byte[]... contents) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : contents) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream der = new ByteArrayOutputStream();
		der.write(tag);
		if (content.size() > 127) {
			der.write(0x82);
			der.write(content.size() >>> 8);
		}
		der.write(content.size());
		der.writeBytes(content.toByteArray());
		return der.toByteArray();
	}

	private static String pem(String label, byte[] der) {
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
				+ "\n-----END " + label + "-----\n";
	}

}
