package io.netpool.benchmarks.compare.peer;

import java.security.GeneralSecurityException;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Server sockets with TLS, for the tests of clients.
 */
public final class TlsServerSockets {

	private TlsServerSockets() {
	}

	public static ServerSocketFactory create() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(ServerCertificate.create().keys().getKeyManagers(), null, null);
			return context.getServerSocketFactory();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
