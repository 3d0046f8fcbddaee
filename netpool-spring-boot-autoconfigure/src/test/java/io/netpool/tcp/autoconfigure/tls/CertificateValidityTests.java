package io.netpool.tcp.autoconfigure.tls;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.netpool.tcp.autoconfigure.TestPem;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link CertificateValidity}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CertificateValidityTests {

	private static final X509Bundle CERTIFICATE = TestPem.certificate(Algorithm.ecp256);

	private static final Instant BEGIN = CERTIFICATE.getCertificate().getNotBefore().toInstant();

	private static final Instant END = CERTIFICATE.getCertificate().getNotAfter().toInstant();

	private static void check(Instant now) {
		new CertificateValidity(Clock.fixed(now, ZoneOffset.UTC)).check("The certificate of 'netpool.tcp.ssl.pem'",
				TestPem.sslBundle(CERTIFICATE));
	}

	@Test
	void anExpiredCertificateIsAWarning(CapturedOutput output) {
		check(END.plusSeconds(1));
		assertThat(output).contains("WARN")
			.contains("The certificate of 'netpool.tcp.ssl.pem' expired at " + END + ": CN=localhost");
	}

	@Test
	void aCertificateThatIsNotValidYetIsAWarning(CapturedOutput output) {
		check(BEGIN.minusSeconds(1));
		assertThat(output).contains("WARN")
			.contains("The certificate of 'netpool.tcp.ssl.pem' is not valid until " + BEGIN + ": CN=localhost");
	}

	@Test
	void aValidCertificateIsNoWarning(CapturedOutput output) {
		check(BEGIN.plusSeconds(1));
		check(END.minusSeconds(1));
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void aBundleWithoutAKeyStoreIsNoError() {
		assertThatNoException()
			.isThrownBy(() -> new CertificateValidity(Clock.systemUTC()).check("It", SslBundle.of(null)));
	}

}
