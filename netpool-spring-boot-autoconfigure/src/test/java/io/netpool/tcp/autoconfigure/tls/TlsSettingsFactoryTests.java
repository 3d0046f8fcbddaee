package io.netpool.tcp.autoconfigure.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.TestPem;
import io.netpool.tcp.autoconfigure.properties.ClientAuthentication;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TestPools;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TlsSettingsFactoryTests {

	private static final X509Bundle SERVER = TestPem.certificate(Algorithm.ecp256);

	private static final X509Bundle RSA_SERVER = TestPem.certificate(Algorithm.rsa2048);

	private static final X509Bundle OTHER = TestPem.certificate(Algorithm.ecp256);

	private static final X509Bundle AUTHORITY = TestPem.authority();

	private static final String PEM = SERVER.getCertificatePathPEM();

	private static final String KEY = SERVER.getPrivateKeyPEM();

	@TempDir
	private Path directory;

	@Test
	void withoutCertificateAndKeyItIsOff() {
		assertThat(tls(null, null, null)).isNull();
	}

	@Test
	void itCanBeDisabledWhereACertificateIsSet() {
		assertThat(settings(enabled(false, PEM, KEY))).isNull();
	}

	@Test
	void itCanBeEnabledWhereACertificateIsSet() {
		assertThat(settings(enabled(true, PEM, KEY))).isNotNull();
	}

	@Test
	void whereItIsEnabledItNeedsACertificate() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> settings(enabled(true, null, null)))
			.withMessage("Setting 'netpool.tcp.ssl.enabled' has the value 'true', which needs a certificate")
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Set 'netpool.tcp.ssl.pem' and 'netpool.tcp.ssl.key', or 'netpool.tcp.ssl.bundle'."));
	}

	private static PoolProperties.Ssl enabled(boolean enabled, String pem, String key) {
		return new PoolProperties.Ssl(enabled, pem, key, null, null, ClientAuthentication.NONE, null, null, null,
				Duration.ZERO, false, Duration.ofSeconds(10));
	}

	@Test
	void itOffersTls13AndTls12Alone() {
		TlsSettings settings = tls(PEM, KEY, null);
		assertThat(settings).isNotNull();
		// OpenSSL's engines name SSLv2Hello always, since it has no switch for that
		assertThat(settings.context().get().newEngine(UnpooledByteBufAllocator.DEFAULT).getEnabledProtocols())
			.filteredOn((protocol) -> !protocol.equals("SSLv2Hello"))
			.containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
	}

	/**
	 * The build runs these tests with both.
	 */
	@Test
	@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
	void openSslIsUsedWhereItIsThere() {
		boolean wanted = !Boolean.getBoolean("io.netty.handler.ssl.noOpenSsl");
		assertThat(OpenSsl.isAvailable()).isEqualTo(wanted);
		assertThat(tls(PEM, KEY, null).context().get() instanceof OpenSslContext).isEqualTo(wanted);
	}

	@Test
	void tlsMayStartLater() {
		assertThat(settings(startingLater(PEM, KEY))).extracting(TlsSettings::startsLater).isEqualTo(true);
		assertThat(tls(PEM, KEY, null).startsLater()).isFalse();
	}

	private static PoolProperties.Ssl startingLater(String pem, String key) {
		return new PoolProperties.Ssl(null, pem, key, null, null, ClientAuthentication.NONE, null, null, null,
				Duration.ZERO, true, Duration.ofSeconds(10));
	}

	@Test
	void theHandshakeTimeoutIsTheOneThatIsSet() {
		TlsSettings settings = settings(new PoolProperties.Ssl(null, PEM, KEY, null, null, ClientAuthentication.NONE,
				null, null, null, Duration.ZERO, false, Duration.ofSeconds(7)));
		assertThat(settings).isNotNull().extracting(TlsSettings::handshakeTimeout).isEqualTo(Duration.ofSeconds(7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "0s", "999us" })
	void aHandshakeTimeoutThatNettyWouldTakeForNoneIsRefused(String timeout) {
		Duration duration = DurationStyle.detectAndParse(timeout);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(new PoolProperties.Ssl(null, null, null, null, null, ClientAuthentication.NONE,
					null, null, null, Duration.ZERO, false, duration)))
			.withMessage("Setting 'netpool.tcp.ssl.handshake-timeout' has the value '" + duration
					+ "', which is less than a millisecond")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Set it to a duration such as 10s."));
	}

	@Test
	void aCertificateOfItsOwnAndAnSslBundleExcludeEachOther() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(ssl(PEM, KEY, null, ClientAuthentication.NONE, "server")))
			.withMessage("Setting 'netpool.tcp.ssl.bundle' has the value 'server', "
					+ "which can't be combined with 'netpool.tcp.ssl.pem'")
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Remove one of them"));
	}

	@Test
	void aNamedPoolWithItsOwnCertificateDoesNotInheritAnSslBundle() {
		assertThat(ofAdmin(null, "ssl.bundle=missing", "pools.admin.ssl.pem=" + PEM, "pools.admin.ssl.key=" + KEY))
			.isNotNull();
	}

	@Test
	void aNamedPoolWithItsOwnSslBundleDoesNotInheritACertificate() {
		assertThat(ofAdmin(TestPem.sslBundle(SERVER), "ssl.pem=missing.pem", "ssl.key=missing.key",
				"pools.admin.ssl.bundle=server"))
			.isNotNull();
	}

	private static TlsSettings ofAdmin(SslBundle bundle, String... settings) {
		ConfiguredPool admin = TestPools
			.of(Stream.concat(Stream.of("pools.admin.port=0"), Stream.of(settings)).toArray(String[]::new))
			.get("admin");
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		if (bundle != null) {
			beans.addBean("bundles", new DefaultSslBundleRegistry("server", bundle));
		}
		return new TlsSettingsFactory(admin.properties().ssl(), admin.checks(), ApplicationResourceLoader.get(),
				beans.getBeanProvider(SslBundles.class), new CertificateFileWatcher())
			.settings();
	}

	@Test
	void anSslBundleThatDoesNotExistIsNamed() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(ssl(null, null, null, ClientAuthentication.NONE, "server")))
			.withMessage(
					"Setting 'netpool.tcp.ssl.bundle' has the value 'server', which is not the name of an SSL bundle")
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Set it to one of the bundles under 'spring.ssl.bundle': []."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.1", "TLSv1", "SSLv3" })
	void anSslBundleThatEnablesOldProtocolsIsRefused(String protocol) {
		SslBundle old = SslBundle.of(TestPem.sslBundle(SERVER).getStores(), SslBundleKey.NONE,
				SslOptions.of(null, new String[] { "TLSv1.3", protocol }));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settingsOf(old, ClientAuthentication.NONE))
			.withMessageContaining("can't be used for TLS: it enables " + protocol);
	}

	@Test
	void anSslBundleWithACipherThatDoesNotExistIsRefused() {
		SslBundle odd = SslBundle.of(TestPem.sslBundle(SERVER).getStores(), SslBundleKey.NONE,
				SslOptions.of(new String[] { "TLS_ODD" }, null));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settingsOf(odd, ClientAuthentication.NONE))
			.withMessageContaining("can't be used for TLS: ")
			.withMessageContaining("TLS_ODD");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".example.org", "mail..org", "*", "a.*.org", "mail example.org" })
	void aNameOfNoServerIsRefused(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(named(PEM, KEY, Map.of(name, "mail"))))
			.withMessage("Setting 'netpool.tcp.ssl.server-names' has the value '" + name
					+ "', which is not a valid server name");
	}

	@Test
	void aServersSslBundleThatDoesNotExistIsNamed() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(named(PEM, KEY, Map.of("mail.example.org", "mail"))))
			.withMessage("Setting 'netpool.tcp.ssl.server-names.mail.example.org' has the value 'mail', "
					+ "which is not the name of an SSL bundle");
	}

	private static PoolProperties.Ssl named(String pem, String key, Map<String, String> serverNames) {
		return new PoolProperties.Ssl(null, pem, key, null, null, ClientAuthentication.NONE, null, serverNames, null,
				Duration.ZERO, false, Duration.ofSeconds(10));
	}

	private static TlsSettings settingsOf(SslBundle bundle, ClientAuthentication clientAuth) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("bundles", new DefaultSslBundleRegistry("server", bundle));
		return new TlsSettingsFactory(ssl(null, null, null, clientAuth, "server"),
				new SettingChecks(PropertyNames.of("default"), new StandardEnvironment()),
				ApplicationResourceLoader.get(), beans.getBeanProvider(SslBundles.class), new CertificateFileWatcher())
			.settings();
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void clientsThatAreAskedForCertificatesNeedSomeoneWhoIsTrusted(ClientAuthentication clientAuth) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(ssl(PEM, KEY, null, clientAuth, null)))
			.withMessage("Setting 'netpool.tcp.ssl.trust' is not set, although 'netpool.tcp.ssl.client-auth' is");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settingsOf(TestPem.sslBundle(SERVER), clientAuth))
			.withMessageEndingWith("which can't be used for TLS: client authentication needs a truststore");
	}

	@Test
	void trustWithoutAskingForCertificatesIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(ssl(PEM, KEY, PEM, ClientAuthentication.NONE, null)))
			.withMessage("Setting 'netpool.tcp.ssl.trust' has the value '(not shown)', "
					+ "which has no effect while 'netpool.tcp.ssl.client-auth' is none");
	}

	@Test
	void askingForCertificatesWithoutTlsIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(ssl(null, null, null, ClientAuthentication.NEED, null)))
			.withMessage("Setting 'netpool.tcp.ssl.pem' is not set, although 'netpool.tcp.ssl.client-auth' is");
	}

	private static PoolProperties.Ssl ssl(String pem, String key, String trust, ClientAuthentication clientAuth,
			String bundle) {
		return new PoolProperties.Ssl(null, pem, key, null, trust, clientAuth, bundle, null, null, Duration.ZERO, false,
				Duration.ofSeconds(10));
	}

	@Test
	void bothAreReadFromFiles() throws Exception {
		assertThat(tls(file("server.crt", PEM), file("server.key", KEY), null)).isNotNull();
	}

	@Test
	void bothMayBeInOneFile() throws Exception {
		String both = file("server.pem", KEY + PEM);
		assertThat(tls(both, both, null)).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "ecp256", "ecp384", "rsa2048", "ed25519" })
	void keysOfTheseAlgorithmsServe(Algorithm algorithm) {
		X509Bundle server = TestPem.certificate(algorithm);
		assertThat(tls(server.getCertificatePathPEM(), server.getPrivateKeyPEM(), null)).isNotNull();
	}

	@Test
	void aPkcs1KeyIsRead() {
		assertThat(tls(RSA_SERVER.getCertificatePathPEM(), TestPem.pkcs1(privateKey(RSA_SERVER)), null)).isNotNull();
	}

	@Test
	void anEcKeyIsRead() {
		assertThat(tls(PEM, TestPem.sec1(privateKey(SERVER)), null)).isNotNull();
	}

	@Test
	void anEncryptedKeyIsReadWithItsPassword() throws Exception {
		assertThat(tls(PEM, TestPem.encrypted(privateKey(SERVER), "secret"), "secret")).isNotNull();
	}

	@Test
	void aWrongPasswordIsAnErrorOfTheKey() throws Exception {
		String key = TestPem.encrypted(privateKey(SERVER), "secret");
		assertThatIsWrongPassword(key, "guess");
	}

	@Test
	void aWrongPasswordThatYieldsThePaddingOfARightOneIsAnErrorOfTheKey() throws Exception {
		String key = TestPem.encrypted(privateKey(SERVER), "secret");
		assertThatIsWrongPassword(key, TestPem.wrongPasswordWithRightPadding(privateKey(SERVER), "secret"));
	}

	private void assertThatIsWrongPassword(String key, String password) {
		assertThatInvalid(PEM, key, password).withMessage(
				"Setting 'netpool.tcp.ssl.key' has the value '(not shown)', which does not contain a PEM private key "
						+ "(PKCS#8, PKCS#1 or EC) that 'netpool.tcp.ssl.key-password' decrypts")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo(
					"Check its content. An encrypted key must be PKCS#8 and needs 'netpool.tcp.ssl.key-password'."));
	}

	@Test
	void anEncryptedKeyWithoutAPasswordIsAnErrorOfTheKey() throws Exception {
		assertThatInvalid(PEM, TestPem.encrypted(privateKey(SERVER), "secret"), null)
			.withMessageContainingAll("'netpool.tcp.ssl.key'", "does not contain a PEM private key")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("'netpool.tcp.ssl.key-password'"));
	}

	@Test
	void aKeyThatIsEncryptedInAnUnsupportedWayIsNotAWrongPassword() {
		assertThatInvalid(PEM, TestPem.encryptedWithTripleDes(), "secret")
			.withMessageStartingWith("Setting 'netpool.tcp.ssl.key' has the value '(not shown)', "
					+ "which is encrypted in a way that the JDK does not support: ")
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Encrypt it with AES"));
	}

	@Test
	void aKeyOnAnUnsupportedCurveIsNotTheKeyOfAnotherCertificate() {
		assertThatInvalid(PEM, TestPem.secp256k1(privateKey(SERVER)), null)
			.withMessageStartingWith("Setting 'netpool.tcp.ssl.key' has the value '(not shown)', "
					+ "which is not supported by the JDK: ")
			.withMessageContaining("secp256k1")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("an EC key on a curve such as secp256r1"));
	}

	@Test
	void aChainWithACertificateOfAnotherIssuerIsRefused() {
		assertThatInvalid(PEM + TestPem.authority().getCertificatePathPEM(), KEY, null)
			.withMessageStartingWith(
					"Setting 'netpool.tcp.ssl.pem' has the value '(not shown)', " + "which can't be used for TLS: ")
			.withMessageContaining("chain")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("followed by the certificates of its issuers"));
	}

	/**
	 * Spring Boot would leave it out.
	 */
	@ParameterizedTest
	@MethodSource("chainsOfWhichAPartIsUnreadable")
	void aChainOfWhichAPartCannotBeReadIsRefused(String how, String chain) throws Exception {
		X509Bundle server = TestPem.certificateOf(AUTHORITY);
		String pem = file("chain.pem", server.getCertificatePathPEM() + chain);
		for (String value : List.of(pem, server.getCertificatePathPEM() + chain)) {
			assertThatInvalid(value, server.getPrivateKeyPEM(), null)
				.withMessageStartingWith("Setting 'netpool.tcp.ssl.pem' has the value '")
				.withMessageContaining("which contains ")
				.withMessageContaining(" certificates, of which only ")
				.satisfies((ex) -> assertThat(ex.remedy())
					.startsWith("Begin each with a line '-----BEGIN CERTIFICATE-----'"));
		}
	}

	static Stream<Arguments> chainsOfWhichAPartIsUnreadable() {
		String pem = AUTHORITY.getCertificatePathPEM();
		return Stream.of(Arguments.of("no line break before it", pem.strip() + pem),
				Arguments.of("a hyphen in it", pem.replaceFirst("MI", "M-I")));
	}

	@Test
	void aTextBetweenTheCertificatesOfAChainIsNoError() {
		X509Bundle server = TestPem.certificateOf(AUTHORITY);
		String pem = "subject=CN=localhost\n" + server.getCertificatePathPEM()
				+ "\n# a CERTIFICATE of the authority\n\n" + AUTHORITY.getCertificatePathPEM();
		assertThat(tls(pem, server.getPrivateKeyPEM(), null)).isNotNull();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void anExpiredCertificateIsAWarning(CapturedOutput output) throws Exception {
		X509Bundle expired = new CertificateBuilder().subject("CN=old")
			.notBefore(Instant.now().minus(Duration.ofDays(2)))
			.notAfter(Instant.now().minus(Duration.ofDays(1)))
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		assertThat(tls(expired.getCertificatePathPEM(), expired.getPrivateKeyPEM(), null)).isNotNull();
		assertThat(output).contains("The certificate of 'netpool.tcp.ssl.pem' expired at ");
	}

	@Test
	void aCertificateAloneAsksForItsKey() {
		assertThatInvalid(PEM, null, null)
			.withMessage("Setting 'netpool.tcp.ssl.key' is not set, although 'netpool.tcp.ssl.pem' is")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Set 'netpool.tcp.ssl.key' to the private key of its "
					+ "certificate, or remove 'netpool.tcp.ssl.pem'."));
	}

	@Test
	void aKeyAloneAsksForItsCertificate() {
		assertThatInvalid(null, KEY, null)
			.withMessage("Setting 'netpool.tcp.ssl.pem' is not set, although 'netpool.tcp.ssl.key' is")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Set 'netpool.tcp.ssl.pem' to the certificate chain "
					+ "of the server, or remove 'netpool.tcp.ssl.key'."));
	}

	@Test
	void aKeyOfAnotherCertificateIsRefused() throws Exception {
		String pem = file("server.crt", PEM);
		String key = file("other.key", OTHER.getPrivateKeyPEM());
		assertThatInvalid(pem, key, null)
			.withMessage("Setting 'netpool.tcp.ssl.key' has the value '" + key
					+ "', which is not the key of the certificate in 'netpool.tcp.ssl.pem' (" + pem + ")")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("a certificate and its key",
					"must be the first in its file"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl.pem", "ssl.key" })
	void aMissingFileIsNamed(String setting) {
		String missing = this.directory.resolve("missing.pem").toString();
		assertThatInvalid(setting, missing)
			.withMessageContainingAll("Setting 'netpool.tcp." + setting + "' has the value '" + missing + "'",
					"which can't be read: java.io.FileNotFoundException")
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Set it to a file that exists"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl.pem", "ssl.key" })
	void aMissingClassPathResourceIsNamed(String setting) {
		assertThatInvalid(setting, "classpath:missing.pem").withMessageContainingAll("'netpool.tcp." + setting + "'",
				"'classpath:missing.pem'", "can't be read: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl.pem", "ssl.key" })
	void aDirectoryIsNamed(String setting) {
		assertThatInvalid(setting, this.directory.toString()).withMessageContainingAll("'netpool.tcp." + setting + "'",
				"'" + this.directory + "'", "can't be read: ", "directory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl.pem", "ssl.key" })
	void aFileThatIsNotPemIsNamed(String setting) throws Exception {
		String file = file("server.der", "0\u0082");
		assertThatInvalid(setting, file).withMessageContainingAll("'netpool.tcp." + setting + "'", "'" + file + "'",
				"does not contain a PEM ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl.pem", "ssl.key" })
	void anEmptyValueIsRefused(String setting) {
		assertThatInvalid(setting, "").withMessageContainingAll("'netpool.tcp." + setting + "'", "does not contain");
	}

	@Test
	void aKeyInPlaceOfTheCertificateIsRefused() {
		assertThatInvalid("ssl.pem", KEY).withMessageContainingAll("'netpool.tcp.ssl.pem'",
				"does not contain a PEM certificate");
	}

	@Test
	void aCertificateInPlaceOfTheKeyIsRefused() {
		assertThatInvalid("ssl.key", PEM).withMessageContainingAll("'netpool.tcp.ssl.key'",
				"does not contain a PEM private key");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("keysThatAreNotWhole")
	void noErrorShowsAKey(String how, String key) {
		assertThatInvalid("ssl.key", key).satisfies((ex) -> {
			for (String secret : secretsOf(KEY)) {
				assertThat(ex).hasMessageNotContaining(secret);
				assertThat(ex.remedy()).doesNotContain(secret);
				for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
					assertThat(String.valueOf(cause.getMessage())).doesNotContain(secret);
				}
			}
		});
	}

	static Stream<Arguments> keysThatAreNotWhole() {
		String base64 = String.join("", secretsOf(KEY));
		return Stream.of(Arguments.of("of another certificate", OTHER.getPrivateKeyPEM() + KEY),
				Arguments.of("without its end", StringUtils.delete(KEY, "-----END PRIVATE KEY-----")),
				Arguments.of("without its beginning", StringUtils.delete(KEY, "-----BEGIN PRIVATE KEY-----")),
				Arguments.of("without its frame", base64),
				Arguments.of("as lines of Base64", String.join("\n", secretsOf(KEY))),
				Arguments.of("as Base64 that is no PEM", "base64:" + base64),
				Arguments.of("with a broken line", KEY.replace("M", "?")));
	}

	private static String[] secretsOf(String key) {
		return Pattern.compile("^[A-Za-z0-9+/=]+$", Pattern.MULTILINE)
			.matcher(key)
			.results()
			.map((result) -> result.group())
			.toArray(String[]::new);
	}

	@Test
	void noErrorShowsThePassword() throws Exception {
		assertThatInvalid(PEM, TestPem.encrypted(privateKey(SERVER), "secret"), "opensesame").satisfies((ex) -> {
			assertThat(ex.remedy()).doesNotContain("opensesame");
			assertThat(ex).hasMessageNotContaining("opensesame");
		});
	}

	@Test
	void aKeyMayComeAsBase64OfItsPem() {
		String key = "base64:" + Base64.getEncoder().encodeToString(KEY.getBytes());
		assertThat(tls(PEM, key, null)).isNotNull();
	}

	private String file(String name, String content) throws Exception {
		return Files.writeString(this.directory.resolve(name), content).toString();
	}

	private static PrivateKey privateKey(X509Bundle bundle) {
		return bundle.getKeyPair().getPrivate();
	}

	private static ThrowableAssertAlternative<InvalidSettingException> assertThatInvalid(String setting, String value) {
		return setting.equals("ssl.pem") ? assertThatInvalid(value, KEY, null) : assertThatInvalid(PEM, value, null);
	}

	private static ThrowableAssertAlternative<InvalidSettingException> assertThatInvalid(String pem, String key,
			String password) {
		return assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> tls(pem, key, password));
	}

	private static TlsSettings tls(String pem, String key, String password) {
		return settings(new PoolProperties.Ssl(null, pem, key, password, null, ClientAuthentication.NONE, null, null,
				null, Duration.ZERO, false, Duration.ofSeconds(10)));
	}

	private static TlsSettings settings(PoolProperties.Ssl ssl) {
		SettingChecks checks = new SettingChecks(PropertyNames.of("default"), new StandardEnvironment());
		return new TlsSettingsFactory(ssl, checks, ApplicationResourceLoader.get(),
				new StaticListableBeanFactory().getBeanProvider(SslBundles.class), new CertificateFileWatcher())
			.settings();
	}

}
