package io.netpool.sample.chat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a self-signed certificate for localhost at each start with the profile
 * {@code tls}. An application that is not a sample sets {@code netpool.tcp.ssl.pem} and
 * {@code .key} to the files of a real one.
 * <p>
 * The JDK's keytool makes it, since the JDK has no API for that and a library that does
 * would be in everyone's copy of this sample. The key stays in memory: netpool takes PEM
 * text as well as files.
 */
class DevelopmentCertificate implements EnvironmentPostProcessor {

	private static final String ALIAS = "localhost";

	private static final char[] PASSWORD = "changeit".toCharArray();

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.matchesProfiles("tls")) {
			environment.getPropertySources().addLast(new MapPropertySource("developmentCertificate", settings()));
		}
	}

	private static Map<String, Object> settings() {
		try {
			KeyStore store = generate();
			byte[] certificate = store.getCertificate(ALIAS).getEncoded();
			byte[] key = store.getKey(ALIAS, PASSWORD).getEncoded();
			return Map.of("netpool.tcp.ssl.pem", pem("CERTIFICATE", certificate), "netpool.tcp.ssl.key",
					pem("PRIVATE KEY", key));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("No development certificate could be made", ex);
		}
	}

	private static KeyStore generate() throws IOException, GeneralSecurityException {
		Path directory = Files.createTempDirectory("netpool-sample");
		try {
			Path file = directory.resolve("development.p12");
			keytool("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30",
					"-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12",
					"-keystore", file.toString(), "-storepass", new String(PASSWORD));
			return KeyStore.getInstance(file.toFile(), PASSWORD);
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private static void keytool(String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
		builder.command().add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		Process process = builder.start();
		try (InputStream output = process.getInputStream()) {
			String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IOException("keytool failed: " + text);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while keytool ran", ex);
		}
	}

	private static String pem(String type, byte[] content) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
	}

}
