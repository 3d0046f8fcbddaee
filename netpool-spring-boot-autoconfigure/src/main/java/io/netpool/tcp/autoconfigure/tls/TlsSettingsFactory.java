package io.netpool.tcp.autoconfigure.tls;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.netpool.tcp.autoconfigure.properties.ClientAuthentication;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.util.DomainWildcardMappingBuilder;
import io.netty.util.Mapping;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes a pool's TLS from its settings: of a certificate of its own, or of an SSL bundle.
 *
 * @param ssl the settings
 * @param checks makes the errors
 * @param resourceLoader where files are found
 * @param bundles where SSL bundles are found
 * @param watch looks at files that may change
 */
public record TlsSettingsFactory(TcpProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader,
		ObjectProvider<SslBundles> bundles, CertificateFileWatcher watch) {

	/**
	 * A host name, or one whose first label is a wildcard (RFC 6125, section 6.4.3).
	 */
	private static final Pattern SERVER_NAME = Pattern.compile("(\\*\\.)?[\\p{Alnum}-]+(\\.[\\p{Alnum}-]+)*");

	/**
	 * The TLS of the pool.
	 * @return the settings of the engine, {@code null} where TLS is off
	 */
	public @Nullable TlsSettings settings() {
		Duration handshakeTimeout = this.checks.timeout("ssl.handshake-timeout", this.ssl.handshakeTimeout());
		PemSslBundleLoader own = new PemSslBundleLoader(this.ssl, this.checks, this.resourceLoader);
		String bundle = this.ssl.bundle();
		String ownSetting = own.firstSet();
		if (bundle != null && ownSetting != null) {
			throw this.checks.invalid("ssl.bundle", bundle,
					"is set beside '" + this.checks.keys().key(ownSetting) + "'",
					"Remove one of the two: a pool has a certificate of its own, or that of an SSL bundle.");
		}
		TlsReloadCounter reloads = new TlsReloadCounter();
		if (bundle != null) {
			return settings(ofBundle("ssl.bundle", bundle, reloads), handshakeTimeout, reloads);
		}
		if (ownSetting != null || asksClients()) {
			return settings(ofOwn(own, reloads), handshakeTimeout, reloads);
		}
		if (!serverNames().isEmpty()) {
			throw missing("ssl.pem", "ssl.server-names",
					"the certificate for clients that name another server, or none");
		}
		if (this.ssl.startTls()) {
			throw missing("ssl.pem", "ssl.start-tls", "the certificate that TLS starts with");
		}
		return null;
	}

	private TlsSettings settings(Supplier<SslContext> context, Duration handshakeTimeout, TlsReloadCounter reloads) {
		return new TlsSettings(context, byServerName(context, reloads), this.ssl.startTls(), handshakeTimeout, reloads);
	}

	private Map<String, String> serverNames() {
		return Objects.requireNonNullElse(this.ssl.serverNames(), Map.of());
	}

	private @Nullable Mapping<String, SslContext> byServerName(Supplier<SslContext> others, TlsReloadCounter reloads) {
		if (serverNames().isEmpty()) {
			return null;
		}
		DomainWildcardMappingBuilder<Supplier<SslContext>> contexts = new DomainWildcardMappingBuilder<>(others);
		serverNames().forEach((name, bundle) -> {
			if (!SERVER_NAME.matcher(name).matches()) {
				throw this.checks.invalid("ssl.server-names", name, "is not the name of a server",
						"Use a host name, or one such as '[*.example.org]', whose brackets keep the '*'.");
			}
			contexts.add(name, ofBundle("ssl.server-names." + name, bundle, reloads));
		});
		Mapping<String, Supplier<SslContext>> built = contexts.build();
		return (name) -> built.map(name).get();
	}

	private boolean asksClients() {
		return this.ssl.clientAuth() != ClientAuthentication.NONE;
	}

	private Supplier<SslContext> ofOwn(PemSslBundleLoader own, TlsReloadCounter reloads) {
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
		Supplier<SslContext> loading = () -> load(own, pem, key);
		List<Resource> files = own.files();
		Duration interval = this.checks.timeoutOrNone("ssl.reload-interval", this.ssl.reloadInterval());
		if (files.isEmpty() || interval == null) {
			SslContext context = loading.get();
			return () -> context;
		}
		FileChangeDetector watched = new FileChangeDetector(files);
		ReloadableSslContext context = new ReloadableSslContext(
				"The certificate of '" + this.checks.keys().key("ssl.pem") + "'", reloads, loading.get());
		this.watch.watch(watched, interval, () -> context.update(loading));
		return context;
	}

	private SslContext load(PemSslBundleLoader own, String pem, String key) {
		try {
			return contexts().create(own.load(pem, key));
		}
		catch (IllegalArgumentException ex) {
			throw new PemSetting("ssl.pem", pem, this.checks).invalid("can't be used for TLS: " + ex.getMessage(),
					"Use a certificate with an RSA or EC key.", ex);
		}
	}

	private InvalidSettingException missing(String absent, String present, String what) {
		String absentKey = this.checks.keys().key(absent);
		String presentKey = this.checks.keys().key(present);
		return this.checks.invalid(absent, null, "is not set, although '" + presentKey + "' is",
				"Set '" + absentKey + "' to " + what + ", or remove '" + presentKey + "'.");
	}

	private Supplier<SslContext> ofBundle(String setting, String name, TlsReloadCounter reloads) {
		SslBundles known = this.bundles.getIfAvailable();
		if (known == null) {
			throw noBundle(setting, name, "", null);
		}
		try {
			SslBundle bundle = known.getBundle(name);
			ReloadableSslContext context = new ReloadableSslContext(
					"SSL bundle '" + name + "' (" + this.checks.keys().key(setting) + ")", reloads,
					contexts().create(bundle));
			known.addBundleUpdateHandler(name, (changed) -> context.update(() -> contexts().create(changed)));
			return context;
		}
		catch (NoSuchSslBundleException ex) {
			throw noBundle(setting, name, ", which are " + known.getBundleNames(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw this.checks.invalid(setting, name, "can't be used for TLS: " + ex.getMessage(),
					"Change it under 'spring.ssl.bundle'.", ex);
		}
	}

	private InvalidSettingException noBundle(String setting, String name, String known, @Nullable Throwable cause) {
		return this.checks.invalid(setting, name, "is the name of no SSL bundle",
				"Set it to one of those under 'spring.ssl.bundle'" + known + ".", cause);
	}

	private SslContextFactory contexts() {
		return new SslContextFactory(this.ssl.clientAuth(),
				Objects.requireNonNullElse(this.ssl.applicationProtocols(), List.of()));
	}

}
