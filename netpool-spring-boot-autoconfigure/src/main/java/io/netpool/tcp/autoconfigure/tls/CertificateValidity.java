package io.netpool.tcp.autoconfigure.tls;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * Warns of certificates that clients are going to reject because they are expired or not
 * valid yet. That is no error: a server may have to start with an expired certificate,
 * and a clock may be wrong.
 *
 * @param clock the clock
 */
record CertificateValidity(Clock clock) {

	private static final Log logger = LogFactory.getLog(CertificateValidity.class);

	/**
	 * Check the certificate chains of a bundle that can be used for TLS.
	 * @param source the certificate's source, as the subject of log messages
	 */
	void check(String source, SslBundle bundle) {
		KeyStore store = bundle.getStores().getKeyStore();
		if (store == null) {
			return;
		}
		try {
			for (String alias : Collections.list(store.aliases())) {
				check(source, store.getCertificateChain(alias));
			}
		}
		catch (KeyStoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void check(String source, Certificate @Nullable [] chain) {
		if (chain == null) {
			return;
		}
		Instant now = this.clock.instant();
		for (Certificate certificate : chain) {
			if (certificate instanceof X509Certificate x509) {
				Instant begin = x509.getNotBefore().toInstant();
				Instant end = x509.getNotAfter().toInstant();
				if (now.isAfter(end)) {
					logger.warn(source + " expired at " + end + ": " + x509.getSubjectX500Principal());
				}
				else if (now.isBefore(begin)) {
					logger.warn(source + " is not valid until " + begin + ": " + x509.getSubjectX500Principal());
				}
			}
		}
	}

}
