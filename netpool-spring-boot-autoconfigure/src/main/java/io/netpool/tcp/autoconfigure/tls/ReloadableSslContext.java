package io.netpool.tcp.autoconfigure.tls;

import java.util.function.Supplier;

import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netty.handler.ssl.SslContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A context whose certificate may change. Connections that have the one of before keep
 * it; one that can't be used is logged and counted, and not taken.
 */
class ReloadableSslContext implements Supplier<SslContext> {

	private static final Log logger = LogFactory.getLog(ReloadableSslContext.class);

	private final String source;

	private final TlsReloadCounter reloads;

	private volatile SslContext current;

	/**
	 * Create one.
	 * @param source what the certificate is of, for log lines
	 * @param reloads counts changes
	 * @param first the context to begin with
	 */
	ReloadableSslContext(String source, TlsReloadCounter reloads, SslContext first) {
		this.source = source;
		this.reloads = reloads;
		this.current = first;
	}

	@Override
	public SslContext get() {
		return this.current;
	}

	/**
	 * Any thread: it has changed.
	 * @param changed makes the new context, or throws
	 */
	void update(Supplier<SslContext> changed) {
		try {
			this.current = changed.get();
			logger.info(this.source + " has changed: it serves from the next connection on");
			this.reloads.add(true);
		}
		catch (RuntimeException ex) {
			logger.error(this.source + " has changed, but can't be used for TLS: the one of before stays", ex);
			this.reloads.add(false);
		}
	}

}
