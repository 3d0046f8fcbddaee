package io.netpool.tcp.autoconfigure.tls;

import java.util.function.Supplier;

import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netty.handler.ssl.SslContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * An {@link SslContext} that can be replaced while the pool serves. New connections use
 * the current one, existing connections keep theirs. Thread-safe.
 */
final class ReloadableSslContext implements Supplier<SslContext> {

	private static final Log logger = LogFactory.getLog(ReloadableSslContext.class);

	private final String source;

	private final TlsReloadCounter reloads;

	private volatile SslContext current;

	/**
	 * Create a new {@link ReloadableSslContext}.
	 * @param source the certificate's source, as the subject of log messages
	 * @param reloads counts successful and failed reloads
	 * @param initial the context to start with
	 */
	ReloadableSslContext(String source, TlsReloadCounter reloads, SslContext initial) {
		this.source = source;
		this.reloads = reloads;
		this.current = initial;
	}

	@Override
	public SslContext get() {
		return this.current;
	}

	/**
	 * Replace the context. If the new one can't be created, the failure is counted and
	 * logged, and the previous context stays in use.
	 * @param factory creates the new context
	 */
	void reload(Supplier<SslContext> factory) {
		try {
			this.current = factory.get();
			this.reloads.add(true);
			logger.info(this.source + " was reloaded; new connections use it");
		}
		catch (RuntimeException | Error ex) {
			this.reloads.add(false);
			logger.error(this.source + " could not be reloaded; the previous certificate stays in use", ex);
		}
	}

}
