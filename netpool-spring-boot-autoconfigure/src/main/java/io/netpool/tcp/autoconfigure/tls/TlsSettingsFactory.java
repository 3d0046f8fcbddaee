package io.netpool.tcp.autoconfigure.tls;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.ClientAuthentication;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.util.DomainWildcardMappingBuilder;
import io.netty.util.Mapping;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Creates the {@link TlsSettings} of a pool from its PEM settings or its SSL bundle.
 *
 * @param ssl the settings of the pool, with those that it inherits
 * @param checks creates the errors
 * @param resourceLoader finds the PEM files
 * @param bundles the SSL bundles
 * @param watcher watches the PEM files
 */
public record TlsSettingsFactory(PoolProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader,
		ObjectProvider<SslBundles> bundles, CertificateFileWatcher watcher) {

	private static final CertificateValidity VALIDITY = new CertificateValidity(Clock.systemUTC());

	/**
	 * A host name, whose first label may be a wildcard (RFC 6125, section 6.4.3).
	 */
	private static final Pattern SERVER_NAME = Pattern.compile("(\\*\\.)?[\\p{Alnum}-]+(\\.[\\p{Alnum}-]+)*");

	/**
	 * Create the settings.
	 * @return the settings, {@code null} where TLS is off
	 */
	public @Nullable TlsSettings settings() {
		if (this.ssl.isDisabled()) {
			return null;
		}
		Duration handshakeTimeout = this.checks.timeout("ssl.handshake-timeout", this.ssl.handshakeTimeout());
		TlsReloadCounter reloads = new TlsReloadCounter();
		Supplier<SslContext> context = context(reloads);
		if (context == null && this.ssl.isOn()) {
			throw this.checks.invalid("ssl.enabled", true, "needs a certificate", "Set '" + this.checks.key("ssl.pem")
					+ "' and '" + this.checks.key("ssl.key") + "', or '" + this.checks.key("ssl.bundle") + "'.");
		}
		return (context != null) ? new TlsSettings(context, byServerName(context, reloads), this.ssl.startTls(),
				handshakeTimeout, reloads) : null;
	}

	private @Nullable Supplier<SslContext> context(TlsReloadCounter reloads) {
		String bundle = this.ssl.bundle();
		String pemSetting = firstSet(pemSettings());
		if (bundle != null && (pemSetting == null || bundleOverrides(pemSetting, bundle))) {
			return bundleContext("ssl.bundle", bundle, reloads);
		}
		if (pemSetting != null) {
			return pemContext(pemSetting, reloads);
		}
		return asksClients() ? pemContext("ssl.client-auth", reloads) : null;
	}

	private Stream<Map.Entry<String, Boolean>> pemSettings() {
		return Stream.of(Map.entry("ssl.pem", this.ssl.pem() != null), Map.entry("ssl.key", this.ssl.key() != null),
				Map.entry("ssl.trust", this.ssl.trust() != null),
				Map.entry("ssl.key-password", this.ssl.keyPassword() != null));
	}

	private static @Nullable String firstSet(Stream<Map.Entry<String, Boolean>> settings) {
		return settings.filter(Map.Entry::getValue).map(Map.Entry::getKey).findFirst().orElse(null);
	}

	/**
	 * Whether a pool with both uses its SSL bundle, not its PEM settings. What a pool
	 * sets itself overrides what it inherits.
	 */
	private boolean bundleOverrides(String pemSetting, String bundle) {
		boolean ownBundle = this.checks.isOwn("ssl.bundle");
		if (ownBundle == pemSettings().anyMatch((setting) -> this.checks.isOwn(setting.getKey()))) {
			throw this.checks.invalid("ssl.bundle", bundle,
					"can't be combined with '" + this.checks.key(pemSetting) + "'",
					"Remove one of them: a pool uses either PEM settings or an SSL bundle.");
		}
		return ownBundle;
	}

	private boolean asksClients() {
		return this.ssl.clientAuth() != ClientAuthentication.NONE;
	}

	private Map<String, String> serverNames() {
		return Objects.requireNonNullElse(this.ssl.serverNames(), Map.of());
	}

	private @Nullable Mapping<String, SslContext> byServerName(Supplier<SslContext> fallback,
			TlsReloadCounter reloads) {
		if (serverNames().isEmpty()) {
			return null;
		}
		DomainWildcardMappingBuilder<Supplier<SslContext>> contexts = new DomainWildcardMappingBuilder<>(fallback);
		serverNames().forEach((name, bundle) -> {
			if (!SERVER_NAME.matcher(name).matches()) {
				throw this.checks.invalid("ssl.server-names", name, "is not a valid server name",
						"Use a host name, or a wildcard in brackets such as '[*.example.org]'.");
			}
			contexts.add(name, bundleContext("ssl.server-names." + name, bundle, reloads));
		});
		Mapping<String, Supplier<SslContext>> built = contexts.build();
		return (name) -> built.map(name).get();
	}

	private Supplier<SslContext> pemContext(String needed, TlsReloadCounter reloads) {
		String pem = this.ssl.pem();
		String key = this.ssl.key();
		String trust = this.ssl.trust();
		if (pem == null) {
			throw missing("ssl.pem", needed, "the certificate chain of the server");
		}
		if (key == null) {
			throw missing("ssl.key", "ssl.pem", "the private key of its certificate");
		}
		if (asksClients() && trust == null) {
			throw missing("ssl.trust", "ssl.client-auth", "the certificates that issue the clients' certificates");
		}
		if (!asksClients() && trust != null) {
			String clientAuth = "'" + this.checks.key("ssl.client-auth") + "'";
			throw new PemSetting("ssl.trust", trust, this.checks).invalid(
					"has no effect while " + clientAuth + " is none",
					"Set " + clientAuth + " to want or need, or remove the setting.", null);
		}
		PemSslBundleLoader loader = new PemSslBundleLoader(this.ssl, this.checks, this.resourceLoader);
		String source = "The certificate of '" + this.checks.key("ssl.pem") + "'";
		Supplier<SslContext> factory = () -> createContext(source, loader, pem, key);
		List<Resource> files = loader.files();
		Duration interval = this.checks.timeoutOrNone("ssl.reload-interval", this.ssl.reloadInterval());
		if (files.isEmpty() || interval == null) {
			SslContext context = factory.get();
			return () -> context;
		}
		// reads the files before they are loaded, so that no change is missed
		FileChangeDetector detector = new FileChangeDetector(files);
		ReloadableSslContext context = new ReloadableSslContext(source, reloads, factory.get());
		this.watcher.watch(detector, interval, () -> context.reload(factory));
		return context;
	}

	private InvalidSettingException missing(String absent, String present, String content) {
		String absentKey = this.checks.key(absent);
		String presentKey = this.checks.key(present);
		return this.checks.invalid(absent, null, "is not set, although '" + presentKey + "' is",
				"Set '" + absentKey + "' to " + content + ", or remove '" + presentKey + "'.");
	}

	private SslContext createContext(String source, PemSslBundleLoader loader, String pem, String key) {
		try {
			return createContext(source, contextFactory(), loader.load(pem, key));
		}
		catch (IllegalArgumentException ex) {
			throw new PemSetting("ssl.pem", pem, this.checks).invalid("can't be used for TLS: " + ex.getMessage(),
					"Use a certificate with an RSA or EC key, followed by the certificates of its issuers.", ex);
		}
	}

	private static SslContext createContext(String source, SslContextFactory factory, SslBundle bundle) {
		SslContext context = factory.create(bundle);
		VALIDITY.check(source, bundle);
		return context;
	}

	private Supplier<SslContext> bundleContext(String setting, String name, TlsReloadCounter reloads) {
		SslBundles registered = this.bundles.getIfAvailable(DefaultSslBundleRegistry::new);
		if (!registered.getBundleNames().contains(name)) {
			throw this.checks.invalid(setting, name, "is not the name of an SSL bundle",
					"Set it to one of the bundles under 'spring.ssl.bundle': " + registered.getBundleNames() + ".");
		}
		SslContextFactory factory = contextFactory();
		try {
			String source = "SSL bundle '" + name + "' of '" + this.checks.key(setting) + "'";
			ReloadableSslContext context = new ReloadableSslContext(source, reloads,
					createContext(source, factory, registered.getBundle(name)));
			registered.addBundleUpdateHandler(name,
					(updated) -> context.reload(() -> createContext(source, factory, updated)));
			return context;
		}
		catch (IllegalArgumentException ex) {
			throw this.checks.invalid(setting, name, "can't be used for TLS: " + ex.getMessage(),
					"Change it under 'spring.ssl.bundle'.", ex);
		}
	}

	private SslContextFactory contextFactory() {
		return new SslContextFactory(this.ssl.clientAuth(),
				Objects.requireNonNullElse(this.ssl.applicationProtocols(), List.of()));
	}

}
