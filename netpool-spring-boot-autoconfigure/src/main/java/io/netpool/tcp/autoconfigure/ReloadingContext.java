package io.netpool.tcp.autoconfigure;

import java.util.function.Supplier;

import io.netty.handler.ssl.SslContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ssl.SslBundle;

/**
 * The context of an SSL bundle that may change. Connections that have the one of before
 * keep it; one that can't be used is logged, and not taken.
 */
class ReloadingContext implements Supplier<SslContext> {

	private static final Log logger = LogFactory.getLog(ReloadingContext.class);

	private final String setting;

	private final String bundle;

	private final ServerContexts contexts;

	private volatile SslContext current;

	ReloadingContext(String setting, String bundle, ServerContexts contexts, SslContext first) {
		this.setting = setting;
		this.bundle = bundle;
		this.contexts = contexts;
		this.current = first;
	}

	@Override
	public SslContext get() {
		return this.current;
	}

	/**
	 * Any thread: the bundle has changed.
	 */
	void update(SslBundle changed) {
		try {
			this.current = this.contexts.create(changed);
			logger.info("SSL bundle '" + this.bundle + "' (" + this.setting + ") has changed: it serves from the next "
					+ "connection on");
		}
		catch (RuntimeException ex) {
			logger.error("SSL bundle '" + this.bundle + "' (" + this.setting
					+ ") has changed, but can't be used for TLS: the one of before stays", ex);
		}
	}

}
