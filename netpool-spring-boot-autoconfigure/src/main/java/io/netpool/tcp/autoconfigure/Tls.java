package io.netpool.tcp.autoconfigure;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import io.netpool.tcp.server.TlsSettings;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes a pool's TLS from its settings: of a certificate of its own, or of an SSL bundle.
 *
 * @param ssl the settings
 * @param checks makes the errors
 * @param resourceLoader where files are found
 * @param bundles where SSL bundles are found
 */
record Tls(TcpProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader,
		ObjectProvider<SslBundles> bundles) {

	/**
	 * The TLS of the pool.
	 * @return the settings of the engine, {@code null} where TLS is off
	 */
	@Nullable TlsSettings settings() {
		Duration handshakeTimeout = this.checks.timeout("ssl.handshake-timeout", this.ssl.handshakeTimeout());
		PemBundle own = new PemBundle(this.ssl, this.checks, this.resourceLoader);
		String bundle = this.ssl.bundle();
		String ownSetting = own.firstSet();
		if (bundle != null && ownSetting != null) {
			throw this.checks.invalid("ssl.bundle", bundle,
					"is set beside '" + this.checks.keys().key(ownSetting) + "'",
					"Remove one of the two: a pool has a certificate of its own, or that of an SSL bundle.");
		}
		if (bundle != null) {
			return new TlsSettings(ofBundle(bundle), handshakeTimeout);
		}
		return (ownSetting != null || asksClients()) ? new TlsSettings(ofOwn(own), handshakeTimeout) : null;
	}

	private boolean asksClients() {
		return this.ssl.clientAuth() != ClientAuthentication.NONE;
	}

	private Supplier<SslContext> ofOwn(PemBundle own) {
		String pem = this.ssl.pem();
		String key = this.ssl.key();
		if (pem == null) {
			throw missing("ssl.pem", Objects.requireNonNullElse(own.firstSet(), "ssl.client-auth"),
					"the certificate chain that belongs to it");
		}
		if (key == null) {
			throw missing("ssl.key", "ssl.pem", "the private key of its certificate");
		}
		if (asksClients() && this.ssl.trust() == null) {
			throw missing("ssl.trust", "ssl.client-auth", "the certificates that clients' certificates are issued by");
		}
		if (!asksClients() && this.ssl.trust() != null) {
			throw this.checks.invalid("ssl.trust", new PemSetting("ssl.trust", this.ssl.trust(), this.checks).shown(),
					"is set, although clients are not asked for certificates",
					"Set '" + this.checks.keys().key("ssl.client-auth") + "' to want or need, or remove it.");
		}
		SslContext context;
		try {
			context = contexts().create(own.load(pem, key));
		}
		catch (IllegalArgumentException ex) {
			throw new PemSetting("ssl.pem", pem, this.checks).invalid("can't be used for TLS: " + ex.getMessage(),
					"Use a certificate with an RSA or EC key.", ex);
		}
		return () -> context;
	}

	private InvalidSettingException missing(String absent, String present, String what) {
		String absentKey = this.checks.keys().key(absent);
		String presentKey = this.checks.keys().key(present);
		return this.checks.invalid(absent, null, "is not set, although '" + presentKey + "' is",
				"Set '" + absentKey + "' to " + what + ", or remove '" + presentKey + "'.");
	}

	private Supplier<SslContext> ofBundle(String name) {
		SslBundles known = this.bundles.getIfAvailable();
		if (known == null) {
			throw noBundle(name, "", null);
		}
		try {
			SslBundle bundle = known.getBundle(name);
			ReloadingContext context = new ReloadingContext(this.checks.keys().key("ssl.bundle"), name, contexts(),
					contexts().create(bundle));
			known.addBundleUpdateHandler(name, context::update);
			return context;
		}
		catch (NoSuchSslBundleException ex) {
			throw noBundle(name, ", which are " + known.getBundleNames(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw this.checks.invalid("ssl.bundle", name, "can't be used for TLS: " + ex.getMessage(),
					"Change it under 'spring.ssl.bundle'.", ex);
		}
	}

	private InvalidSettingException noBundle(String name, String known, @Nullable Throwable cause) {
		return this.checks.invalid("ssl.bundle", name, "is the name of no SSL bundle",
				"Set it to one of those under 'spring.ssl.bundle'" + known + ".", cause);
	}

	private ServerContexts contexts() {
		return new ServerContexts(this.ssl.clientAuth());
	}

}
