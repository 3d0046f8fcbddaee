package io.netpool.tcp.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.NetpoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBindHandler;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

class PoolProtocolFactoryTests {

	private final X509Bundle authority = selfSigned("CN=authority");

	private final X509Bundle first = issuedBy(this.authority);

	private final X509Bundle second = selfSigned("CN=second");

	@ParameterizedTest
	@CsvSource({ "raw, false", "line, true" })
	void framingIsAsItIsSet(String mode, boolean framed) {
		assertThat(protocol("default", "netpool.tcp.framing.mode=" + mode).framed()).isEqualTo(framed);
	}

	@Test
	void aReplyMayBeLongerThanARequest() throws TcpFramingException {
		PoolProtocol protocol = protocol("default", "netpool.tcp.framing.mode=line",
				"netpool.tcp.framing.max-length=16B");
		byte[] line = ("x".repeat(100) + "\n").getBytes(StandardCharsets.US_ASCII);
		FrameInput input = new FrameInput(line, 0, line.length);
		assertThat(protocol.framing().next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(100);
	}

	@Test
	void aNamedPoolInherits() {
		PoolProtocol protocol = protocol("admin", "netpool.tcp.pools.admin.port=0", "netpool.tcp.charset=ISO-8859-1",
				"netpool.tcp.framing.mode=line");
		assertThat(protocol.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
		assertThat(protocol.codec().encode("ü")).containsExactly(0xFC);
		assertThat(protocol.framed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.2, 127.0.0.2", "0.0.0.0, 127.0.0.1" })
	void theAddressIsOneToConnectTo(String set, String address) {
		assertThat(protocol("default", "netpool.tcp.address=" + set).address().getHostAddress()).isEqualTo(address);
	}

	@Test
	void withoutTlsThereAreNoCertificates() {
		PoolProtocol protocol = protocol("default");
		assertThat(protocol.certificates()).isEmpty();
	}

	@Test
	void aCertificateOfItsOwnIsKnown() {
		PoolProtocol protocol = protocol("default",
				"netpool.tcp.ssl.pem=" + this.first.getCertificatePEM() + this.authority.getCertificatePEM(),
				"netpool.tcp.ssl.key=" + this.first.getPrivateKeyPEM());
		assertThat(protocol.certificates()).containsExactly(this.first.getCertificate(),
				this.authority.getCertificate());
	}

	@Test
	void whereTlsIsDisabledThereAreNoCertificates() {
		PoolProtocol protocol = protocol("admin", "netpool.tcp.pools.admin.port=0", "netpool.tcp.ssl.bundle=first",
				"netpool.tcp.pools.admin.ssl.enabled=false");
		assertThat(protocol.certificates()).isEmpty();
	}

	@Test
	void theCertificatesOfBundlesAreKnown() {
		PoolProtocol protocol = protocol("default", "netpool.tcp.ssl.bundle=first",
				"netpool.tcp.ssl.server-names.localhost=second");
		assertThat(protocol.certificates()).containsExactly(this.first.getCertificate(), this.second.getCertificate());
	}

	private static X509Bundle selfSigned(String subject) {
		try {
			return new CertificateBuilder().subject(subject).setIsCertificateAuthority(true).buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X509Bundle issuedBy(X509Bundle authority) {
		try {
			return new CertificateBuilder().subject("CN=first").buildIssuedBy(authority);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SslBundle sslBundle(X509Bundle bundle) {
		PemSslStore store = PemSslStore.of(List.of(bundle.getCertificatePath()), bundle.getKeyPair().getPrivate());
		return SslBundle.of(new PemSslStoreBundle(store, null));
	}

	private PoolProtocol protocol(String pool, String... properties) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(properties).applyTo(context);
			DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
			bundles.registerBundle("first", sslBundle(this.first));
			bundles.registerBundle("second", sslBundle(this.second));
			context.registerBean(DefaultSslBundleRegistry.class, () -> bundles);
			context.register(Settings.class);
			context.refresh();
			return new PoolProtocolFactory(context).create(pool);
		}
	}

	@EnableConfigurationProperties({ PoolProperties.class, NetpoolProperties.class })
	@Import(ConfiguredPools.class)
	static class Settings {

		@Bean
		static ConfigurationPropertiesBindHandlerAdvisor advisor(Environment environment) {
			return (handler) -> new PoolPropertiesBindHandler(handler, environment);
		}

	}

}
