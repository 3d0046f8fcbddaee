package io.netpool.benchmarks.memory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a self-signed certificate, made by the JDK's keytool.
 *
 * @param path the file
 */
record KeyStoreFile(Path path) implements AutoCloseable {

	static final String PASSWORD = "changeit";

	static KeyStoreFile create() throws IOException, InterruptedException {
		Path path = Files.createTempDirectory("memory").resolve("keys.p12");
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		List<String> command = List.of(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname",
				"secp256r1", "-dname", "CN=localhost", "-storetype", "PKCS12", "-keystore", path.toString(),
				"-storepass", PASSWORD);
		int result = new ProcessBuilder(command).inheritIO().start().waitFor();
		if (result != 0) {
			throw new IOException("keytool failed with " + result);
		}
		return new KeyStoreFile(path);
	}

	/**
	 * The context of clients that trust this certificate.
	 */
	SSLContext clients() throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream content = Files.newInputStream(this.path)) {
			keys.load(content, PASSWORD.toCharArray());
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(keys);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

	@Override
	public void close() throws IOException {
		Path directory = this.path.getParent();
		Files.delete(this.path);
		if (directory != null) {
			Files.delete(directory);
		}
	}

}
